"""One measure over the school years: means of all who answered. Pure, no Django.

A campaign with fewer than five marks is left out, so each mean follows from the means of campaigns that are shown.
"""

from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean

from surveys.results.hiding import LEAST
from surveys.results.marks import columns_of, ends, mark


@dataclass(frozen=True)
class Asked:
    """One campaign."""

    year: int
    kind: str  # what is compared with each other: entry of mentors, exit of mentees
    sheet: object
    respondents: list


@dataclass(frozen=True)
class Point:
    """One mean of one year."""

    year: int
    n: int
    mean: float


@dataclass(frozen=True)
class Series:
    kind: str
    words: str  # of its newest question
    points: list


@dataclass(frozen=True)
class Compared:
    """All years of one measure; `small` counts the campaigns that are left out."""

    measure: str
    words: str
    low: int
    high: int
    series: list
    small: int = 0
    unlike: int = 0  # campaigns with another scale

    @property
    def years(self):
        return sorted({point.year for one in self.series for point in one.points})


def measures(asked: list[Asked]) -> dict[str, str]:
    """{measure: words of its newest question} of those that were asked in two school years or more."""
    years, words = defaultdict(set), {}
    for one in sorted(asked, key=lambda one: one.year):
        for measure, columns in columns_of(one.sheet).items():
            years[measure].add(one.year)
            words[measure] = columns[0].words
    return {measure: words[measure] for measure, known in years.items() if len(known) > 1}


def compare(measure, asked: list[Asked]) -> Compared:
    """The newest questionnaire says which scale counts; one with another scale cannot stand beside it."""
    rows = [
        (one, columns)
        for one in sorted(asked, key=lambda one: one.year)
        if (columns := columns_of(one.sheet).get(measure))
    ]
    scale, newest = ends(rows[-1][1]) or (0, 0), rows[-1][1][0].words
    marks, words, small, unlike = defaultdict(list), {}, 0, 0
    for one, columns in rows:
        found = [value for row in one.respondents if (value := mark(columns, row.answers)) is not None]
        if ends(columns) != scale:
            unlike += 1
        elif len(found) < LEAST:
            small += 1
        else:
            marks[one.kind, one.year] += found
            words[one.kind] = columns[0].words
    return Compared(measure, newest, *scale, series_of(marks, words), small, unlike)


def series_of(marks, words):
    years = sorted({year for _, year in marks})
    return [
        Series(
            kind,
            words[kind],
            [
                Point(year, len(row), fmean(row))
                for year in years
                if (row := marks.get((kind, year))) is not None
            ],
        )
        for kind in words
    ]
