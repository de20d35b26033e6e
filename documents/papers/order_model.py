"""Order that brings in the target model of mentoring (domain 3.1): curator, working group, terms, site, monitoring."""

from django import forms

from common.legal import cited
from common.russian import Case, date_words
from documents.forms.orders import (
    EMPLOYEES,
    OrderForm,
    others_field,
    publish_by,
    typed_field,
    words_field,
    year_terms,
)
from documents.forms.paper import DayField, PeopleField, PersonField
from documents.models.kinds import PaperKind
from documents.papers import pieces
from documents.papers.blocks import nominative_line
from documents.papers.items import control, item, numbered
from documents.papers.kind import ORDERS, PERMANENT, Kind
from documents.papers.office import (
    all_of,
    cards,
    house,
    in_accordance,
    one_of,
    places_of,
    preamble,
    to_whom,
    who_does,
    whole,
)

TEACHERS, LEARNERS, BOTH = "teachers", "learners", "both"
WHO = [
    (TEACHERS, "педагогические работники"),
    (LEARNERS, "обучающиеся"),
    (BOTH, "педагогические работники и обучающиеся"),
]
OF_WHOM = {
    TEACHERS: "системы (целевой модели) наставничества педагогических работников",
    LEARNERS: "целевой модели наставничества обучающихся",
    BOTH: "целевой модели наставничества педагогических работников и обучающихся",
}
WHAT = {
    TEACHERS: "систему (целевую модель) наставничества педагогических работников",
    LEARNERS: "целевую модель наставничества обучающихся",
    BOTH: "целевую модель наставничества педагогических работников и обучающихся",
}
GOALS = {
    TEACHERS: "В целях создания условий для профессионального роста педагогических работников",
    LEARNERS: "В целях раскрытия потенциала обучающихся, поддержки их самоопределения",
    BOTH: "В целях раскрытия потенциала обучающихся и профессионального роста педагогических работников",
}
WORK = (
    "Организовать выявление запросов, формирование баз наставников и наставляемых, получение письменных согласий "
    "участников"
)
WORK_ABOVE = "Организовать методическое сопровождение кураторов и наставников в подведомственных организациях"
MANY = 5  # a larger working group stands in an appendix


class Form(OrderForm):
    named = ("curator",)
    terms = (("starts_on", "ends_on"), ("interim_on", "final_on"))

    who = forms.ChoiceField(label="Кто участвует в наставничестве", choices=WHO)
    regional_act = words_field(
        "Региональный или муниципальный акт",
        help_text="После слов «на основании»: приказа министерства образования области от 05.03.2022 № 161.",
    )
    starts_on = DayField(label="Внедрить с")
    ends_on = DayField(label="по")
    curator = PersonField(label="Куратор наставничества", kinds=EMPLOYEES, required=False)
    curator_typed = typed_field("Куратор, если его нет в списке")
    leader = PersonField(label="Руководитель рабочей группы", kinds=EMPLOYEES, required=False)
    leader_typed = typed_field("Руководитель рабочей группы, если его нет в списке")
    members = PeopleField(label="Члены рабочей группы", kinds=EMPLOYEES, required=False)
    members_others = others_field("Другие члены рабочей группы")
    papers_by = DayField(label="Положение, дорожную карту и программу подготовить до", required=False)
    site = PersonField(label="Ответственный за сайт", kinds=EMPLOYEES, required=False)
    publish_by = DayField(label="Разместить на сайте до")
    interim_on = DayField(label="Промежуточный мониторинг до", required=False)
    final_on = DayField(label="Итоговый мониторинг до")

    def __init__(self, *args, me, **kwargs):
        super().__init__(*args, me=me, **kwargs)
        if me.organization.kind == me.organization.Kind.KINDERGARTEN:  # its children take no part
            self.fields["who"].choices = WHO[:1]

    def first_values(self, organization):
        starts_on, ends_on = year_terms(organization)
        return {
            "starts_on": starts_on,
            "ends_on": ends_on,
            "publish_by": publish_by(organization),
            "interim_on": ends_on.replace(month=1, day=29),
            "final_on": ends_on.replace(day=21),
        }

    def clean(self):
        cleaned = super().clean()
        group = cleaned.get("members") or cleaned.get("members_others")
        if group and not (cleaned.get("leader") or cleaned.get("leader_typed")):
            self.add_error(
                "leader", "У рабочей группы нет руководителя. Выберите его или снимите отметки с членов."
            )
        last = cleaned.get("final_on")
        if last and cleaned.get("ends_on") and last > cleaned["ends_on"]:
            self.add_error("final_on", "Итоговый мониторинг должен пройти до окончания срока внедрения.")
        return cleaned


