"""Plots of results: shares as bars, scales round their middle, histograms, means as dots. Pure.

Every figure that a plot shows stands beside its mark; colour only repeats what place, edge and words say.
"""

from dataclasses import dataclass

from surveys.results.drawing import (
    CIRCLE,
    DIAMOND,
    LETTER,
    LINE,
    POINTER,
    Drawing,
    Size,
    length,
    wrapped,
)

BAR, BLOCK, PAD = 16, 26, 7  # a bar of a share, a bar of marks, space around a row
LABEL, ENOUGH, MEAN = 138, 76, 150  # room for "51 из 51, 100 %", "44 из 51", "7,42, 51 человек"
LOOKS = ["p-warm", "p-warm-soft", "p-warm-tint", "p-mid", "p-tint edge", "p-soft", "p-ink"]
OF_SCALE = {  # looks of the marks of a scale, by how many there are
    2: [1, 5],
    3: [1, 3, 5],
    4: [0, 1, 5, 6],
    5: [0, 1, 3, 5, 6],
    6: [0, 1, 2, 4, 5, 6],
    7: [0, 1, 2, 3, 4, 5, 6],
}
ON_DARK = {"p-ink"}
COLUMN_HEIGHT = 104


@dataclass(frozen=True)
class Share:
    """A bar: its name, how many of how many, the words beside it."""

    name: str
    count: int
    number: int
    words: str
    look: str = "p-ink"


@dataclass(frozen=True)
class Marks:
    """Marks of one statement, the lowest first; `words` stand at the right end."""

    name: str
    counts: list[int]
    words: str


@dataclass(frozen=True)
class Mean:
    """A dot on a scale."""

    name: str
    value: float
    words: str
    is_total: bool = False


def spoken(title, rows):
    """What a reader of the screen hears: the title and every row with its figure."""
    return f"{title}: " + "; ".join(f"{row.name} – {row.words}" for row in rows)


def height_of(row, size, least):
    """A row is as high as its bar, or as its name beside it."""
    return max(least, LINE * len(wrapped(row.name, size.letters)) if size.names else 0)


def bars(title, rows: list[Share], size) -> Drawing:
    """One a row, as long as its share of those who answered."""
    plot, left = Drawing(size.width, title=spoken(title, rows)), size.names
    room, y = size.width - left - LABEL, 2
    for row in rows:
        height = height_of(row, size, BAR)
        y += PAD + plot.name(size, y + PAD, row.name, y + PAD + height / 2)
        top = y + (height - BAR) / 2
        width = room * row.count / row.number if row.number else 0
        plot.bar(left, top, room, BAR, "p-ground")
        if width:
            plot.bar(left, top, max(width, 1), BAR, row.look)
        plot.words(left + width + 8, top + 13, row.words, "t-strong" if row.count else "t-muted")
        y += height + (PAD if size.names else 4)
    if size.names:
        plot.line(left, 0, left, y, "axis")
    plot.height = y + 2
    return plot


def scale(title, rows: list[Marks], words: list[str], size) -> Drawing:
    """Marks of statements as blocks round the middle of the scale; `words` say what each mark means."""
    looks = [LOOKS[number] for number in OF_SCALE[len(words)]]
    plot = Drawing(size.width, title=spoken_marks(title, rows, words))
    if not any(row.name for row in rows):
        size = Size(size.width, 0, size.letters)  # one statement: its name is the question
    left = size.names
    lower = max((below(row.counts) for row in rows), default=0)
    upper = max((below(row.counts[::-1]) for row in rows), default=0)
    unit = (size.width - left - ENOUGH) / (lower + upper or 1)
    middle, y = left + lower * unit, 4
    for row in rows:
        height = height_of(row, size, BLOCK)
        y += PAD + (plot.name(size, y + PAD, row.name, y + PAD + height / 2) if row.name else 0)
        top = y + (height - BLOCK) / 2
        plot.line(middle, top - 5, middle, top + BLOCK + 5, "axis")
        blocks(plot, row, looks, middle - below(row.counts) * unit, top, unit)
        plot.words(size.width, y + height / 2 + 5, row.words, "t-strong", "end")
        y += height + PAD
    plot.height = y + 16 + legend(plot, words, looks, y + 18)
    return plot


def spoken_marks(title, rows, words):
    said = [
        ", ".join(f"{name} – {count}" for name, count in zip(words, row.counts, strict=True)) for row in rows
    ]
    return f"{title}: " + "; ".join(
        f"{row.name}: {marks}" if row.name else marks for row, marks in zip(rows, said, strict=True)
    )


def below(counts):
    """The share left of the middle of the scale: half of the middle mark belongs to it."""
    number, half = sum(counts), len(counts) // 2
    middle = counts[half] / 2 if len(counts) % 2 else 0
    return (sum(counts[:half]) + middle) / number if number else 0


def blocks(plot, row, looks, x, top, unit):
    number = sum(row.counts)
    for count, look in zip(row.counts, looks, strict=True):
        if not count:
            continue
        width = unit * count / number
        plot.bar(x, top, width, BLOCK, look)
        if width >= length(str(count)) + 3:
            plot.words(x + width / 2, top + 18, str(count), "t-on" if look in ON_DARK else "", "middle")
        x += width


