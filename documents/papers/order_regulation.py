"""Order that approves the Положение and, where there is one, the roadmap (domain 3.2; papers.md 02)."""

from django.urls import reverse
from django.utils.html import format_html

from common.legal import cited
from common.russian import Case, date_words
from documents.forms.orders import (
    EMPLOYEES,
    ORDER_KINDS,
    OrderForm,
    not_replaced,
    publish_by,
    typed_field,
    words_field,
)
from documents.forms.paper import DayField, PaperField, PersonField, RoadmapField
from documents.models import Document, Link
from documents.models.kinds import PaperKind
from documents.papers import order_roadmap, pieces
from documents.papers.blocks import house_in
from documents.papers.items import control, item, numbered
from documents.papers.kind import ORDERS, PERMANENT, Kind
from documents.papers.office import (
    cards,
    house,
    in_accordance,
    one_of,
    preamble,
    protocol,
    quoted,
    to_whom,
    who_does,
    whole,
)
from documents.papers.system import EMPLOYEES as TEACHERS
from documents.papers.system import LEARNERS, STUDENTS
from people.models import Person


class Form(OrderForm):
    regulation = PaperField(
        label="Положение", kinds=[PaperKind.REGULATION], statuses=[Document.Status.DRAFT],
        help_text="Текст Положения станет приложением № 1.",
    )  # fmt: skip
    roadmap = RoadmapField(label="Дорожная карта", required=False, help_text="Станет приложением № 2.")
    in_force_from = DayField(label="Ввести в действие с")
    council = words_field("Кто принял", help_text="После слова «решения»: педагогического совета.")
    council_on = DayField(label="Дата протокола", required=False)
    council_number = words_field("Номер протокола", limit=40)
    union = words_field(
        "Чьё мнение учтено", help_text="После слов «с учетом мнения»: первичной профсоюзной организации."
    )
    union_on = DayField(label="Дата протокола профсоюза", required=False)
    union_number = words_field("Номер протокола профсоюза", limit=40)
    repeals = PaperField(
        label="Какой приказ утратит силу", kinds=[*ORDER_KINDS, PaperKind.OUTSIDE], required=False,
        statuses=[Document.Status.SIGNED],
    )  # fmt: skip
    repeals_words = words_field(
        "Или приказ, которого нет в системе",
        help_text="Например: приказ от 30.08.2023 № 104-од «Об утверждении Положения о наставничестве».",
    )
    curator = PersonField(label="Назначить куратором", kinds=EMPLOYEES, required=False,
                          help_text="Если куратора назначает отдельный приказ, оставьте пустым.")  # fmt: skip
    curator_typed = typed_field("Куратор, если его нет в списке")
    teller = PersonField(label="Кто ознакомит работников", kinds=EMPLOYEES, required=False)
    teller_typed = typed_field("Кто ознакомит, если его нет в списке")
    known_by = DayField(label="Ознакомить до")
    site = PersonField(label="Ответственный за сайт", kinds=EMPLOYEES, required=False)
    site_typed = typed_field("Ответственный за сайт, если его нет в списке")
    publish_by = DayField(label="Разместить на сайте до", help_text="Десять рабочих дней.")

    def __init__(self, *args, me, **kwargs):
        super().__init__(*args, me=me, **kwargs)
        papers = self.fields["regulation"].queryset
        self.fields["repeals"].queryset = not_replaced(self.fields["repeals"].queryset)
        plans = self.fields["roadmap"].queryset
        self.fields["roadmap"].queryset = plans.filter(approved_on=None)
        if not papers.exists():
            self.fields["regulation"].help_text = format_html(
                'Сначала <a href="{}">составьте Положение</a>: этот приказ утверждает его текст.',
                reverse("documents:paper_add", args=[PaperKind.REGULATION]),
            )

    def first_values(self, organization):
        return {
            "in_force_from": organization.today,
            "known_by": publish_by(organization),
            "publish_by": publish_by(organization),
            "council": "" if organization.is_above else "педагогического совета",
        }

    def clean(self):
        cleaned = super().clean()
        agreed = cleaned.get("in_force_from")
        for name in ("council_on", "union_on"):
            if cleaned.get(name) and cleaned[name] > self.me.organization.today:
                self.add_error(name, "Дата протокола ещё не наступила: решение принимают до приказа.")
            elif cleaned.get(name) and agreed and cleaned[name] > agreed:
                self.add_error(name, "Протокол не может быть позже дня, с которого Положение действует.")
        if cleaned.get("repeals") and cleaned.get("repeals_words"):
            self.add_error("repeals_words", "Приказ уже выбран выше. Оставьте что-то одно.")
        return cleaned


def build(subject):
    organization, regulation, plan = subject.organization, subject.one("regulation"), subject.one("roadmap")
    name, of_house = regulation_name(regulation), house_in(organization, Case.GENITIVE)
    heading = f"Об утверждении {name.replace('Положение', 'Положения', 1)}"
    numbers = ("1", "2") if plan else ("", "")
    appendices = [as_appendix(subject, regulation, numbers[0])]
    if plan:
        appendices.append(order_roadmap.appendix(plan, number=numbers[1]))
        heading += " и дорожной карты по его реализации"
    return pieces.order(
        subject,
        heading=heading,
        preamble=grounds(subject, regulation),
        items=numbered(items(subject, name if organization.is_above else f"{name} {of_house}", plan)),
        appendices=appendices,
    )


