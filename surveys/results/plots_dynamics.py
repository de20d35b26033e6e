"""Before and after, and means over the years, as drawings: dots on one scale. Pure, no database.

All measures are whole units of the drawing, so that a page writes them without a decimal comma.
"""

from dataclasses import dataclass, field
from textwrap import wrap

from surveys.results.dynamics import Change, Figures
from surveys.results.words import change_words, figure, people_words

LINE, TRACK, PAD, DOT, HEAD = (
    17,
    16,
    9,
    6,
    26,
)  # a line of text, height of a track, around a row, radius, the marks


@dataclass(frozen=True)
class Size:
    """A drawing: its width, the column of names (0: names stand above the track), the room of the labels."""

    width: int
    names: int
    labels: int
    letters: int  # in a line of a name


WIDE, NARROW, PAPER = Size(1290, 470, 300, 58), Size(340, 0, 0, 42), Size(1000, 360, 260, 50)


@dataclass(frozen=True)
class Text:
    x: int
    y: int
    words: str


@dataclass(frozen=True)
class Row:
    """One line: its name, the track, up to two dots and what stands beside them."""

    y: int
    height: int
    names: list[Text]
    track: int  # its middle
    label: Text
    first: int | None = None  # x of the hollow dot
    last: int | None = None  # x of the full dot
    tip: str = ""  # points of the arrow's head, where the two are apart enough
    is_quiet: bool = False
    is_heading: bool = False


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    left: int
    right: int
    marks: list[Text]
    rows: list[Row] = field(default_factory=list)


def draw_changes(found: list[tuple[Change, Figures]], size) -> list[Drawing]:
    """A drawing for each scale there is."""
    scales = dict.fromkeys((change.low, change.high) for change, figures in found if figures.has_shares)
    return [
        drawing(
            size,
            low,
            high,
            [
                (change.words, figures.before, figures.after, label_of(figures))
                for change, figures in found
                if figures.has_shares and (change.low, change.high) == (low, high)
            ],
        )
        for low, high in scales
    ]


def draw_years(compared, size, years) -> Drawing:
    """`years`: {year: its words}."""
    rows = []
    for one in compared.series:
        rows.append((one.kind, None, None, None))
        rows += [
            (years[point.year], None, point.mean, f"{figure(point.mean)}, {people_words(point.n)}")
            for point in one.points
        ]
    return drawing(size, compared.low, compared.high, rows)


def label_of(figures):
    if figures.is_full:
        return f"с {figure(figures.before)} до {figure(figures.after)}, {change_words(figures.change)}"
    return change_words(figures.change) if figures.has_change else "изменение скрыто"


def drawing(size, low, high, lines):
    left = size.names + DOT + 2
    right = size.width - size.labels - DOT - 2
    unit = (right - left) / max(high - low, 1)

    def at(mark):
        return None if mark is None else round(left + (mark - low) * unit)

    rows, y = [], HEAD
    for words, first, last, label in lines:
        rows.append(row_of(size, y, words, at(first), at(last), label))
        y += rows[-1].height
    marks = [Text(at(mark), LINE, str(mark)) for mark in range(low, high + 1)]
    return Drawing(size.width, y, left, right, marks, rows)


def row_of(size, y, words, first, last, label):
    names = wrap(words, size.letters) or [""]
    texts = [Text(0, PAD + 12 + LINE * number, line) for number, line in enumerate(names)]
    if label is None:  # a heading has no track
        return Row(y, LINE * len(names) + 2 * PAD, texts, 0, Text(0, 0, ""), is_heading=True)
    if size.names:
        height = max(LINE * len(names), TRACK) + 2 * PAD
        track, place = PAD + 8, Text(size.width - size.labels + 8, PAD + 12, label)
    else:
        above = PAD + LINE * len(names)
        place = Text(0, above + 12, label)
        track, height = above + LINE + TRACK // 2 + 2, above + LINE + TRACK + 2 + PAD
    return Row(y, height, texts, track, place, first, last, tip_of(first, last, track), is_quiet=last is None)


def tip_of(first, last, y):
    """A small arrow before the full dot: which way it went is seen without colour."""
    if first is None or last is None or abs(last - first) < 4 * DOT:
        return ""
    way = 1 if last > first else -1
    point, base = last - way * (DOT + 1), last - way * (DOT + 9)
    return f"{point},{y} {base},{y - 5} {base},{y + 5}"
