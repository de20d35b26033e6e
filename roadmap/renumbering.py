"""Numbers of lines: which of the usual ways a table follows, and the numbers that this way gives. Pure.

A section is a stage of the table: its number (None for lines without a stage) and its lines.
"""

from enum import StrEnum


class Style(StrEnum):
    """How lines are numbered; a document with a way of its own has no style, its numbers are left alone."""

    BY_STAGE = "by_stage"  # 1.1, 1.2, 2.1; lines without a stage go by their place
    THROUGH = "through"  # 1, 2, 3 to the end of the table
    NONE = "none"


def numbers_of(sections: list[tuple[int | None, int]], style: Style) -> list[list[str]]:
    """The numbers of all lines, from (number of the stage, how many lines)."""
    numbers, before = [], 0
    for stage, count in sections:
        numbers.append([_number(style, stage, place, before) for place in range(1, count + 1)])
        before += count
    return numbers


def style_of(sections: list[tuple[int | None, list[str]]]) -> Style | None:
    """The way that gives exactly the numbers that stand there, from (number of the stage, numbers of its lines)."""
    sizes = [(stage, len(numbers)) for stage, numbers in sections]
    standing = [numbers for _, numbers in sections]
    return next((style for style in Style if numbers_of(sizes, style) == standing), None)


def _number(style, stage, place, before):
    if style == Style.THROUGH:
        return str(before + place)
    return f"{stage}.{place}" if style == Style.BY_STAGE and stage is not None else ""
