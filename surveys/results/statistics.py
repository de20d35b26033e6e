"""What the answers to one question come to: counts, means, scores. Pure; who may be shown is decided in hiding.py."""

import math
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import chain

from surveys.results.columns import Column
from surveys.scoring import straight
from surveys.sheet import OF_MARKS, OF_TEXT, Kind

OTHER = "other"
TEN = {(0, 10), (1, 10)}  # scales by which one is satisfied or not
STEPS, MOST_BINS = (1, 2, 5), 10


@dataclass(frozen=True)
class Bin:
    """A column of a histogram: numbers from `low` to less than `high`; whole ones from `low` to `high` - 1."""

    low: float
    high: float
    count: int
    words: str


@dataclass(frozen=True)
class Summary:
    """`counts` by answer as it was given; mean, median and spread of marks with the reversed ones turned."""

    asked: int
    answered: int
    counts: dict = field(default_factory=dict)
    mean: float | None = None
    median: float | None = None
    spread: float | None = None  # standard deviation of those who answered
    satisfied: int | None = None  # of a scale to ten: marks from `satisfied_from` up
    satisfied_from: int | None = None
    places: dict = field(default_factory=dict)  # of a ranking: mean place of an option
    bins: list = field(default_factory=list)
    texts: list = field(default_factory=list)  # [(text, how often)], by alphabet: their order tells nobody
    reasons: list = field(default_factory=list)

    @property
    def share(self):
        """Share of the satisfied, 0 to 1."""
        return self.satisfied / self.answered if self.answered and self.satisfied is not None else None


def summary(column: Column, satisfied_from: int = 8) -> Summary:
    """Of everybody who answered, with the texts."""
    found = group_summary(column, list(column.values.values()), len(column.asked), satisfied_from)
    return replace(found, reasons=sorted_texts(column.reasons), texts=texts_of(column))


def group_summary(column: Column, values: list, asked: int, satisfied_from: int = 8) -> Summary:
    """Of some of them: texts are never shown with a group."""
    count = OF_KIND.get(column.question.kind)
    return Summary(asked, len(values), **(count(column, values, satisfied_from) if count else {}))


def of_marks(column, values, satisfied_from):
    question = column.question
    given = Counter(values)
    turned = Counter()
    for mark, count in given.items():
        turned[straight(question, mark, is_reversed=column.is_reversed)] += count
    found = {"counts": {mark: given[mark] for mark in question.marks}, **middle_of(turned)}
    if (question.low, question.high) in TEN:
        found["satisfied"] = sum(count for mark, count in turned.items() if mark >= satisfied_from)
        found["satisfied_from"] = satisfied_from
    return found


def of_options(column, values, _):
    kind, keys = column.question.kind, list(column.question.keys)
    if kind == Kind.SEVERAL:
        chosen = Counter(chain.from_iterable(values))
    elif kind == Kind.SINGLE_OTHER:
        chosen = Counter(OTHER if isinstance(value, dict) else value for value in values)
        keys.append(OTHER)
    else:
        chosen = Counter(values)
    return {"counts": {key: chosen[key] for key in keys}}


def of_yes_no(column, values, _):
    given = Counter(values)
    return {"counts": {key: given[key] for key in ("yes", "no")}}


def of_ranking(column, values, _):
    """`counts`: how many put an option first."""
    by_place = [Counter(keys) for keys in zip(*values, strict=True)]
    keys = column.question.keys
    totals = {key: sum(place * found[key] for place, found in enumerate(by_place, 1)) for key in keys}
    places = {key: totals[key] / len(values) for key in keys} if values else {}
    return {"counts": {key: by_place[0][key] if by_place else 0 for key in keys}, "places": places}


def of_numbers(column, values, _):
    return {**middle_of(Counter(values)), "bins": bins_of(values)}


def of_dates(column, values, _):
    """By month: a day is a sign of a person."""
    return {"counts": dict(sorted(Counter(value[:7] for value in values).items()))}


OF_KIND = {
    **dict.fromkeys(OF_MARKS, of_marks),
    **dict.fromkeys((Kind.SINGLE, Kind.SINGLE_OTHER, Kind.SEVERAL), of_options),
    Kind.YES_NO: of_yes_no,
    Kind.RANKING: of_ranking,
    Kind.NUMBER: of_numbers,
    Kind.DATE: of_dates,
}


def middle_of(counts: Counter) -> dict:
    """Mean, median and spread of numbers given as {number: how often}."""
    number = sum(counts.values())
    if not number:
        return {}
    mean = math.fsum(value * count for value, count in counts.items()) / number
    squares = math.fsum((value - mean) ** 2 * count for value, count in counts.items())
    return {"mean": mean, "median": median_of(counts, number), "spread": math.sqrt(squares / number)}


def median_of(counts, number):
    ordered = sorted(counts)
    reached, total = [], 0
    for value in ordered:
        reached.append(total)
        total += counts[value]
    low, high = (ordered[bisect_right(reached, place) - 1] for place in ((number - 1) // 2, number // 2))
    return (low + high) / 2


def bins_of(values) -> list[Bin]:
    """Ten bins at most, of a round width, from a round number."""
    if not values:
        return []
    step = step_of(min(values), max(values))
    first = steps_in(min(values), step)
    counts = Counter()
    for value, count in Counter(values).items():
        counts[steps_in(value, step) - first] += count
    is_whole = step >= 1 and all(float(value).is_integer() for value in set(values))
    return [
        made_bin(first + number, step, counts[number], is_whole=is_whole) for number in range(max(counts) + 1)
    ]


def step_of(low, high):
    step = 1 if high - low > 1 or low == high or all(float(one).is_integer() for one in (low, high)) else 0.1
    for power in range(20):
        for digit in STEPS:
            width = step * digit * 10**power
            if steps_in(high, width) - steps_in(low, width) < MOST_BINS:
                return width
    return high - low


def steps_in(value, step):
    """How many whole steps: 12 of 0.1 in 1.2, which a computer takes for a little less."""
    return math.floor(round(value / step, 6))


def made_bin(number, step, count, *, is_whole):
    low, high = number * step, (number + 1) * step
    if not is_whole:
        return Bin(low, high, count, f"от {plain(low)} до {plain(high)}")
    return Bin(low, high, count, plain(low) if step == 1 else f"{plain(low)}–{plain(high - 1)}")


def plain(number):
    """2 of 2.0, 0,3 of 0.3."""
    return f"{number:.10g}".replace(".", ",")


def texts_of(column):
    values = column.values.values()
    if column.question.kind in OF_TEXT:
        return sorted_texts(values)
    own = column.question.kind == Kind.SINGLE_OTHER
    return sorted_texts(value[OTHER] for value in values if isinstance(value, dict)) if own else []


def sorted_texts(texts):
    """[(text, how often)]: the same words once, by alphabet, so that no list keeps the order of another."""
    found = Counter(" ".join(text.split()) for text in texts if text.strip())
    ordered = sorted(sorted(found), key=str.casefold)
    return [(text, found[text]) for text in ordered]


@dataclass(frozen=True)
class Score:
    """How many fell into each band; those whose score is of no band are counted in `answered` only."""

    answered: int
    mean: float | None
    bands: list  # [(Band, how many)]


def score_summary(sheet, points: list) -> Score:
    rest, bands = Counter(points), []
    for band in sheet.bands:
        within = [value for value in rest if band.low <= value <= band.high]
        bands.append((band, sum(rest.pop(value) for value in within)))
    return Score(len(points), math.fsum(points) / len(points) if points else None, bands)
