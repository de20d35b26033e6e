"""Order that approves the roadmap, its appendix (domain 3.2; papers.md 02): a roadmap in, plain content out."""

from common.russian import Case, school_year_words
from documents.content import BLANK_REFERENCE
from documents.papers.blocks import head_signature, letterhead, person_in
from documents.papers.items import numbered, sentence
from roadmap.paper import build as roadmap_paper

SERIES = "core"  # order on core activity, kept permanently (Перечень Росархива 2019 № 236, ст. 19)
KEEP = "постоянно"


def build(roadmap, *, curator, with_regulation=False):
    """Content of the order for one version of a roadmap; `curator` is a Person, perhaps unsaved.

    `with_regulation`: the same order approves the Положение, its appendix 1; the roadmap is then appendix 2.
    """
    organization = roadmap.organization
    return {
        "kind": "ПРИКАЗ",
        "letterhead": letterhead(organization),
        "place": organization.city,
        "date": "",
        "number": "",
        "heading": heading(roadmap, with_regulation),
        "preamble": "В целях реализации системы (целевой модели) наставничества",
        "command": "ПРИКАЗЫВАЮ:",
        "items": numbered(items(roadmap, curator, with_regulation)),
        "signature": head_signature(organization),
        "performer": {"name": curator.full_name, "phone": organization.phone},
        "appendices": [appendix(roadmap, with_regulation)],
        "acknowledgement": None,
        "verification": None,
        "draft": True,
    }


def heading(roadmap, with_regulation):
    what = "Положения о наставничестве и дорожной карты" if with_regulation else "дорожной карты"
    return f"Об утверждении {what} на {years_words(roadmap)}"


def years_words(roadmap):
    """ "2026/2027 учебный год" or "2026/2027 и 2027/2028 учебные годы"."""
    years = [school_year_words(year) for year in range(roadmap.starts_on.year, roadmap.ends_on.year)]
    if len(years) == 1:
        return years[0]
    return f"{' и '.join(year.split()[0] for year in years)} учебные годы"


def items(roadmap, curator, with_regulation):
    """(level, text, who, until) of each item."""
    own = "приложение № 2" if with_regulation else "приложение"
    rows = [("Утвердить Положение о наставничестве (приложение № 1)", "", None)] if with_regulation else []
    rows.append((f"Утвердить дорожную карту (план мероприятий) на {years_words(roadmap)} ({own})", "", None))
    if roadmap.version > 1 and (reference := reference_of(roadmap.based_on)):
        rows.append((f"Признать утратившей силу прежнюю редакцию дорожной карты{reference}", "", None))
    doer, name = person_in(curator, Case.DATIVE), curator.full_name
    rows += [
        (f"Куратору наставничества {doer} организовать выполнение дорожной карты, "
         "ознакомить с ней ответственных работников", name, None),
        ("Контроль за исполнением приказа оставляю за собой", "Руководитель", None),
    ]  # fmt: skip
    return [(1, sentence(text), who, until) for text, who, until in rows]


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


def appendix(roadmap, with_regulation):
    paper = roadmap_paper(roadmap)
    return {
        "label": "Приложение № 2" if with_regulation else "Приложение",
        "head_lines": [f"к приказу {roadmap.organization.short_name}", BLANK_REFERENCE],
        "title_lines": paper["title_lines"],
        "intro": paper["intro"],
        "table": paper["table"],
        "landscape": paper["is_wide"],
    }
