"""Nothing is lost: what stood under a question and came into no part of it is shown to the person. Pure."""

import re

from surveys.reading.inline import OTHER
from surveys.reading.marks import range_in, row_in
from surveys.reading.signs import BLANK
from surveys.sheet import Kind, dump

WORD = re.compile(r"[^\W\d_]{2,}")


def unsaid(raw, questions) -> list[str]:
    """Lines of a raw question whose words stand nowhere in the questions made of it; the scale is told by its marks."""
    said = words_of(" ".join(texts([dump(question) for question in questions])))
    if any(question.kind == Kind.YES_NO for question in questions):
        said |= {"да", "нет"}
    lines = [*raw.options, *raw.loose, *raw.hints]
    return [line for line in lines if not is_how(line) and words_of(line) - said]


def is_how(line):
    return bool(
        BLANK.match(line) or OTHER.match(line) or row_in(line) or (range_in(line) and len(line) < 120)
    )


def words_of(text):
    return {word.lower() for word in WORD.findall(text)}


def texts(value):
    """All texts of plain data."""
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    return [value] if isinstance(value, str) else []
