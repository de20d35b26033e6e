"""Before and after: how the marks of a measure changed in those who answered both times. Pure, no Django.

The results of either questionnaire are shown too, so what is said here must not give away, by subtraction, those few
who answered only one of them (PDN-6): then the change is told without the two means, or only which way it went.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from enum import IntEnum
from statistics import fmean

from surveys.results.closeness import distances, has_few, shown_sets
from surveys.results.groups import Parts, parted
from surveys.results.hiding import LEAST
from surveys.results.marks import columns_of, ends, mark


class Level(IntEnum):
    """How much may be told."""

    FEW = 0  # nothing: fewer than five answered both times
    SHARES = 1  # how many grew and fell
    CHANGE = 2  # and by how much on average
    FULL = 3  # and the means before and after


@dataclass(frozen=True)
class Wave:
    """One campaign: its questions and its answers; by name, so that they can be matched."""

    sheet: object
    respondents: list
    side: str = ""  # whom it asks: each side is asked in its own words


@dataclass(frozen=True)
class Both:
    """Two marks of one person in one role."""

    before: float
    after: float
    side: str
    form: str
    before_bit: int
    after_bit: int


@dataclass(frozen=True)
class Figures:
    """What is told of one group of people who answered both times."""

    n: int
    level: Level
    before: float | None = None
    after: float | None = None
    change: float | None = None
    grew: int = 0
    same: int = 0
    fell: int = 0

    @property
    def grew_percent(self):
        return round(100 * self.grew / self.n) if self.n else 0

    @property
    def is_full(self):
        return self.level == Level.FULL

    @property
    def has_change(self):
        return self.level >= Level.CHANGE

    @property
    def has_shares(self):
        return self.level >= Level.SHARES


@dataclass(frozen=True)
class Change:
    """One measure: its words, its scale, all who answered both times; roles and forms where these can be told."""

    measure: str
    words: str
    words_before: str
    low: int
    high: int
    total: Figures
    sides: dict  # {side: Figures}
    forms: dict
    is_alike: bool = True  # the two scales are the same
    asked: dict = field(default_factory=dict)  # {side: (words, words before)}

    def of(self, dimension, value):
        return getattr(self, dimension).get(value) if dimension else self.total

    def in_words_of(self, side):
        """The same as that side was asked about it."""
        if side not in self.asked:
            return self
        words, words_before = self.asked[side]
        return replace(self, words=words, words_before=words_before, asked={})

    @property
    def other_words(self):
        return [
            words for words in dict.fromkeys(words for words, _ in self.asked.values()) if words != self.words
        ]


@dataclass(frozen=True)
class Marks:
    """The marks of one measure in one half: whose, and what the results of these campaigns show of it."""

    found: dict  # {(person, side): (mark, form, bit)}
    campaigns: list  # [(all, shown sets)]
    columns: list
    words: dict  # {side: words of the question}


def changes(before: list[Wave], after: list[Wave], counted=None) -> list[Change]:
    """All measures that stand in both halves. `counted`: ids of the people who may be counted, None for all."""
    first, last = halves(before), halves(after)
    return [
        change_of(measure, marks_of(measure, before, keep_first=True), marks_of(measure, after), counted)
        for measure in last
        if measure in first
    ]


def halves(waves):
    return dict.fromkeys(measure for wave in waves for measure in columns_of(wave.sheet))


def marks_of(measure, waves, *, keep_first=False):
    """Of somebody who answered twice in one half, before counts the first answer and after the last one."""
    found, campaigns, used, words, bit = {}, [], [], {}, 1
    for wave in waves:
        columns = columns_of(wave.sheet).get(measure, [])
        used += columns
        if columns:
            words[wave.side] = columns[0].words
        groups, everybody = defaultdict(int), 0
        for one in wave.respondents:
            value = mark(columns, one.answers)
            if value is None:
                continue
            everybody |= bit
            for group in (("side", one.side), ("form", one.form), ("young", one.is_young)):
                groups[group] |= bit
            key = (one.person_id, one.side)
            if one.person_id is not None and not (keep_first and key in found):
                found[key] = (value, one.form, bit)
            bit <<= 1
        campaigns.append((everybody, shown_sets(everybody, groups.values())))
    return Marks(found, campaigns, used, words)


def change_of(measure, before, after, counted):
    low_high, other = ends(after.columns), ends(before.columns)
    words, words_before = after.columns[0].words, before.columns[0].words
    asked = {side: (told, before.words.get(side, told)) for side, told in after.words.items()}
    if low_high is None or low_high != other:
        nothing = Figures(0, Level.FEW)
        return Change(measure, words, words_before, 0, 0, nothing, {}, {}, is_alike=False, asked=asked)
    both = matched(before.found, after.found, counted)
    tell = level_by(before.campaigns, after.campaigns)
    sides, forms = parted(both, [lambda one: one.side, lambda one: one.form], tell, total=tell(both))
    total = figures(both, tell(both))
    return Change(measure, words, words_before, *low_high, total, told_of(sides), told_of(forms), asked=asked)


def matched(before, after, counted):
    return [
        Both(before[key][0], value, key[1], form or before[key][1], before[key][2], bit)
        for key, (value, form, bit) in after.items()
        if key in before and (counted is None or key[0] in counted)
    ]


def level_by(before, after):
    """function(people who answered both times) -> how much may be told of them."""

    def level(both):
        if len(both) < LEAST:
            return Level.FEW
        first = distances(bits(one.before_bit for one in both), before)
        last = distances(bits(one.after_bit for one in both), after)
        if has_few(one + other for one in first for other in last):
            return Level.SHARES
        return Level.CHANGE if has_few(first) or has_few(last) else Level.FULL

    return level


def bits(found):
    total = 0
    for bit in found:
        total |= bit
    return total


def told_of(parts: Parts):
    return {value: figures(both, parts.level) for value, both in parts.groups.items()}


def figures(both, level):
    if level == Level.FEW:
        return Figures(len(both), level)
    moves = [one.after - one.before for one in both]
    shares = {
        "grew": sum(move > 0 for move in moves),
        "same": sum(move == 0 for move in moves),
        "fell": sum(move < 0 for move in moves),
    }
    means = {"change": fmean(moves)} if level >= Level.CHANGE else {}
    if level == Level.FULL:
        means |= {"before": fmean(one.before for one in both), "after": fmean(one.after for one in both)}
    return Figures(len(both), level, **means, **shares)
