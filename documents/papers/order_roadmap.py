"""Order that approves the roadmap, its appendix (domain 3.2; papers.md 02): a roadmap in, plain content out."""

from common.russian import Case, school_year_words
from documents.models.kinds import PaperKind
from documents.papers import pieces
from documents.papers.blocks import person_in
from documents.papers.items import control, item, numbered
from documents.papers.kind import ORDERS, PERMANENT, Kind
from people.models import Person
from roadmap.paper import build as roadmap_paper


def build(subject):
    """Content of the order for one version of a roadmap, the fact "roadmap"."""
    roadmap = subject.one("roadmap")
    return pieces.order(
        subject,
        heading=f"Об утверждении дорожной карты на {years_words(roadmap)}",
        preamble="В целях реализации системы (целевой модели) наставничества",
        items=numbered(items(roadmap, subject.curator)),
        appendices=[appendix(roadmap)],
    )


def acquaint(subject):
    """Those who answer for lines of the map, and the curator."""
    doers = Person.objects.filter(membership__in=subject.one("roadmap").activities.values("members"))
    return [subject.curator, *doers]


def years_words(roadmap):
    """ "2026/2027 учебный год" or "2026/2027 и 2027/2028 учебные годы"."""
    years = [school_year_words(year) for year in range(roadmap.starts_on.year, roadmap.ends_on.year)]
    if len(years) == 1:
        return years[0]
    return f"{' и '.join(year.split()[0] for year in years)} учебные годы"


def items(roadmap, curator):
    rows = [
        item("approve", f"Утвердить дорожную карту (план мероприятий) на {years_words(roadmap)} (приложение)")
    ]
    if roadmap.version > 1 and (reference := reference_of(roadmap.based_on)):
        rows.append(item("before", f"Признать утратившей силу прежнюю редакцию дорожной карты{reference}"))
    doer, name = person_in(curator, Case.DATIVE), curator.full_name
    return [
        *rows,
        item("curator", f"Куратору наставничества {doer} организовать выполнение дорожной карты, "
             "ознакомить с ней ответственных работников", who=name),
        control(),
    ]  # fmt: skip


def reference_of(before):
    """ ", утвержденную приказом от 08.09.2026 № 134/4" of the version before; "" when it has no order."""
    if not (before and before.approved_on):
        return ""
    number = (
        f" приказом от {before.approved_on:%d.%m.%Y} № {before.approval_number}"
        if before.approval_number
        else ""
    )
    return f", утвержденную{number or f' {before.approved_on:%d.%m.%Y}'}"


def appendix(roadmap, *, number=""):
    paper = roadmap_paper(roadmap)
    return pieces.appendix(
        roadmap.organization, paper["title_lines"], [], number=number, landscape=paper["is_wide"],
        intro=paper["intro"], table=paper["table"],
    )  # fmt: skip


KIND = Kind(
    PaperKind.ORDER_ROADMAP,
    series="core",
    keep=PERMANENT,
    group=ORDERS,
    lead="Утверждает дорожную карту. Составляется на странице карты: после подписи карта вступает в силу.",
    build=build,
    acquaint=acquaint,
)
