"""One question of the results as a page and a paper show it: figures, a plot, the same numbers as a table. Pure."""

from dataclasses import dataclass, field

from common.russian import lower_first
from surveys.results import plots
from surveys.results.drawing import NARROW, WIDE, Drawing
from surveys.results.labels import answer_words, mark_words, percent, share, two
from surveys.sheet import OF_TEXT, Kind

FEW = "Ответили меньше пяти человек, поэтому ответы не показываем: по ним можно узнать, кто что написал."
MOST_TEXTS = 150
NAMED = 7  # a scale of so many marks at most is drawn round its middle


@dataclass(frozen=True)
class Table:
    """The first cell of a row is its head; the others are figures."""

    head: list[str]
    rows: list[list[str]]

    @property
    def lines(self):
        """[(head of the row, [(title of the column, figure)])]."""
        return [(row[0], list(zip(self.head[1:], row[1:], strict=True))) for row in self.rows]


@dataclass(frozen=True)
class Plot:
    wide: Drawing
    narrow: Drawing
    caption: str = ""


@dataclass(frozen=True)
class Texts:
    title: str
    lines: list  # [(text, how often)]
    left_out: int = 0


@dataclass(frozen=True)
class Panel:
    """`figures`: [(name, value, small words)]; `hidden` says why there is nothing."""

    key: str
    number: int
    words: str
    answered: str = ""
    notes: list[str] = field(default_factory=list)
    figures: list = field(default_factory=list)
    plot: Plot | None = None
    table: Table | None = None
    texts: list[Texts] = field(default_factory=list)
    groups: object = None  # panels_groups.Groups
    hidden: str = ""


def panel_of(question, number, found, groups=None) -> Panel:
    """`found`: the findings of the question, one or one a line of a grid."""
    shown = [one for one in found if not one.is_hidden]
    if not shown:
        return Panel(question.key, number, question.words, hidden=FEW)
    make = OF_KIND.get(question.kind, nothing_more)
    return Panel(
        question.key,
        number,
        question.words,
        answered_words(shown),
        notes_of(question, found),
        texts=texts_of(shown[0]),
        groups=groups,
        **make(question, shown),
    )


def answered_words(shown):
    most = max(shown, key=lambda one: one.summary.answered).summary
    if len({one.summary.answered for one in shown}) > 1:
        least = min(one.summary.answered for one in shown)
        return f"Ответили от {least} до {most.answered} из {most.asked}"
    if most.answered >= most.asked:
        return f"Ответили все {most.asked}"
    return f"Ответили {most.answered} из {most.asked}"


def notes_of(question, found):
    notes = []
    if question.kind == Kind.SEVERAL:
        notes.append("Можно было выбрать несколько ответов: доли вместе больше 100 %.")
    if question.is_reversed and question.kind == Kind.SCALE:
        notes.append("Обратный вопрос: в среднем и в балле оценки перевёрнуты, на графике они как в ответах.")
    turned = [one.column.words for one in found if one.column.row and one.column.is_reversed]
    if turned:
        notes.append("Обратные строки (в среднем перевёрнуты): " + "; ".join(turned) + ".")
    few = [one.column.words for one in found if one.is_hidden]
    if few:
        notes.append("Ответили меньше пяти, не показываем: " + "; ".join(few) + ".")
    return notes


def texts_of(finding):
    """Lists of texts, each of five at least: fewer could be known by their hand."""
    question, found = finding.column.question, finding.summary
    lists = [
        ("Ответы" if question.kind in OF_TEXT else "Свои варианты", found.texts),
        ("Почему такая оценка", found.reasons),
    ]
    return [
        Texts(title, lines[:MOST_TEXTS], len(lines[MOST_TEXTS:]))
        for title, lines in lists
        if sum(times for _, times in lines) >= 5
    ]


def both(draw, *args, caption="", **more):
    return Plot(draw(*args, WIDE, **more), draw(*args, NARROW, **more), caption)


def middle_figures(found, *, of=""):
    return [
        ("Среднее", two(found.mean), of),
        ("Медиана", two(found.median).removesuffix(",00"), ""),
        ("Разброс", f"±{two(found.spread)}", ""),
    ]


def scale_panel(question, shown):
    found = shown[0].summary
    of = f"из {question.high}"
    words = mark_words(question)
    table = Table(
        ["Оценка", "Сколько", "Доля"],
        [
            [words[n] if question.labels else str(mark), str(count), percent(count, found.answered)]
            for n, (mark, count) in enumerate(found.counts.items())
        ],
    )
    figures = middle_figures(found, of=of)
    if found.satisfied is not None:
        title = satisfied_words(question, found.satisfied_from)
        figures.append(
            (title, percent(found.satisfied, found.answered), f"{found.satisfied} из {found.answered}")
        )
    plot = scale_plot(question, [shown[0]]) if len(words) <= NAMED else marks_plot(question, found)
    return {"figures": figures, "plot": plot, "table": table}


