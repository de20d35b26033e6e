"""Supplementary agreement to the employment contract (ТК ст. 72, 351.8; domain 3.7, papers.md 05).

The law wants content, form, term, size and conditions of pay in it, and a written consent of the mentor. A simple
electronic signature is not enough (ТК ст. 22.3): both sides sign by hand, or with qualified signatures. Passport and
address of the employee are written in by hand: the system has no need of them (152-ФЗ ст. 5).
"""

import re

from django import forms
from django.core.exceptions import ValidationError

from common.legal import cited
from common.russian import (
    Case,
    date_dots,
    date_words,
    decline_name,
    decline_phrase,
    gendered,
    guess_gender,
    initials_surname,
    upper_first,
)
from documents.forms.paper import DayField, LinesField, PairField, PaperForm, PersonField
from documents.models.kinds import PaperKind
from documents.papers import pieces
from documents.papers.blocks import name_lines
from documents.papers.kind import PEOPLE, PERSONNEL, Kind
from documents.papers.money import percents, roubles
from documents.papers.pair_form import require_employees
from documents.papers.phrases import mentees_in, pair_words, receipt
from people.models import Consent, Person

PERCENT, ROUBLES, BY_ACT = "percent", "roubles", "act"
PAYS = [
    (PERCENT, "процент"),
    (ROUBLES, "сумма в рублях"),
    (BY_ACT, "размер назван в локальном акте"),
]
BASES = [
    ("ставки заработной платы", "ставки заработной платы"),
    ("должностного оклада", "должностного оклада"),
]
CONTENT = (
    "составление вместе с наставляемым персонализированной программы наставничества, проведение встреч и консультаций, "
    "взаимное посещение занятий, оценка результатов программы"
)
PAY_ACT = "Положением об оплате труда работников"
LARGEST = 999_999
# "Именуемое учреждение", "именуемая гимназия", "именуемый лицей": the first word of the name that says it.
GENDERS = re.compile(r"(?P<e>учреждени|управлени)|(?P<aya>гимнази|школа|организаци|академи)", re.IGNORECASE)


class Form(PaperForm):
    pair = PairField(
        label="Пара", required=False, help_text="Наставник, наставляемые и срок возьмутся из неё."
    )
    mentor = PersonField(
        label="Или наставник", required=False, kinds=[Person.Kind.EMPLOYEE], help_text="Если пары ещё нет."
    )
    contract_on = DayField(label="Дата трудового договора")
    contract_number = forms.CharField(label="Номер трудового договора", max_length=40)
    since = DayField(label="Работа наставника с", required=False, help_text="Пусто – срок пары.")
    until = DayField(label="по", required=False)
    content = LinesField(label="Содержание работы", rows=3, initial=CONTENT)
    mode = forms.CharField(
        label="Как проходит",
        max_length=200,
        initial="очно; не менее двух встреч в месяц",
        help_text="Например: очно; не менее двух встреч в месяц.",
    )
    pay = forms.ChoiceField(
        label="Выплата за месяц",
        choices=PAYS,
        help_text="Статья 351.8 ТК требует указать размер. Последний вариант – если он прямо назван в акте.",
    )
    amount = forms.IntegerField(
        label="Сколько процентов или рублей", required=False, min_value=1, max_value=LARGEST
    )
    base = forms.ChoiceField(label="Процент от", choices=BASES, required=False)
    pay_act = forms.CharField(
        label="Порядок выплаты установлен (чем?)",
        max_length=300,
        initial=PAY_ACT,
        help_text=f"Например: {PAY_ACT}.",
    )

    def __init__(self, *args, me, **kwargs):
        super().__init__(*args, me=me, **kwargs)
        key = str(self.initial.get("pair") or "")
        pair = (
            self.fields["pair"].queryset.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
        )
        if pair:
            self.initial = agreed_pay(pair) | self.initial

    def clean(self):
        data = super().clean()
        pair, mentor = data.get("pair"), data.get("mentor")
        if bool(pair) == bool(mentor):
            raise ValidationError("Выберите пару или, если её ещё нет, наставника – что-то одно.")
        if pair:
            require_employees(pair)
        since, until = data.get("since"), data.get("until")
        if not pair and not (since and until):
            raise ValidationError("Без пары укажите, с какого по какой день работает наставник.")
        if since and until and until <= since:
            self.add_error("until", "Окончание должно быть позже начала.")
        if data.get("pay") in {PERCENT, ROUBLES} and not data.get("amount"):
            self.add_error("amount", "Напишите размер выплаты числом.")
        if data.get("pay") == PERCENT and (data.get("amount") or 0) > 100:
            self.add_error("amount", "Больше 100 процентов не бывает. Для суммы выберите рубли.")
        return data


def agreed_pay(pair):
    """What the page of the pair says about the pay, as first answers."""
    if not pair.pay:
        return {}
    amount = int(pair.pay_amount) if pair.pay_amount else None
    return {"pay": pair.pay, "amount": amount, "pay_act": pair.pay_basis or PAY_ACT}


def build(subject):
    worker = worker_of(subject)
    day, number = subject.day("contract_on"), subject.text("contract_number")
    return pieces.paper(
        subject,
        "ДОПОЛНИТЕЛЬНОЕ СОГЛАШЕНИЕ",
        title_lines=[f"к трудовому договору от {date_dots(day)} № {number}"],
        letterhead=None,
        signature=None,
        one_sheet=True,
        body=[
            pieces.text("parties", parties(subject, worker), look="gap"),
            *(
                pieces.text(f"item{number}", pieces_end(words), number=f"{number}.")
                for number, words in enumerate(items(subject, worker), 1)
            ),
            *closing(subject.organization, worker),
        ],
    )