def regulation_name(regulation):
    """ "Положение о системе наставничества педагогических работников": its own title without the institution."""
    lines = regulation.content["title_lines"]
    short = regulation.organization.short_name
    return " ".join(["Положение", *(line for line in lines[1:] if line != short)])


def grounds(subject, regulation):
    on = subject.on
    who = set(regulation.facts.get("who") or [TEACHERS])
    learners = who & {LEARNERS, STUDENTS}
    council, union = subject.text("council"), subject.text("union")
    return preamble(
        in_accordance(on, "education_law_28_30", *(["labour_code_351_8"] if TEACHERS in who else [])),
        cited("az_1128", on) if TEACHERS in who else "",
        cited("r_145", on) if learners else "",
        f"на основании решения {council}{protocol(subject.day('council_on'), subject.text('council_number'))}"
        if council
        else "",
        f"с учетом мнения {union}{protocol(subject.day('union_on'), subject.text('union_number'))}"
        if union
        else "",
    )


def items(subject, name, plan):
    organization = subject.organization
    since, known, site = (subject.day(field) for field in ("in_force_from", "known_by", "publish_by"))
    into = f"Утвердить и ввести в действие с {date_words(since)}"
    if plan:
        years = order_roadmap.years_words(plan)
        rows = [
            item("approve", f"{into}:"),
            item("regulation", f"{name} (приложение № 1)", level=2),
            item("roadmap", f"Дорожную карту (план мероприятий) по реализации Положения на {years} (приложение № 2)",
                 level=2),
        ]  # fmt: skip
    else:
        rows = [item("approve", f"{into} {name} (приложение)")]
    if old := repealed(subject):
        rows.append(item("repeal", f"Признать утратившим силу {old}"))
    if curator := one_of(subject, "curator"):
        rows.append(item("curator", f"Назначить куратором наставничества {whole(curator, Case.ACCUSATIVE)}"))
    whom = "работников" if organization.is_above else "педагогических работников"
    what = "Положение и дорожную карту" if plan else "Положение"
    return [
        *rows,
        item("known", f"{to_whom(subject, 'teller')} ознакомить {whom} с приказом и "
             f"{'приложениями' if plan else 'приложением'} под подпись в срок до {date_words(known)}",
             who=who_does(subject, "teller"), until=known),
        item("site", f"{to_whom(subject, 'site')} разместить {what} в разделе «Наставничество» официального сайта "
             f"{house(organization)} в срок до {date_words(site)}", who=who_does(subject, "site"), until=site),
        control(),
    ]  # fmt: skip


def repealed(subject):
    paper = subject.one("repeals")
    return quoted(paper) if paper else subject.text("repeals_words")


def as_appendix(subject, regulation, number):
    """The text of the Положение under its stamps: УТВЕРЖДЕНО at the right, who adopted and agreed at the left."""
    organization, content = subject.organization, regulation.content
    stamp = pieces.approval_by_order(organization, "УТВЕРЖДЕНО", number=number)
    return pieces.appendix(
        organization, content["title_lines"], content["body"], number=number,
        label="", head_lines=[], left_stamps=content.get("left_stamps") or left_stamps(subject),
        stamp=stamp | {"above": f"Приложение № {number}" if number else "Приложение"},
    )  # fmt: skip


def left_stamps(subject):
    """ПРИНЯТО and СОГЛАСОВАНО from the decisions the order itself names (papers.md 2)."""
    stamps = []
    if subject.day("council_on") and subject.text("council") == "педагогического совета":
        stamps.append(stamp_of(subject, "ПРИНЯТО", "педагогическим советом", "council"))
    if subject.day("union_on") and subject.text("union") == "первичной профсоюзной организации":
        stamps.append(stamp_of(subject, "СОГЛАСОВАНО", "Первичной профсоюзной организацией", "union"))
    return stamps


def stamp_of(subject, word, whom, field):
    reference = protocol(subject.day(f"{field}_on"), subject.text(f"{field}_number")).strip()
    return {"word": word, "lines": [whom, house_in(subject.organization, Case.GENITIVE), reference]}


def acquaint(subject):
    """All who work here; in a body above only those the order names."""
    named = cards(one_of(subject, "curator"), one_of(subject, "teller"), one_of(subject, "site"))
    if subject.organization.is_above:
        return named
    staff = Person.objects.filter(organization=subject.organization, kind=Person.Kind.EMPLOYEE)
    return [*named, *staff.kept().present()]


def links(subject):
    found = [(Link.Kind.APPROVES, subject.one("regulation"))]
    if old := subject.one("repeals"):
        found.append((Link.Kind.CANCELS, old))
    return found


KIND = Kind(
    PaperKind.ORDER_REGULATION,
    series="core",
    keep=PERMANENT,
    group=ORDERS,
    lead="Утверждает Положение и дорожную карту. Сначала составьте Положение: его текст станет приложением.",
    build=build,
    form=Form,
    acquaint=acquaint,
    links=links,
)
