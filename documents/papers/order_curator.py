"""Order that appoints the curator (domain 3.5): term, duties, right to data and the duty to keep them, deputy."""

from common.russian import Case, date_words, school_year_words, upper_first
from documents.forms.orders import EMPLOYEES, OrderForm, typed_field, words_field, year_terms
from documents.forms.paper import DayField, LinesField, PersonField
from documents.models.kinds import PaperKind
from documents.papers import pieces
from documents.papers.items import control, item, numbered
from documents.papers.kind import ORDERS, PERMANENT, Kind
from documents.papers.office import cards, house, in_accordance, one_of, places_of, preamble, whole

DUTIES = [
    "вести банки наставников и наставляемых, собирать письменные согласия участников",
    "организовать подбор наставнических пар и групп, готовить проекты приказов о них",
    "организовать обучение и методическое сопровождение наставников",
    "контролировать разработку и выполнение персонализированных программ",
    "проводить промежуточный и итоговый мониторинг, готовить отчет о его результатах",
    "обеспечивать обновление раздела «Наставничество» официального сайта",
]

# A body above has no banks of its own: it leads the institutions below it.
DUTIES_ABOVE = [
    "координировать организацию наставничества в подведомственных образовательных организациях",
    "оказывать методическую помощь кураторам, проводить для них совещания и семинары",
    "организовать экспертизу программ наставничества",
    "обобщать и распространять лучшие практики наставничества",
    "проводить мониторинг, готовить сводный отчет о его результатах",
    "обеспечивать обновление раздела «Наставничество» официального сайта",
]


class Form(OrderForm):
    named = ("person",)
    terms = (("starts_on", "ends_on"),)

    person = PersonField(label="Кого назначить куратором", kinds=EMPLOYEES, required=False)
    person_typed = typed_field("Куратор, если его нет в списке")
    starts_on = DayField(label="Назначить с")
    ends_on = DayField(label="по")
    duties = LinesField(label="Обязанности", rows=7, help_text="По одной в строке: что делать.")
    deputy = PersonField(label="Кто заменяет на время отсутствия", kinds=EMPLOYEES, required=False)
    deputy_typed = typed_field("Кто заменяет, если его нет в списке")
    bonus = words_field(
        "Доплата",
        help_text="Если она есть: доплату в размере 10 (десяти) процентов должностного оклада.",
    )

    def first_values(self, organization):
        starts_on, ends_on = year_terms(organization)
        duties = DUTIES_ABOVE if organization.is_above else DUTIES
        return {"starts_on": starts_on, "ends_on": ends_on, "duties": "\n".join(duties)}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("person") and cleaned.get("person") == cleaned.get("deputy"):
            self.add_error("deputy", "Куратор не может заменять сам себя. Выберите другого работника.")
        return cleaned


def build(subject):
    organization, first = subject.organization, subject.day("starts_on")
    year = first.year if first.month >= 8 else first.year - 1  # a school year is planned from August
    return pieces.order(
        subject,
        heading=f"О назначении куратора наставничества на {school_year_words(year)}",
        preamble=preamble(
            f"В целях организации наставничества в {places_of(organization)}",
            in_accordance(subject.on, "mentoring_concept"),
        ),
        items=numbered(items(subject)),
    )


def items(subject):
    organization, person, deputy = subject.organization, one_of(subject, "person"), one_of(subject, "deputy")
    first, last = (date_words(subject.day(name)) for name in ("starts_on", "ends_on"))
    name, to_him = person.full_name, person.decline(Case.DATIVE)
    whom = (
        "подведомственных образовательных организаций"
        if organization.is_above
        else f"работников {house(organization)}"
    )
    rows = [
        item("appoint", f"Назначить с {first} по {last} куратором наставничества {whole(person, Case.ACCUSATIVE)}"),
        item("duties", "Возложить на куратора наставничества следующие обязанности:", who=name),
        *(item(f"duty-{n}", upper_first(line.rstrip(".;")), level=2, who=name)
          for n, line in enumerate(subject.lines("duties"), 1)),
        item("data", f"Предоставить куратору наставничества право получать от {whom} "
             "сведения, необходимые для организации наставничества, и доступ к персональным данным участников "
             "наставничества в объеме, необходимом для исполнения обязанностей"),
        item("secret", f"{upper_first(to_him)} {in_accordance(subject.on, 'personal_data_7')} не раскрывать третьим "
             "лицам и не распространять персональные данные участников наставничества без их согласия, в том числе "
             "после прекращения исполнения обязанностей куратора", who=name),
    ]  # fmt: skip
    if deputy:
        away = f"На период временного отсутствия {person.decline(Case.GENITIVE)}"
        other = whole(deputy, Case.ACCUSATIVE)
        rows.append(
            item("deputy", f"{away} исполнение обязанностей куратора наставничества возложить на {other}")
        )
    if bonus := subject.text("bonus"):
        rows.append(
            item("bonus", f"Установить {to_him} на срок, указанный в пункте 1 настоящего приказа, {bonus}")
        )
    return [*rows, control()]


def acquaint(subject):
    return cards(one_of(subject, "person"), one_of(subject, "deputy"))


KIND = Kind(
    PaperKind.ORDER_CURATOR,
    series="core",
    keep=PERMANENT,
    group=ORDERS,
    lead="Назначает куратора: срок, обязанности, доступ к данным, замена на время отсутствия.",
    build=build,
    form=Form,
    acquaint=acquaint,
)