def pieces_end(words):
    return words if words.endswith(".") else f"{words}."


def worker_of(subject):
    """The mentor of the pair or the one chosen; a card that is gone leaves a line to be filled by hand."""
    row = subject.one("pair")
    if row:
        return row.pair.mentor
    return subject.one("mentor") or Person(organization=subject.organization, last_name="_" * 20)


def parties(subject, worker):
    organization = subject.organization
    full_name = " ".join(name_lines(organization.full_name))
    head = (
        f"{decline_phrase(organization.head_title, Case.GENITIVE)} "
        f"{decline_name(organization.head_name, Case.GENITIVE, organization.head_name_forms)}"
    )
    law = cited("labour_code_72_351_8", subject.on) or "статьи 72 Трудового кодекса Российской Федерации"
    named = gendered(gender(worker), "именуемый", "именуемая")
    return (
        f"{full_name}, {employer_named(full_name)} в дальнейшем «Работодатель», в лице {head}, действующего на "
        f"основании Устава, с одной стороны, и {worker.full_name}, {named} "
        f"в дальнейшем «Работник», с другой стороны, на основании {law} заключили настоящее соглашение о нижеследующем."
    )


def employer_named(full_name):
    found = GENDERS.search(full_name)
    if found is None:
        return "именуемый"
    return "именуемое" if found["e"] else "именуемая"


def gender(person):
    return person.gender or guess_gender(person.name)


def items(subject, worker):
    row = subject.one("pair")
    since, until = term(subject, row)
    form = f"{pair_words(row.pair)}; " if row else ""
    starts = f", вступает в силу с {date_words(since)}" if since else ""
    return [
        f"Работодатель поручает, а Работник {with_consent(worker)} принимает на себя выполнение наряду с работой, "
        f"определенной трудовым договором, работы по наставничеству {for_whom(row)}",
        f"Содержание работы: {' '.join(subject.lines('content')).rstrip('.')}",
        f"Форма наставничества: {form}{subject.text('mode').rstrip('.')}",
        f"Срок выполнения работы: с {date_words(since)} по {date_words(until)}" if since and until
        else "Срок выполнения работы устанавливается приказом Работодателя",
        pay(subject),
        "Работник вправе досрочно отказаться от наставничества, а Работодатель – досрочно отменить поручение, "
        "письменно предупредив другую сторону не менее чем за три рабочих дня",
        f"Остальные условия трудового договора не изменяются. Соглашение является неотъемлемой частью трудового "
        f"договора{starts} и составлено в двух экземплярах, имеющих равную силу, по одному для каждой стороны",
    ]  # fmt: skip


def term(subject, row):
    since = subject.day("since") or (row.pair.starts_on if row else None)
    return since, subject.day("until") or (row.pair.ends_on if row else None)


def with_consent(worker):
    """ТК ст. 351.8: only with the written consent of the mentor."""
    consents = (
        Consent.objects.in_force().filter(kind=Consent.Kind.MENTOR_DUTY, person=worker) if worker.pk else []
    )
    signed = [consent.signed_on for consent in consents]
    return f"с письменного согласия от {date_dots(signed[0])}" if signed else "с письменного согласия"


def for_whom(row):
    if row is None:
        return "в отношении работников, названных в приказе Работодателя о закреплении наставнических пар и групп"
    return f"в отношении {mentees_in(row, Case.GENITIVE)}"


def pay(subject):
    act, amount = subject.text("pay_act").rstrip("."), subject.number("amount")
    start = "За работу по наставничеству Работнику производится ежемесячная выплата"
    end = f"в порядке, установленном {act}, одновременно с заработной платой"
    if subject.facts.get("pay") == PERCENT and amount:
        return f"{start} в размере {percents(amount)} {subject.text('base') or BASES[0][0]} {end}"
    if subject.facts.get("pay") == ROUBLES and amount:
        return f"{start} в размере {roubles(amount)} {end}"
    return f"{start} в размере и порядке, установленных {act}, одновременно с заработной платой"


def closing(organization, worker):
    numbers = [
        f"{word} {value}" for word, value in (("ИНН", organization.inn), ("ОГРН", organization.ogrn)) if value
    ]
    line = "_" * 17
    employer = ["Работодатель", organization.short_name, ", ".join(numbers), organization.address]
    employee = ["Работник", worker.full_name, f"паспорт {'_' * 22}", "_" * 30, f"адрес {'_' * 24}", "_" * 30]
    return [
        pieces.sides("requisites", filter(None, employer), employee),
        pieces.sides(
            "signing",
            [upper_first(organization.head_title), f"{line} {initials_surname(organization.head_name)}"],
            [upper_first(worker.position or "работник"), f"{line} {initials_surname(worker.name)}"],
        ),
        pieces.text("seal", "М.П.", look="flat"),
        *receipt("Экземпляр соглашения", gender(worker), worker.name),
    ]


KIND = Kind(
    PaperKind.AGREEMENT,
    series="agreements",
    keep=PERSONNEL,
    group=PEOPLE,
    lead="Договор с наставником-работником: содержание, срок и оплата работы. Печатается в двух экземплярах.",
    build=build,
    form=Form,
    by_head=False,
    in_bodies=False,
    template="papers/agreement.html",
    body="papers/_agreement_body.html",
)
