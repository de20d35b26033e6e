"""The numbers that Word draws before paragraphs of a list: they stand in no text and would be lost."""

import re
from dataclasses import dataclass

BULLET = "–"
# Word counts with these letters: without ё, й, ъ, ы, ь.
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"
ROMAN = {
    1000: "m",
    900: "cm",
    500: "d",
    400: "cd",
    100: "c",
    90: "xc",
    50: "l",
    40: "xl",
    10: "x",
    9: "ix",
    5: "v",
    4: "iv",
    1: "i",
}
PLACE = re.compile(r"%([1-9])")


def local(element) -> str:
    return element.tag.rpartition("}")[2]


def child(element, *path):
    """The element at the end of the path of local names, or None."""
    for name in path:
        element = next((one for one in element if local(one) == name), None) if element is not None else None
    return element


def value(element, *path, name="val"):
    """An attribute (in any namespace) of the element at the end of the path, or None."""
    found = child(element, *path)
    if found is None:
        return None
    return next((text for key, text in found.attrib.items() if key.rpartition("}")[2] == name), None)


def number(text, default=0, limit=32_000):
    """A whole number out of an attribute; anything else is `default`."""
    return (
        min(int(text), limit) if text and text.isascii() and text.isdecimal() and len(text) < 20 else default
    )


@dataclass(frozen=True)
class Level:
    """One level of a list as it is drawn."""

    start: int
    kind: str
    text: str
    is_legal: bool
    restarts: bool
    style: str | None


class Numbering:
    """Counts the lists of one document; `prefix` is asked for every paragraph in the order of the text."""

    def __init__(self, styles, numbering):
        self.styles = by_id(styles, "style", "styleId")
        self.lists = by_id(numbering, "abstractNum", "abstractNumId")
        self.numbers = by_id(numbering, "num", "numId")
        self.linked = {value(one, "styleLink"): key for key, one in self.lists.items()}
        self.levels, self.counters, self.used = {}, {}, set()

    def prefix(self, paragraph) -> str:
        """What Word draws before this paragraph, with a space after it; "" if nothing."""
        key, depth = self.place(paragraph)
        if key not in self.numbers:
            return ""
        abstract, levels = self.list_of(key)
        level = levels.get(depth)
        if level is None or level.kind == "none":
            return ""
        counts = self.count(key, abstract, levels, depth)
        label = BULLET if level.kind == "bullet" else self.label(level, levels, counts)
        return f"{label} " if label else ""

    def place(self, paragraph):
        """The list and the level of a paragraph, by itself or by its style."""
        own = child(paragraph, "pPr")
        key, depth = value(own, "numPr", "numId"), value(own, "numPr", "ilvl")
        style, named, seen = value(own, "pStyle"), None, set()
        while key is None and style in self.styles and style not in seen:
            seen.add(style)
            own, named = self.styles[style], style
            key, depth = value(own, "pPr", "numPr", "numId"), depth or value(own, "pPr", "numPr", "ilvl")
            style = value(own, "basedOn")
        return key, self.depth_of(key, depth, named)

    def depth_of(self, key, depth, style):
        if depth is None and style and key in self.numbers:
            levels = self.list_of(key)[1]
            return next((number for number, level in levels.items() if level.style == style), 0)
        return number(depth)

    def list_of(self, key):
        """The abstract list behind a list and its levels; other levels of this list go before."""
        if key not in self.levels:
            abstract = value(self.numbers[key], "abstractNumId")
            link = value(self.lists[abstract], "numStyleLink") if abstract in self.lists else None
            abstract = self.linked.get(link, abstract) if link else abstract
            levels = levels_in(self.lists.get(abstract))
            for override in self.overrides(key):
                levels |= levels_in(override)
            self.levels[key] = abstract, levels
        return self.levels[key]

    def overrides(self, key):
        return [one for one in self.numbers[key] if local(one) == "lvlOverride"]

    def count(self, key, abstract, levels, depth):
        """Move the counter of this level on; deeper levels begin anew."""
        counts = self.counters.setdefault(abstract, {})
        if key not in self.used:
            self.used.add(key)
            for override in self.overrides(key):
                if child(override, "startOverride") is not None:
                    start = number(value(override, "startOverride"))
                    counts[number(value(override, name="ilvl"))] = start - 1
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [one for one in counts if one > depth and one in levels and levels[one].restarts]:
            del counts[deeper]
        return counts

    def label(self, level, levels, counts):
        def drawn(match):
            depth = int(match[1]) - 1
            shown = levels.get(depth, level)
            return draw(counts.get(depth, shown.start), "decimal" if level.is_legal else shown.kind)

        return PLACE.sub(drawn, level.text)


def by_id(root, wanted, key):
    elements = () if root is None else root
    return {value(one, name=key): one for one in elements if local(one) == wanted}


def levels_in(parent):
    """The `lvl` elements below an abstract list or an override, by depth."""
    found = () if parent is None else (one for one in parent if local(one) == "lvl")
    return {
        number(value(one, name="ilvl")): Level(
            start=number(value(one, "start"), default=1 if child(one, "start") is None else 0),
            kind=value(one, "numFmt") or "decimal",
            text=value(one, "lvlText") or "",
            is_legal=child(one, "isLgl") is not None,
            restarts=value(one, "lvlRestart") != "0",
            style=value(one, "pStyle"),
        )
        for one in found
    }


def draw(count, kind):
    """A number as Word draws it: 4 is 4, IV, iv, D, d, Г, г or 04."""
    if kind in {"upperRoman", "lowerRoman"}:
        text = roman(count)
    elif kind in {"upperLetter", "lowerLetter", "russianUpper", "russianLower"}:
        letters = RUSSIAN if kind.startswith("russian") else LATIN
        text = letters[(count - 1) % len(letters)] * min(1 + (count - 1) // len(letters), 9)
    elif kind in {"bullet", "none"}:
        text = ""
    else:
        text = f"{count:02}" if kind == "decimalZero" else str(count)
    return text.upper() if kind.startswith("upper") or kind == "russianUpper" else text


def roman(count):
    text = ""
    for size, sign in ROMAN.items():
        text += sign * (count // size)
        count %= size
    return text
