"""Built-in roadmaps: data files in `roadmap/builtin/`, filled for an institution and a school year."""

import calendar
import datetime as dt
import functools
import json
from dataclasses import dataclass
from pathlib import Path

BUILTIN = Path(__file__).parent / "builtin"
GENERAL = "s3"
FIRST_MONTH = (
    8  # one plans from August: August to December lie in the first calendar year, the rest in the second
)


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


def school_year(start_year):
    """First and last day of the school year, from the planning in August."""
    return dt.date(start_year, FIRST_MONTH, 1), dt.date(start_year + 1, FIRST_MONTH - 1, 31)


def term_dates(line, start_year):
    """The days between the first of month "from" and the last of month "to"; spring belongs to the second year."""
    if "from" not in line:
        return None, None
    first, last = int(line["from"]), int(line["to"])
    ends = _year_of(last, start_year)
    starts_on = dt.date(_year_of(first, start_year), first, 1)
    return starts_on, dt.date(ends, last, calendar.monthrange(ends, last)[1])


def _year_of(month, start_year):
    return start_year if month >= FIRST_MONTH else start_year + 1


def words_for(organization, start_year):
    """What stands for the placeholders of a sample: names of the institution and the two years."""
    named = organization
    if organization.is_above and organization.kind != organization.Kind.DEPARTMENT and organization.parent:
        named = organization.parent  # the roadmap that a methodical centre keeps is the district's
    return {
        "institution": named.full_name,
        "institution_genitive": named.full_name_genitive,
        "short": named.short_name,
        "y1": start_year,
        "y2": start_year + 1,
    }
