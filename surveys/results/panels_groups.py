"""The groups of one feature beside a question: means as dots on its scale, shares as a table. Pure."""

from dataclasses import dataclass

from surveys.results import plots
from surveys.results.labels import answer_words, group_words, people, percent, two
from surveys.results.panels import Plot, Table, both, satisfied_words
from surveys.sheet import Kind

HIDDEN = (
    "По группам здесь не показываем: в одной из них ответили меньше пяти человек или группы отличаются друг от друга "
    "на несколько человек, и их ответы можно было бы вычислить."
)
ONE_SIDE = "Этот вопрос задавали только одной роли."
ALL = "Все вместе"


@dataclass(frozen=True)
class Groups:
    plot: Plot | None = None
    table: Table | None = None
    hidden: str = ""


def groups_of(question, found, by) -> Groups | None:
    """None where there is nothing to compare: texts, files, too few answers at all."""
    shown = [one for one in found if not one.is_hidden]
    make = OF_KIND.get(question.kind)
    if not by or not shown or make is None:
        return None
    if not any(one.groups for one in shown):
        return Groups(hidden=ONE_SIDE if by == "side" and question.only_for else HIDDEN)
    return make(question, [one for one in shown if one.groups], by)


def named(finding, by):
    """[(words, summary)]: everybody, then the groups, the biggest first."""
    ordered = sorted(finding.groups, key=lambda group: -group.summary.answered)
    return [(ALL, finding.summary), *((group_words(by, group.values), group.summary) for group in ordered)]


def scale_groups(question, shown, by):
    rows = named(shown[0], by)
    marks = [
        plots.Mean(words, one.mean, f"{two(one.mean)}, {people(one.answered)}", is_total=words == ALL)
        for words, one in rows
    ]
    head = ["Кто", "Ответили", "Среднее", "Медиана", "Разброс"]
    cells = [
        [words, str(one.answered), two(one.mean), two(one.median).removesuffix(",00"), f"±{two(one.spread)}"]
        for words, one in rows
    ]
    if shown[0].summary.satisfied is not None:
        head.append(satisfied_words(question, shown[0].summary.satisfied_from))
        for line, (_, one) in zip(cells, rows, strict=True):
            line.append(f"{one.satisfied}, {percent(one.satisfied, one.answered)}")
    plot = both(plots.dots, f"Средние по группам. {question.words}", marks, question.low, question.high)
    return Groups(plot, Table(head, cells))


def number_groups(question, shown, by):
    rows = [
        [words, str(one.answered), two(one.mean), two(one.median).removesuffix(",00"), f"±{two(one.spread)}"]
        for words, one in named(shown[0], by)
    ]
    return Groups(None, Table(["Кто", "Ответили", "Среднее", "Медиана", "Разброс"], rows))


def options_groups(question, shown, by):
    rows = named(shown[0], by)
    head = ["Ответ", *(f"{words} ({one.answered})" for words, one in rows)]
    cells = [
        [answer_words(question, key), *(counted_share(one, key) for _, one in rows)]
        for key in shown[0].summary.counts
    ]
    return Groups(None, Table(head, cells))


def counted_share(summary, key):
    count = summary.counts.get(key, 0)
    return f"{count}, {percent(count, summary.answered)}"


def ranking_groups(question, shown, by):
    rows, places = named(shown[0], by), shown[0].summary.places
    head = ["Среднее место", *(f"{words} ({one.answered})" for words, one in rows)]
    cells = [
        [answer_words(question, key), *(two(one.places[key]) for _, one in rows)]
        for key in sorted(places, key=places.get)
    ]
    return Groups(None, Table(head, cells))


def grid_groups(question, shown, by):
    """Means of the lines; where a line has other groups, because fewer answered it, its cell stays empty."""
    lines = [(one.column.words, dict(named(one, by))) for one in shown]
    names = list(dict.fromkeys(words for _, groups in lines for words in groups))
    cells = [
        [words, *(two(groups[name].mean) if name in groups else "–" for name in names)]
        for words, groups in lines
    ]
    return Groups(None, Table(["Среднее", *names], cells))


OF_KIND = {
    Kind.SCALE: scale_groups,
    Kind.GRID: grid_groups,
    Kind.NUMBER: number_groups,
    Kind.RANKING: ranking_groups,
    **dict.fromkeys((Kind.SINGLE, Kind.SINGLE_OTHER, Kind.SEVERAL, Kind.YES_NO, Kind.DATE), options_groups),
}
