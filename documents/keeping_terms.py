"""Until when a paper is kept. Pure.

A term counts from 1 January of the year after the one in which the paper was finished (Перечень Росархива 20.12.2019
№ 236, Инструкция о применении № 237, п. 2.5), so "5 лет" of a paper of 2026 end on 31.12.2031.
"""

import datetime as dt
import re

PERMANENT_WORDS = "постоянно"
YEARS = re.compile(r"(\d{1,3})\s*(?:год|года|лет)\b")


def years_of(keep: str) -> int | None:
    """ "5 лет" → 5, "50 лет ЭПК" → 50; None for "постоянно" and for words that name no number of years."""
    found = YEARS.match(keep.strip())
    return int(found[1]) if found else None


def keep_until(keep: str, dated: dt.date | None) -> dt.date | None:
    """The last day of the term; None when the paper is kept for ever or is not dated yet."""
    years = years_of(keep)
    return None if years is None or dated is None else dt.date(dated.year + years, 12, 31)


def keep_words(keep: str, dated: dt.date | None) -> str:
    """ "до 31.12.2031", "постоянно"; of a draft the term itself."""
    until = keep_until(keep, dated)
    return f"до {until:%d.%m.%Y}" if until else keep


def last_year_over(years: int, today: dt.date) -> int:
    """Papers of this year and of earlier ones have been kept long enough today."""
    return today.year - years - 1