def satisfied_words(question, mark):
    """Which marks say that one is content, as they were given."""
    if question.is_reversed:
        least = question.low + question.high - mark
        return f"Оценка {least}" if least == question.low else f"Оценка {least} и ниже"
    return "Оценка 10" if mark == 10 else f"Оценка {mark} и выше"


def marks_plot(question, found):
    """A scale to ten as columns, the satisfied ones under a bracket; a turned one shows what was answered."""
    picked = None
    if found.satisfied is not None:
        ends = sorted(
            question.low + question.high - mark if question.is_reversed else mark
            for mark in (found.satisfied_from, question.high)
        )
        words = lower_first(satisfied_words(question, found.satisfied_from))
        picked = (*ends, f"{words}: {share(found.satisfied, found.answered)}")
    mean = (found.mean - question.low, f"среднее {two(found.mean)}")
    return both(
        plots.histogram,
        question.words,
        found.counts,
        mean=None if question.is_reversed else mean,
        picked=picked,
        ends=(question.low_words, question.high_words),
    )


def scale_plot(question, shown):
    """Marks round the middle; at the right end the upper half of the scale."""
    half = len(question.marks) // 2
    rows = []
    for one in shown:
        counts = list(one.summary.counts.values())
        upper = sum(counts[-half:])
        words = one.column.words if one.column.row else ""
        rows.append(plots.Marks(words, counts, f"{upper} из {one.summary.answered}"))
    return both(
        plots.scale,
        question.words,
        rows,
        mark_words(question),
        caption="Справа – сколько человек выбрали оценки выше середины шкалы.",
    )


def grid_panel(question, shown):
    if len(question.marks) <= NAMED:
        plot = scale_plot(question, shown)
    else:
        rows = [plots.Mean(one.column.words, one.summary.mean, two(one.summary.mean)) for one in shown]
        plot = both(plots.dots, question.words, rows, question.low, question.high, caption="Средние оценки.")
    mean = f"Среднее, от {question.low} до {question.high}" if question.labels else "Среднее"
    head = ["", *(question.labels or map(str, question.marks)), mean, "Ответили"]
    rows = [
        [
            one.column.words,
            *map(str, one.summary.counts.values()),
            two(one.summary.mean),
            str(one.summary.answered),
        ]
        for one in shown
    ]
    return {"plot": plot, "table": Table(head, rows)}


def options_panel(question, shown):
    found = shown[0].summary
    counts = list(found.counts.items())
    if question.kind == Kind.SEVERAL:
        counts.sort(key=lambda one: -one[1])
    rows = [
        plots.Share(answer_words(question, key), count, found.answered, share(count, found.answered))
        for key, count in counts
    ]
    table = Table(
        ["Ответ", "Сколько", "Доля"],
        [[row.name, str(row.count), percent(row.count, row.number)] for row in rows],
    )
    return {"plot": both(plots.bars, question.words, rows) if rows else None, "table": table}


def ranking_panel(question, shown):
    found = shown[0].summary
    ordered = sorted(found.places, key=found.places.get)
    names = {key: answer_words(question, key) for key in ordered}
    rows = [plots.Mean(names[key], found.places[key], f"место {two(found.places[key])}") for key in ordered]
    table = Table(
        ["Вариант", "Среднее место", "Поставили первым"],
        [[names[key], two(found.places[key]), f"{found.counts[key]} из {found.answered}"] for key in ordered],
    )
    caption = "Среднее место: чем левее, тем важнее."
    return {"plot": both(plots.dots, question.words, rows, 1, len(ordered), caption=caption), "table": table}


def number_panel(question, shown):
    found = shown[0].summary
    rows = [[one.words, str(one.count), percent(one.count, found.answered)] for one in found.bins]
    counts = {one.words: one.count for one in found.bins}
    is_short = all(len(words) <= 6 for words in counts)
    bars = [
        plots.Share(one.words, one.count, found.answered, share(one.count, found.answered))
        for one in found.bins
    ]
    plot = (
        both(plots.histogram, question.words, counts) if is_short else both(plots.bars, question.words, bars)
    )
    return {
        "figures": middle_figures(found),
        "plot": plot,
        "table": Table(["Число", "Сколько", "Доля"], rows),
    }


def nothing_more(question, shown):
    """Texts speak for themselves; of files only their number is told."""
    return {}


OF_KIND = {
    Kind.SCALE: scale_panel,
    Kind.GRID: grid_panel,
    Kind.RANKING: ranking_panel,
    Kind.NUMBER: number_panel,
    **dict.fromkeys((Kind.SINGLE, Kind.SINGLE_OTHER, Kind.SEVERAL, Kind.YES_NO, Kind.DATE), options_panel),
}
