"""Answers to the questions of every kind of paper and the contents made of them: no page, no number, no file."""

import datetime as dt
import functools
from types import SimpleNamespace

from django import forms
from django.utils import timezone

from common.working_days import add_working_days
from documents.content import registered, simple_mark
from documents.forms.paper import DayField
from documents.kinds import KINDS
from documents.models.kinds import PaperKind
from documents.papers import destruction_act
from documents.services.facts import plain, subject_of
from documents.tests.cast import HOUSES, place
from people.models import Destruction, Person

TYPED = "Седых Мария Львовна, учитель английского языка"
SENTENCE = "поддержки педагогов"  # what goes after "В целях", "В связи с" of a form
VERIFICATION = {
    "address": "school12.example/p/7K3M-9QTD",
    "code": "7K3M-9QTD",
    "url": "https://school12.example/p/7K3M-9QTD",
}
MARK = simple_mark(
    name="Ковалёва Марина Сергеевна", position="директор", method="totp", act="приказ от 14.08.2026 № 109-од",
    moment=dt.datetime(2026, 10, 2, 16, 42, tzinfo=dt.timezone(dt.timedelta(hours=3))),
)  # fmt: skip


def order_event(cast):
    return {
        "held_on": cast.organization.today + dt.timedelta(days=9), "name": "Наставник и я", "place": "актовый зал",
        "participants": "Наставников, наставляемых, администрацию",
        "programme": "14:00–14:15 | Открытие | Ковалёва М.С., директор\n14:15–15:00 | Круглый стол",
        "organisers_others": TYPED, "time": "14:00" if cast.rich else "",
    }  # fmt: skip


def order_change(cast):
    day = dt.date(cast.year + 1, 1, 22)
    replaced = {"ground": "replaced", "new_pair": cast.new_pair.pk, "reason": "отпуском по уходу за ребенком"}
    return {"effective_on": day, "ground": "left", "new_pair": "", "programme_by": ""} | (
        replaced if cast.rich else {}
    )


def order_model(cast):
    return {"curator_typed": TYPED, "papers_by": ""}


def order_regulation(cast):
    return {"repeals_words": "", "council_on": "", "union_on": "", "curator_typed": ""}


def order_curator(cast):
    people = Person.objects.filter(organization=cast.organization).order_by("pk")
    deputy = people[1].pk if cast.rich and len(people) > 1 else ""
    return {
        "person": people[0].pk if people else "",
        "person_typed": TYPED,
        "deputy": deputy,
        "deputy_typed": "",
    }


def order_reward(cast):
    return {"certificate_others": TYPED, "bonus_sum": 5000 if cast.rich else ""}


def order_amending(cast):
    return {"reason": "изменением сроков мониторинга", "changes": "3 | Провести мониторинг до 4 июня\n5 |"}


def order_cancelling(cast):
    return {
        "reason": "изданием нового приказа",
        "effective_on": cast.organization.today + dt.timedelta(days=1),
    }


def regulation(cast):
    return {"payment_size": "5000 (пяти тысяч) рублей в месяц"}


def personal_programme(cast):
    return {
        "pair": cast.pair.pk,
        "goal": "Уверенно ведёт урок",
        "tasks": "Освоить приёмы\nПровести урок",
        "protocol": "от 21.10.2026 № 2",
    }


def individual_plan(cast):
    return {"pair": cast.pair.pk, "second": "Карта урока | Октябрь | Карта составлена", "third": ""}


def agreement(cast):
    own = {} if cast.rich else {"since": "", "until": ""}
    return {
        "pair": cast.pair.pk,
        "mentor": "",
        "contract_on": "2014-08-25",
        "contract_number": "41",
        "amount": 15,
    } | own


def notice(cast):
    handed = dt.date(cast.year + 1, 1, 18)
    return {"handed_on": handed, "effective_on": add_working_days(handed, 3) + dt.timedelta(days=1)}


def meeting_log(cast):
    return {
        "meetings": "07.10.2026 | Знакомство | Составлен план | очно | 40 минут" if cast.rich else "",
        "blank": 4,
    }


def mentor_report(cast):
    return {"planned": 8, "done": 7, "meetings": 9, "lessons": 4 if cast.rich else ""}


def minutes(cast):
    return {
        "chair": TYPED, "secretary": TYPED, "present": 38, "members": 41, "invited": TYPED if cast.rich else "",
        "agenda": "О принятии Положения | Соловей Виктор Иванович, учитель физики | Принять Положение; утвердить карту",
        "spoke": "1 | Жук Анна Игоревна, учитель химии | предложила указать срок" if cast.rich else "",
        "votes": "36 | 0 | 2" if cast.rich else "",
    }  # fmt: skip


def selection_protocol(cast):
    return {
        "chair": "",
        "decisions": "Закрепить пары приказом; поручить куратору подготовить проект до 12 октября",
    }


def monitoring_note(cast):
    return {
        "mentees": 14, "mentees_answered": 13, "mentors": 4, "mentors_answered": 3, "notes": "",
        "rows": "Доля завершённых программ | 90 | 11 | 12\nДоля довольных наставников | 85 | 3 | 4",
    }  # fmt: skip


def letter(cast):
    return {"people": "", "others": "Ремезов Павел Олегович, главный технолог", "words": "", "hours": 16}


