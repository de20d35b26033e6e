"""Order on rewards (ТК ст. 191; domain 3.12; papers.md 07): certificate, thanks, bonus, letters, labour book."""

from django import forms

from common.russian import Case, date_dots, date_words, upper_first
from documents.forms.orders import EMPLOYEES, OrderForm, others_field, typed_field, words_field
from documents.forms.paper import DayField, PeopleField, PersonField
from documents.models.kinds import PaperKind
from documents.papers import pieces
from documents.papers.items import control, item, numbered
from documents.papers.kind import PERSONNEL, RESULTS, Kind
from documents.papers.money import roubles
from documents.papers.office import (
    all_of,
    cards,
    house,
    in_accordance,
    in_list,
    one_of,
    preamble,
    protocol,
    whole,
)
from documents.papers.order_pairs import listed
from documents.papers.phrases import year_in
from people.models import Person

LISTS = ("certificate", "thanks", "bonus", "letters")


class Form(OrderForm):
    reason = words_field(
        "За что", required=True, help_text="После слова «За»: результативную работу по наставничеству."
    )
    memo_on = DayField(label="Дата представления куратора", required=False)
    council_on = DayField(label="Дата протокола педагогического совета", required=False)
    council_number = words_field("Номер протокола", limit=40)
    award = words_field("Чем наградить", help_text="После слова «Наградить»: Почетной грамотой школы.")
    certificate = PeopleField(label="Наградить грамотой", required=False)
    certificate_others = others_field("Ещё наградить грамотой")
    thanks = PeopleField(label="Объявить благодарность", required=False)
    thanks_others = others_field("Ещё объявить благодарность")
    bonus = PeopleField(label="Выплатить премию", kinds=EMPLOYEES, required=False)
    bonus_sum = forms.IntegerField(
        label="Размер премии каждому, рублей", min_value=1, max_value=999_999, required=False
    )
    pay_by = DayField(label="Выплатить до", required=False)
    letters = PeopleField(label="Направить благодарственное письмо", required=False)
    letters_others = others_field("Ещё направить благодарственное письмо")
    clerk = PersonField(
        label="Кто внесёт запись в трудовые книжки", kinds=EMPLOYEES, required=False,
        help_text="Если запись не вносят, оставьте пустым.",
    )  # fmt: skip
    clerk_typed = typed_field("Кто внесёт запись, если его нет в списке")
    accountant = PersonField(label="Кто обеспечит выплату", kinds=EMPLOYEES, required=False)
    accountant_typed = typed_field("Кто обеспечит выплату, если его нет в списке")

    def __init__(self, *args, me, **kwargs):
        super().__init__(*args, me=me, **kwargs)
        if me.organization.is_above:  # it has no pedagogical council
            del self.fields["council_on"], self.fields["council_number"]

    def first_values(self, organization):
        year = year_in(organization.school_year)
        return {
            "reason": f"результативную работу по наставничеству {year}",
            "award": f"Почетной грамотой {house(organization)}",
        }

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.get(name) or cleaned.get(f"{name}_others") for name in LISTS):
            self.add_error("certificate", "Отметьте хотя бы одного человека в одном из списков.")
        if cleaned.get("bonus") and not cleaned.get("bonus_sum") and "bonus_sum" not in self.errors:
            self.add_error("bonus_sum", "Напишите размер премии: он стоит в приказе.")
        if (cleaned.get("certificate") or cleaned.get("certificate_others")) and not cleaned.get("award"):
            self.add_error("award", "Напишите, чем наградить.")
        if cleaned.get("clerk") and not cleaned.get("certificate"):
            self.add_error(
                "clerk", "Запись в трудовую книжку вносят о награждении. Отметьте, кого наградить грамотой."
            )
        return cleaned


def build(subject):
    return pieces.order(
        subject,
        heading="О поощрении участников наставнической деятельности",
        preamble=grounds(subject),
        items=numbered(items(subject)),
    )


def grounds(subject):
    staff = [
        person
        for name in LISTS[:3]
        for person in subject.several(name)
        if person.kind == Person.Kind.EMPLOYEE
    ]
    memo, council = subject.day("memo_on"), subject.day("council_on")
    who = "методиста" if subject.organization.is_above else "куратора наставничества"
    basis = [f"представления {who} от {date_dots(memo)}"] if memo else []
    basis += (
        [f"решения педагогического совета{protocol(council, subject.text('council_number'))}"]
        if council
        else []
    )
    return preamble(
        f"За {subject.text('reason')}",
        in_accordance(subject.on, "labour_code_191") if staff else "",
        f"на основании {listed(basis)}" if basis else "",
    )


def items(subject):
    rows = [
        *named(
            "certificate",
            f"Наградить {subject.text('award')}",
            all_of(subject, "certificate"),
            Case.ACCUSATIVE,
        ),
        *named("thanks", "Объявить благодарность", all_of(subject, "thanks"), Case.DATIVE),
        *bonus(subject),
        *named("letters", "Направить благодарственное письмо", all_of(subject, "letters"), Case.DATIVE),
    ]
    clerk, accountant = one_of(subject, "clerk"), one_of(subject, "accountant")
    if clerk:
        many = len(subject.several("certificate")) > 1
        books = "трудовые книжки работников, указанных" if many else "трудовую книжку работника, указанного"
        rows.append(item("books", f"{upper_first(whole(clerk, Case.DATIVE))} внести сведения о награждении в {books} "
                         "в пункте 1 настоящего приказа", who=clerk.full_name))  # fmt: skip
    if accountant and subject.several("bonus"):
        by = subject.day("pay_by")
        until = f" в срок до {date_words(by)}" if by else ""
        rows.append(item("pay", f"{upper_first(whole(accountant, Case.DATIVE))} обеспечить выплату премии{until}",
                         who=accountant.full_name, until=by))  # fmt: skip
    return [*rows, control()]


def named(uid, words, people, case):
    """One person stands in the item itself, several below it, one a line."""
    if not people:
        return []
    if len(people) == 1:
        return [item(uid, f"{words} {whole(people[0], case)}")]
    lines = [item(f"{uid}-{key(person)}", in_list(person, case), level=2) for person in people]
    return [item(uid, f"{words}:"), *lines]


def key(person):
    return person.pk or person.full_name


def bonus(subject):
    people = subject.several("bonus")
    if not people:
        return []
    each = " каждому" if len(people) > 1 else ""
    words = (
        f"Выплатить за счет стимулирующей части фонда оплаты труда премию в размере "
        f"{roubles(subject.number('bonus_sum'))}{each}"
    )
    return named("bonus", words, people, Case.DATIVE)


def acquaint(subject):
    people = [person for name in LISTS for person in subject.several(name)]
    return cards(*people, one_of(subject, "clerk"), one_of(subject, "accountant"))


KIND = Kind(
    PaperKind.ORDER_REWARD,
    series="personnel",
    keep=PERSONNEL,
    group=RESULTS,
    lead="Награждает, благодарит, премирует участников. Приказ по личному составу, хранится 50 лет.",
    build=build,
    form=Form,
    acquaint=acquaint,
)
