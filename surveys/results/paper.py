"""The results as the content of a paper: the same panels, plots with their colours, tables written out."""

from dataclasses import asdict

from common.russian import date_words, lower_first
from surveys.results.drawing import painted
from surveys.results.labels import BY


def paper_of(report) -> dict:
    campaign = report.campaign
    return {
        "letterhead": {"short": campaign.organization.short_name},
        "title": f"Результаты опроса «{campaign.title}»",
        "about": about(report),
        "by": BY.get(report.by, ""),
        "figures": [list(one) for one in report.figures],
        "measures": plot_of(report.measures),
        "measures_table": table_of(report.measures_table),
        "sections": [
            {"title": title, "panels": [panel_of(panel) for panel in panels]}
            for title, panels in [*([("", [report.score])] if report.score else []), *report.sections]
        ],
    }


def about(report):
    """Who was asked when, as sentences under the title."""
    campaign = report.campaign
    named = "Анонимный опрос" if campaign.is_anonymous else "Именной опрос"
    days = f"с {date_words(campaign.opens_on)} по {date_words(campaign.closed_on or campaign.closes_on)}"
    state = "закрыт" if campaign.status == campaign.Status.CLOSED else "ещё идёт"
    return [
        f"{named}, {days}, {state}. Анкета «{campaign.questionnaire.title}», "
        f"редакция {campaign.questionnaire.version}.",
        f"Ответов на {date_words(campaign.organization.today)}: {answers_words(report)}. "
        "Группы меньше пяти человек не показаны.",
    ]


def answers_words(report):
    known = report.number <= report.turnout.invited
    return f"{report.number} из {report.turnout.invited}" if known else str(report.number)


def file_name(campaign):
    return f"Результаты опроса {date_words(campaign.organization.today)}.pdf".replace("\u00a0", " ")


def panel_of(panel):
    return {
        "number": panel.number,
        "words": panel.words,
        "answered": panel.answered,
        "hidden": panel.hidden,
        "notes": panel.notes,
        "figures": [[lower_first(name), value, words] for name, value, words in panel.figures],
        "plot": plot_of(panel.plot),
        "table": table_of(panel.table),
        "texts": [asdict(one) for one in panel.texts],
        "groups": groups_of(panel.groups),
    }


def groups_of(groups):
    if groups is None:
        return None
    return {"plot": plot_of(groups.plot), "table": table_of(groups.table), "hidden": groups.hidden}


def plot_of(plot):
    return {**painted(plot.wide), "caption": plot.caption} if plot else None


def table_of(table):
    return asdict(table) if table else None
