"""What a plot is made of: lines, bars, dots and words on a sheet of whole units, for a page and for paper. Pure."""

from dataclasses import dataclass, field
from textwrap import wrap

LINE, LETTER = (
    16,
    8,
)  # height of a line of text and the width of a letter of 13 px in the widest font there is

# How a look is painted where there is no style sheet: (fill, edge). The page has the same in components.css, 11.
PAINTS = {
    "p-ink": ("#2a3f92", "#2a3f92"),
    "p-soft": ("#8c9bd0", "#2a3f92"),
    "p-tint edge": ("#eef1fa", "#2a3f92"),
    "p-mid": ("#ffffff", "#7b7f8b"),
    "p-warm-tint": ("#f8ecd9", "#8a5a1c"),
    "p-warm-soft": ("#ecd0a6", "#8a5a1c"),
    "p-warm": ("#c07f30", "#8a5a1c"),
    "p-none edge": ("#ffffff", "#2a3f92"),
    "p-ground": ("#f6f5f1", "none"),
    "axis": ("none", "#1d1f27"),
    "grid": ("none", "#dcdad3"),
    "edge": ("none", "#2a3f92"),
    "t-muted": ("#565a66", "none"),
    "t-on": ("#ffffff", "none"),
}
TEXT = ("#1d1f27", "none")


@dataclass(frozen=True)
class Size:
    """A sheet: its width, the column of names (0: names stand above) and how many letters a line of it holds."""

    width: int
    names: int
    letters: int

    @property
    def is_narrow(self):
        return not self.names


WIDE, NARROW = Size(620, 214, 25), Size(328, 0, 40)


@dataclass(frozen=True)
class Bar:
    x: int
    y: int
    width: int
    height: int
    look: str


@dataclass(frozen=True)
class Line:
    x1: int
    y1: int
    x2: int
    y2: int
    look: str


@dataclass(frozen=True)
class Shape:
    """A dot of many: a path round the point (x, y)."""

    x: int
    y: int
    path: str
    look: str


@dataclass(frozen=True)
class Text:
    x: int
    y: int
    words: str
    look: str = ""
    anchor: str = "start"


CIRCLE = "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z"
DIAMOND = "M0-7l7 7-7 7-7-7z"
POINTER = "M0 0l-5-8h10z"


@dataclass
class Drawing:
    """One plot; `title` is what a reader of the screen hears, with the figures themselves."""

    width: int
    height: int = 0
    title: str = ""
    lines: list[Line] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)

    def words(self, x, y, words, look="", anchor="start"):
        self.texts.append(Text(round(x), round(y), words, look, anchor))

    def line(self, x1, y1, x2, y2, look):
        self.lines.append(Line(round(x1), round(y1), round(x2), round(y2), look))

    def bar(self, x, y, width, height, look):
        """Edges lie on whole units, so that bars that touch do touch."""
        left, right = round(x), round(x + width)
        self.bars.append(Bar(left, round(y), right - left, height, look))

    def shape(self, x, y, path, look):
        self.shapes.append(Shape(round(x), round(y), path, look))

    def name(self, size, y, words, middle, *, beside=""):
        """The name of a row: above it on a narrow sheet, else on the left, `middle` at its middle; its height.

        `beside`: words that end the last line of a name above.
        """
        letters = size.letters - (len(beside) + 2 if size.is_narrow and beside else 0)
        lines = wrapped(words, letters)
        if size.is_narrow:
            for number, part in enumerate(lines):
                self.words(0, y + 12 + LINE * number, part)
            return LINE * len(lines) + 4
        top = middle - LINE * len(lines) / 2 + 12
        for number, part in enumerate(lines):
            self.words(size.names - 14, top + LINE * number, part, anchor="end")
        return 0


def wrapped(words, letters):
    """Lines of a name, three at most."""
    lines = wrap(words, letters) or [""]
    return lines if len(lines) <= 3 else [*lines[:2], lines[2][: letters - 1].rstrip(" ,.;:") + "…"]


def length(words):
    """About how wide words are."""
    return len(words) * (LETTER + 0.6)


def painted(drawing) -> dict:
    """The drawing as plain data with its colours, for a paper."""
    return {
        "width": drawing.width,
        "height": drawing.height,
        "title": drawing.title,
        "lines": [{**vars(one), "paint": PAINTS[one.look][1]} for one in drawing.lines],
        "bars": [{**vars(one), "paint": PAINTS[one.look]} for one in drawing.bars],
        "shapes": [{**vars(one), "paint": PAINTS[one.look]} for one in drawing.shapes],
        "texts": [{**vars(one), "paint": PAINTS.get(one.look, TEXT)[0]} for one in drawing.texts],
    }
