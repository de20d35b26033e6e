"""The results of a campaign put together for a page and for a paper: head, main figures, panels of questions."""

from dataclasses import dataclass, field

from django.db.models import Count, Q

from surveys.models import Invitation
from surveys.results import plots
from surveys.results.findings import Findings, findings
from surveys.results.hiding import FEATURES, LEAST
from surveys.results.labels import BY, group_words, people, percent, share, two
from surveys.results.panels import Panel, Plot, Table, both, panel_of
from surveys.results.panels_groups import ALL, HIDDEN, Groups, groups_of
from surveys.results.reading import respondents, still_waits
from surveys.results.statistics import TEN
from surveys.sheet import OF_MARKS

SATISFACTION = "satisfaction"  # the measure that says whether one is content with it all
TONES = {"good": "p-ink", "fair": "p-soft", "poor": "p-warm"}


@dataclass(frozen=True)
class Turnout:
    """How many were asked, and how many answers came from paper; None where nobody can know it."""

    invited: int
    typed: int | None


@dataclass(frozen=True)
class Report:
    """`state`: "waits" (see reading.still_waits), "empty", "few" or "full"."""

    campaign: object
    turnout: Turnout
    number: int
    state: str
    by: str = ""
    figures: list = field(default_factory=list)
    measures: Plot | None = None
    measures_table: Table | None = None
    score: Panel | None = None
    sections: list = field(default_factory=list)  # [(title, [Panel])]
    ways: list = field(default_factory=list)  # features to look by: [(key, words)]
    closed_ways: list = field(default_factory=list)  # words of those that are not shown


def report_of(campaign, *, by="") -> Report:
    turnout = turnout_of(campaign)
    answers = respondents(campaign)
    if still_waits(campaign) or len(answers) < LEAST:
        state = "empty" if not answers else "waits" if still_waits(campaign) else "few"
        return Report(campaign, turnout, len(answers), state)
    sheet = campaign.questionnaire.sheet
    found = findings(sheet, answers, by=by, satisfied_from=campaign.organization.satisfaction_from)
    by = by if by in found.features else ""
    measured = measured_of(found)
    return Report(
        campaign,
        turnout,
        len(answers),
        "full",
        by,
        figures_of(found, turnout, measured),
        measures_plot(measured),
        measures_table(measured),
        score_panel(found, by),
        sections_of(sheet, found, by),
        [(key, BY[key]) for key in found.features],
        closed_of(answers, found),
    )


def turnout_of(campaign):
    invited = Invitation.objects.standing().filter(campaign=campaign)
    counts = invited.aggregate(
        all=Count("pk"),
        typed=Count("pk", filter=Q(response__status="done", response__typed_by__isnull=False)),
    )
    return Turnout(counts["all"], None if campaign.is_anonymous else counts["typed"])


def closed_of(answers, found):
    """Features by which people differ and that are nevertheless not shown."""
    known = {"side": {one.side for one in answers}, "form": {one.form for one in answers}}
    known["young"] = {one.is_young for one in answers}
    return [BY[key].lower() for key in FEATURES if len(known[key]) > 1 and key not in found.features]


def measured_of(found: Findings):
    """What the questionnaire measures, each on its scale."""
    return [
        one
        for one in found.columns
        if one.column.measure and not one.is_hidden and one.column.question.kind in OF_MARKS
    ]


def figures_of(found, turnout, measured):
    figures = [
        ("Ответили", str(found.number), f"из {turnout.invited}, {percent(found.number, turnout.invited)}")
    ]
    if found.number > turnout.invited:
        figures = [("Ответили", str(found.number), "вместе с теми, кого звали общей ссылкой")]
    for one in measured:
        if one.column.measure == SATISFACTION and one.summary.satisfied is not None:
            satisfied = share(one.summary.satisfied, one.summary.answered)
            figures += [
                ("Удовлетворённость, среднее", two(one.summary.mean), f"из {one.column.question.high}"),
                ("Довольны", percent(one.summary.satisfied, one.summary.answered),
                 f"{satisfied.rsplit(',')[0]}, оценка {one.summary.satisfied_from} и выше"),
            ]  # fmt: skip
    if found.score:
        figures.append(("Средний балл", two(found.score.mean), f"по ответам {people(found.score.answered)}"))
    return figures


def measures_plot(measured):
    """The measures that are marked on a scale to ten, on one drawing."""
    ten = [one for one in measured if scale_of(one) in TEN and scale_of(one) == scale_of(measured[0])]
    if len(ten) < 2:
        return None
    rows = [plots.Mean(one.column.words, one.summary.mean, two(one.summary.mean)) for one in ten]
    return both(plots.dots, "Главные показатели, средние", rows, *scale_of(ten[0]))


def scale_of(one):
    return one.column.question.low, one.column.question.high


def measures_table(measured):
    if len(measured) < 2:
        return None
    rows = [
        [
            one.column.words + (" (обратный вопрос)" if one.column.is_reversed else ""),
            f"{two(one.summary.mean)} из {one.column.question.high}",
            "–" if one.summary.share is None else share(one.summary.satisfied, one.summary.answered),
            str(one.summary.answered),
        ]
        for one in measured
    ]
    mark = next((one.summary.satisfied_from for one in measured if one.summary.satisfied_from), None)
    return Table(["Показатель", "Среднее", f"Довольны: от {mark}" if mark else "Довольны", "Ответили"], rows)


def score_panel(found, by):
    """How many fell into each band, and the mean score of groups."""
    if not found.score:
        return None
    score = found.score
    rows = [band_share(band, count, score.answered) for band, count in score.bands]
    table = Table(
        ["Уровень", "Сколько", "Доля"],
        [[one.name, str(one.count), percent(one.count, one.number)] for one in rows],
    )
    return Panel(
        "score",
        0,
        "Что вышло по баллам",
        f"Балл посчитан у {score.answered}",
        figures=[("Средний балл", two(score.mean), "")],
        plot=both(plots.bars, "Что вышло по баллам", rows),
        table=table,
        groups=score_groups(found, by),
    )


def band_share(band, count, number):
    return plots.Share(band_words(band), count, number, share(count, number), TONES.get(band.tone, "p-soft"))


def band_words(band):
    return f"{band.words} ({two(band.low).removesuffix(',00')}–{two(band.high).removesuffix(',00')})"


def score_groups(found, by):
    if not by:
        return None
    if not found.score_groups:
        return Groups(hidden=HIDDEN)
    named = [(ALL, found.score), *((group_words(by, one.values), one.summary) for one in found.score_groups)]
    head = ["Уровень", *(f"{words} ({one.answered})" for words, one in named)]
    rows = [["Средний балл", *(two(one.mean) for _, one in named)]]
    for place, (band, _) in enumerate(found.score.bands):
        counts = [(one.bands[place][1], one.answered) for _, one in named]
        rows.append([band.words, *(f"{count}, {percent(count, number)}" for count, number in counts)])
    return Groups(None, Table(head, rows))


def sections_of(sheet, found, by):
    number, sections = 0, []
    for section in sheet.sections:
        panels = []
        for question in section.questions:
            number += 1
            columns = found.of(question)
            panels.append(panel_of(question, number, columns, groups_of(question, columns, by)))
        sections.append((section.title, panels))
    return sections