ANSWERS = {
    kind: globals().get(kind.value)
    for kind in PaperKind
} | {
    PaperKind.MINUTES_COUNCIL: minutes, PaperKind.MINUTES_MEETING: minutes,
    PaperKind.THANKS: letter, PaperKind.CERTIFICATE: letter,
}  # fmt: skip
NO_FORM = {
    PaperKind.ORDER_PAIRS: "pairs",
    PaperKind.ORDER_ROADMAP: "roadmap",
}  # drawn up on pages of their own


def answers(kind, cast, *, suffix=""):
    """What is posted to the form of a kind: its first values, own answers, the rest by the sort of the field.

    A poor cast answers only what is asked for; `suffix` is added to every text that a person types.
    """
    form = kind.form(me=cast.by)
    own = ANSWERS[kind.key](cast) if ANSWERS[kind.key] else {}
    data = {}
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        if name in own:
            value = own[name]
        elif value in (None, "", []) and (field.required or cast.rich):
            value = usual(field, name, cast)
        data[name] = value
    if suffix:
        data |= {
            name: f"{data[name]}{suffix}"
            for name, field in form.fields.items()
            if is_typed(field, data[name])
        }
    return {name: value for name, value in data.items() if value not in (None, "")}


def is_typed(field, value):
    is_text = isinstance(field, forms.CharField) and not isinstance(field, forms.ChoiceField)
    return is_text and bool(value) and not (field.max_length and len(value) > field.max_length - 120)


def usual(field, name, cast):
    """A value by the sort of the field: a row that may be chosen, a day of the school year, a number, a sentence."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return [row.pk for row in field.queryset[: 12 if cast.rich else 1]]
    if isinstance(field, forms.ModelChoiceField):
        row = field.queryset.first()
        return row.pk if row else ""
    if isinstance(field, DayField):
        return day_of(name, cast.year)
    if isinstance(field, forms.BooleanField):
        return "on"
    if isinstance(field, forms.MultipleChoiceField):
        return [field.choices[0][0]]
    if isinstance(field, forms.ChoiceField):
        return next((key for key, _ in field.choices if key), "")
    if isinstance(field, forms.IntegerField):
        return 3
    return TYPED if name.endswith(("_typed", "_others")) else SENTENCE


def day_of(name, year):
    last = name in {"until", "ends_on", "final_on", "pay_by"}
    return dt.date(year + 1, 5, 28) if last else dt.date(year, 9, 7)


def facts_of(kind, cast, *, suffix=""):
    """The facts as they are kept, checked by the form of the kind."""
    if kind.form is None:
        rows = {"pairs": [cast.pair], "roadmap": cast.roadmap}
        return plain({NO_FORM[kind.key]: rows[NO_FORM[kind.key]]})
    posted = answers(kind, cast, suffix=suffix)
    form = kind.form(posted, me=cast.by)
    if suffix and not form.is_valid():  # where the form itself refuses it, nothing gets into the paper
        plain_ones = answers(kind, cast)
        posted |= {name: plain_ones[name] for name in form.errors if name in plain_ones}
        form = kind.form(posted, me=cast.by)
    assert form.is_valid(), f"{kind.key}: {form.errors.as_json(escape_html=False)}"
    return plain(form.cleaned_data)


def content_of(kind, cast, *, suffix=""):
    if kind.key == PaperKind.DESTRUCTION_ACT:
        return act_of(cast)
    facts = facts_of(kind, cast, suffix=suffix)
    card = Person.objects.filter(membership=cast.by).first()
    last, first, patronymic = cast.by.user.name.split()
    curator = card or Person(
        organization=cast.organization, last_name=last, first_name=first, patronymic=patronymic
    )
    return kind.build(subject_of(cast.organization, facts, curator=curator))


def act_of(cast):
    """An act of destruction from rows that were never saved: its own tests destroy people for real."""
    destruction = Destruction(
        organization=cast.organization, reason="reached", erased={"Карточка": 1, "Запросы": 3},
        paper_media="анкета" if cast.rich else "", paper_sheets=2,
    )  # fmt: skip
    signer = {
        "post": "Директор",
        "name": "М.С. Ковалёва",
        "full_name": "Ковалёва Марина Сергеевна",
        "mark": None,
    }
    facts = {
        "subject": "Ермолова Ольга Николаевна",
        "position": "учитель физики",
        "signers": [signer, signer],
    }
    entry = SimpleNamespace(number=1, at=timezone.now(), words="Карточка удалена", user=None)
    return destruction_act.build(destruction, facts, entries=[entry] * (40 if cast.rich else 1))


def fits(kind, house):
    """Whether an institution of this sort draws the kind up."""
    if kind.key == PaperKind.OUTSIDE:  # made elsewhere, it has no text of ours
        return False
    own_page = kind.key in NO_FORM or kind.key == PaperKind.DESTRUCTION_ACT
    return house != "department" or (kind.in_bodies and not own_page)


@functools.cache
def contents(house, *, rich=True, suffix=""):
    """{kind: content of a draft} of all kinds that an institution draws up; made once in a process.

    Call it with a database: the rows go with the test, the plain data stay.
    """
    cast = place(house, rich=rich)
    return {kind.key: content_of(kind, cast, suffix=suffix) for kind in KINDS.values() if fits(kind, house)}


def signed(content):
    """The content as it stands in the register."""
    return registered(
        content, number="147-од", dated=dt.date(2026, 10, 2), mark=MARK, verification=VERIFICATION
    )


HOUSES_OF_TABLE = [*HOUSES]