def legend(plot, words, looks, y):
    """Squares with the words of the marks, in as many lines as they need; how much height they take."""
    x, first = 0, y
    for part, look in zip(words, looks, strict=True):
        wide = length(part) + 38
        if x and x + wide > plot.width + 16:
            x, y = 0, y + LINE + 5
        plot.bar(x, y - 11, 14, 14, look)
        plot.words(x + 20, y, part)
        x += wide
    return y - first + LINE


def histogram(title, counts: dict, size, *, mean=None, picked=None, ends=()) -> Drawing:
    """How often each mark was given, {its words: count}; `picked`: (words of the first and last, what to say of them).

    `mean` is (place of it among the columns, words); `ends` are the words of the lowest and the highest mark.
    """
    rows = [Share(str(name), count, 0, str(count)) for name, count in counts.items()]
    plot = Drawing(min(size.width, 520), title=spoken(title, rows))
    slot = plot.width / max(len(rows), 1)
    top = 36 if mean else 18
    base, most = top + COLUMN_HEIGHT, max(counts.values(), default=0) or 1
    chosen = span_of(list(counts), picked)
    for number, row in enumerate(rows):
        height = round(COLUMN_HEIGHT * row.count / most)
        x = slot * number
        if row.count:
            look = "p-ink" if number in chosen or not picked else "p-soft"
            plot.bar(x + slot * 0.12, base - max(height, 2), slot * 0.76, max(height, 2), look)
            plot.words(x + slot / 2, base - height - 6, row.words, "t-strong", "middle")
        plot.words(x + slot / 2, base + 17, row.name, "t-muted", "middle")
    plot.line(0, base, plot.width, base, "axis")
    if mean:
        pointer(plot, slot, *mean)
    plot.height = under_columns(plot, slot, base + 26, chosen, picked, ends)
    return plot


def span_of(names, picked):
    if not picked:
        return range(0)
    first, last, _ = picked
    return range(names.index(first), names.index(last) + 1)


def pointer(plot, slot, place, words):
    """The mean, above the columns: a point and its words on the side where there is room."""
    x = slot * (place + 0.5)
    plot.shape(x, 14, POINTER, "p-ink")
    is_left = x + 12 + length(words) > plot.width
    plot.words(x - 10 if is_left else x + 10, 13, words, "t-strong", "end" if is_left else "start")


def under_columns(plot, slot, y, chosen, picked, ends):
    """The words of the ends, then a bracket under the picked columns; the height of it all."""
    if any(ends):
        y = end_words(plot, y, ends)
    if picked:
        left, right = slot * (chosen.start + 0.12), slot * (chosen.stop - 0.12)
        plot.line(left, y + 4, right, y + 4, "edge")
        plot.line(left, y, left, y + 4, "edge")
        plot.line(right, y, right, y + 4, "edge")
        is_left = right < length(picked[2])
        plot.words(left if is_left else right, y + 21, picked[2], "t-strong", "start" if is_left else "end")
        y += 24
    return y + 4


def end_words(plot, y, ends):
    letters = int(plot.width / 2 / LETTER) - 2
    parts = [wrapped(words, letters) if words else [] for words in ends]
    for lines, x, anchor in zip(parts, (0, plot.width), ("start", "end"), strict=True):
        for number, line in enumerate(lines):
            plot.words(x, y + 9 + LINE * number, line, "t-muted", anchor)
    return y + 6 + LINE * max(map(len, parts))


def dots(title, rows: list[Mean], low, high, size) -> Drawing:
    """Means on one scale; everybody together is a diamond."""
    plot, left = Drawing(size.width, title=spoken(title, rows)), size.names + 8
    right = size.width - 8 - (MEAN if size.names else 0)
    unit, y = (right - left) / ((high - low) or 1), 22
    for mark in ticks(low, high):
        plot.words(left + (mark - low) * unit, 12, str(mark), "t-muted", "middle")
    has_total = any(row.is_total for row in rows)
    for row in rows:
        height = height_of(row, size, BAR)
        y += PAD + plot.name(size, y + PAD, row.name, y + PAD + height / 2, beside=row.words)
        middle = y + height / 2
        plot.line(left, middle, right, middle, "grid")
        look = "p-ink" if row.is_total or not has_total else "p-soft"
        plot.shape(left + (row.value - low) * unit, middle, DIAMOND if row.is_total else CIRCLE, look)
        if size.names:
            plot.words(right + 20, middle + 5, row.words, "t-strong" if row.is_total or not has_total else "")
        else:
            plot.words(size.width, y - 8, row.words, "t-strong", "end")
        for mark in ticks(low, high):
            plot.line(left + (mark - low) * unit, middle - 5, left + (mark - low) * unit, middle + 5, "grid")
        y += height + PAD
    plot.height = y + 2
    return plot


def ticks(low, high):
    step = 1 if high - low <= 10 else max(1, round((high - low) / 5))
    return range(low, high + 1, step)