def build(subject):
    who = subject.text("who")
    group = working_group(subject)
    return pieces.order(
        subject,
        heading=f"О внедрении {OF_WHOM[who]}",
        preamble=grounds(subject, who),
        items=numbered(items(subject, who, group)),
        appendices=[appendix(subject.organization, group)] if len(group) > MANY else [],
    )


def grounds(subject, who):
    on = subject.on
    regional = subject.text("regional_act")
    return preamble(
        GOALS[who],
        in_accordance(on, "mentoring_concept", *(["labour_code_351_8"] if who != LEARNERS else [])),
        cited("az_1128", on) if who != LEARNERS else "",
        cited("r_145", on) if who != TEACHERS else "",
        f"на основании {regional}" if regional else "",
    )


def working_group(subject):
    """The leader and the members; empty where no group is made."""
    leader = one_of(subject, "leader")
    return [leader, *(one for one in all_of(subject, "members") if one != leader)] if leader else []


def items(subject, who, group):
    organization, curator = subject.organization, one_of(subject, "curator")
    first, last = subject.day("starts_on"), subject.day("ends_on")
    where = places_of(organization)
    return [
        item("bring", f"Внедрить в {where} {WHAT[who]} с {date_words(first)} по {date_words(last)}"),
        item("curator", f"Назначить куратором наставничества {whole(curator, Case.ACCUSATIVE)}"),
        *group_items(group),
        *curator_items(subject, curator),
        item("site", f"{to_whom(subject, 'site')} обеспечить размещение приказа и материалов о наставничестве в "
             f"разделе «Наставничество» официального сайта {house(organization)} "
             f"в срок до {date_words(subject.day('publish_by'))}",
             who=who_does(subject, "site"), until=subject.day("publish_by")),
        control(),
    ]  # fmt: skip


def group_items(group):
    if not group:
        return []
    if len(group) > MANY:
        return [item("group", "Утвердить состав рабочей группы по внедрению наставничества (приложение)")]
    leader, *members = (in_nominative(person) for person in group)
    rows = [item("group", "Утвердить рабочую группу по внедрению наставничества в составе:")]
    rows.append(item("leader", f"Руководитель рабочей группы – {leader}", level=2))
    if members:
        word = "Член" if len(members) == 1 else "Члены"
        rows.append(item("members", f"{word} рабочей группы – {'; '.join(members)}", level=2))
    return rows


def in_nominative(person):
    line = nominative_line(person)
    return line["name"] + line["rest"]


def curator_items(subject, curator):
    name = curator.full_name
    interim, final = subject.day("interim_on"), subject.day("final_on")
    rows = [item("duties", f"{curator_of(curator)}:", who=name)]
    if by := subject.day("papers_by"):
        words = "Представить на утверждение проекты Положения, дорожной карты и программы наставничества"
        rows.append(item("papers", f"{words} в срок до {date_words(by)}", level=2, who=name, until=by))
    rows.append(item("work", WORK_ABOVE if subject.organization.is_above else WORK, level=2, who=name))
    if interim:
        rows.append(item("interim", f"Провести промежуточный мониторинг в срок до {date_words(interim)}", level=2,
                         who=name, until=interim))  # fmt: skip
    rows.append(item("final", "Провести итоговый мониторинг и представить справку о его результатах в срок до "
                     f"{date_words(final)}", level=2, who=name, until=final))  # fmt: skip
    return rows


def curator_of(curator):
    return f"Куратору наставничества {whole(curator, Case.DATIVE)}"


def appendix(organization, group):
    columns = [("№ п/п", 8), ("Фамилия, имя, отчество", 40), ("Должность", 30), ("В рабочей группе", 22)]
    rows = [
        pieces.row(
            f"member-{number}", str(number), {"name": person.full_name, "rest": ""}, person.position or "–",
            "руководитель" if number == 1 else "член группы",
        )
        for number, person in enumerate(group, 1)
    ]  # fmt: skip
    title = ["Состав рабочей группы", "по внедрению наставничества"]
    return pieces.appendix(organization, title, [pieces.table("group", columns, rows)])


def acquaint(subject):
    return cards(one_of(subject, "curator"), *working_group(subject), one_of(subject, "site"))


KIND = Kind(
    PaperKind.ORDER_MODEL,
    series="core",
    keep=PERMANENT,
    group=ORDERS,
    lead="Начинает наставничество: куратор, рабочая группа, сроки, сайт, мониторинг.",
    build=build,
    form=Form,
    acquaint=acquaint,
)
