"""Built-in roadmaps: data files in `roadmap/builtin/`, filled for an institution and a school year."""

import calendar
import datetime as dt
import functools
import json
from dataclasses import dataclass
from pathlib import Path

from roadmap.reading.terms import FIRST_MONTH

BUILTIN = Path(__file__).parent / "builtin"


@dataclass(frozen=True)
class Sample:
    """A built-in roadmap as it lies in its file."""

    key: str
    name: str
    about: str
    kinds: tuple[str, ...]
    form: str
    stamp: str
    title: tuple[str, ...]
    stages: tuple[dict, ...] = ()
    activities: tuple[dict, ...] = ()  # of a roadmap without stages
    intro: str = ""

    def fits(self, organization):
        """A table without stages is for a body above the institutions, one with stages for an institution."""
        return bool(self.activities) == organization.is_above


@functools.cache
def samples():
    """All built-in roadmaps by key, in the order of their files."""
    files = sorted(BUILTIN.glob("*.json"))
    return {
        file.stem: Sample(key=file.stem, **json.loads(file.read_text(encoding="utf-8"))) for file in files
    }


def samples_for(organization):
    """What the institution may choose from, its own kind first."""
    fitting = [sample for sample in samples().values() if sample.fits(organization)]
    return sorted(fitting, key=lambda sample: organization.kind not in sample.kinds)


def school_year(start_year, years=1):
    """First and last day of one or more school years, from the planning in August."""
    return dt.date(start_year, FIRST_MONTH, 1), dt.date(start_year + years, FIRST_MONTH - 1, 31)


def term_dates(line, start_year, years=1):
    """The days between the first of month "from" and the last of month "to".

    Autumn months belong to the first calendar year, spring months to the last one.
    """
    if "from" not in line:
        return None, None
    last_year = start_year + years
    first, last = int(line["from"]), int(line["to"])
    ends = start_year if last >= FIRST_MONTH else last_year
    starts_on = dt.date(start_year if first >= FIRST_MONTH else last_year, first, 1)
    return starts_on, dt.date(ends, last, calendar.monthrange(ends, last)[1])


def words_for(organization, start_year, years=1):
    """What stands for the placeholders of a sample: names of the institution, first and last calendar year."""
    named = organization
    if organization.is_above and organization.kind != organization.Kind.DEPARTMENT and organization.parent:
        named = organization.parent  # the roadmap that a methodical centre keeps is the district's
    return {
        "institution": named.full_name,
        "institution_genitive": named.full_name_genitive,
        "short": named.short_name,
        "y1": start_year,
        "y2": start_year + years,
        "year_word": "учебный год" if years == 1 else "учебные годы",
    }
