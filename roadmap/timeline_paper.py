"""The calendar plan as a paper: a table, names as text, a strip of bars in each row (templates/papers/timeline.html).

The head with the months comes again on each sheet, and a row never tears.
"""

from dataclasses import asdict

from common.russian import date_words, lower_first
from roadmap.timeline import draw
from roadmap.timeline_rows import Size

LETTER, NAME_LINES, PAD = 7.2, 8, 8  # of Tinos, in units of a drawing
# Width of a drawing and its height on the first sheet: with large letters, then with small ones.
SHEETS = {"A4": [(1000, 590), (1250, 735)], "A3": [(1460, 890), (1750, 1060)]}
PART_OF_NAMES = 0.33
MANY_SHEETS = 3


def build(seen, today, *, sheet="A4"):
    """Content of the paper: title, the figures of the day, the drawing; `sheet` is "A4" or "A3"."""
    drawing, letters = _fitting(seen, today, SHEETS[sheet])
    left = round(drawing.width * PART_OF_NAMES)
    return {
        "letterhead": None,
        "title": f"Календарный план. {seen.roadmap}",
        "institution": seen.roadmap.organization.short_name,
        "figures": f"На {date_words(today)}: {lower_first(seen.totals.words)}.",
        "page": f"plan-{sheet.lower()}",
        "letters": letters,
        "drawing": asdict(drawing),
        "left": left,
        "strip": drawing.width - left,
    }


def file_name(roadmap):
    return f"Календарный план {roadmap.starts_on.year}-{roadmap.ends_on.year}.pdf"


def _fitting(seen, today, sizes):
    """Large letters; small ones where they bring the plan onto one sheet, or where it takes very many."""
    (large, room), (small, room_of_small) = [
        (draw(seen, today, _size(width)), height) for width, height in sizes
    ]
    if large.height > room and (small.height <= room_of_small or large.height > MANY_SHEETS * room):
        return small, "small"
    return large, "large"


def _size(width):
    return Size(width, round(width * PART_OF_NAMES), LETTER, NAME_LINES, PAD)
