"""How well a mentor suits a mentee, 0..100, and what forbids a cell.

The rule, as the protocol may quote it. Each criterion that applies to two people gives a share 0..1; the score is
the weighted mean of the shares. What cannot be told because a card is silent counts as one half: silence loses to
what is fulfilled and beats what is not, and two silent cards have 50. What makes no sense for the two (experience of
a pupil; experience and category when the younger teaches the older something new) is left out.
Then a wish or an acquaintance closes a part of what is missing to 100: it lifts its own cell and lowers nobody's.
"""

from dataclasses import dataclass

import numpy as np

from selection.matching.features import UNKNOWN, sides_of

HALF, ALWAYS = np.float32(0.5), np.True_
FULL_GAP = 5  # years of experience
WISH_LIFT, KNOWN_LIFT = 0.25, 0.1  # of what is missing to 100, for each level of weight
RANKS = (1, 0.8, 0.6)  # of the first, second and third choice
LATER_RANK = 0.5
LIFTS = ("mentee_wish", "mentor_wish", "known")


@dataclass(frozen=True)
class Cells:
    """Mentees and mentors that meet cell by cell: `rows` and `columns` are their places in the problem."""

    mentee: object
    mentor: object
    rows: np.ndarray
    columns: np.ndarray
    grid: bool


class Table:
    """A problem ready to be scored; nothing of the size mentees × mentors is kept."""

    def __init__(self, problem):
        self.problem = problem
        self.mentees, self.mentors = sides_of(problem)
        self.row = {one.id: place for place, one in enumerate(problem.mentees)}
        self.column = {one.id: place for place, one in enumerate(problem.mentors)}
        self.places = np.array([one.places for one in problem.mentors], np.int32)
        self.columns = np.arange(len(self.places))
        self.across = self.mentors.at(self.columns, 1)
        self.is_barred_mentee = np.array([bool(one.blocked) for one in problem.mentees], bool)
        self.is_barred_mentor = np.array([bool(one.blocked) for one in problem.mentors], bool)
        capacity = np.array([max(one.capacity, 1) for one in problem.mentors], np.float32)
        self.freedom = self.places.astype(np.float32) / capacity
        self.anyone_reverse = bool(self.mentees.reverse.any() and self.mentors.reverse.any())
        self.lifted = _Sparse(self._lifts())
        self.excluded = _Sparse(dict.fromkeys(self._excluded(), 0.0))

    def grid(self, rows):
        """All mentors before these mentees."""
        return Cells(self.mentees.at(rows, 0), self.across, rows, self.columns, True)

    def pairs(self, rows, columns):
        """Single cells, one after another."""
        return Cells(self.mentees.at(rows), self.mentors.at(columns), rows, columns, False)

    def scores(self, cells):
        """int16, 0..100: how well they suit each other, whether or not the cell is allowed."""
        shape = np.broadcast_shapes(cells.mentee.employee.shape, cells.mentor.employee.shape)
        total, weight, everywhere = np.zeros(shape, np.float32), np.float32(0), np.float32(0)
        for key, share, told, applies in shares(self, cells):
            if not (level := np.float32(self.problem.weights[key])):
                continue
            value = share if told is ALWAYS else np.where(told, share, HALF)
            if applies is ALWAYS:
                total += value * level
                everywhere += level
            else:
                level = applies * level
                total += value * level
                weight = weight + level
        weight = np.broadcast_to(weight + everywhere, shape)
        base = np.divide(
            total, weight, out=np.full(shape, HALF, np.float32), where=everywhere > 0 or weight > 0
        )
        missing = self.lifted.at(cells)
        if missing is not None:
            places, values = missing
            base[places] = 1 - (1 - base[places]) * values
        base *= 100
        return np.rint(base, out=base).astype(np.int16)

    def allowed(self, cells):
        """Neither consent, nor form, nor a decision or a tie between the two forbids the cell; places not asked."""
        barred = self._along(self.is_barred_mentee, self.is_barred_mentor, cells)
        free = self.formed(cells) & ~barred
        excluded = self.excluded.at(cells)
        if excluded is not None:
            free[excluded[0]] = False
        return free

    def formed(self, cells):
        """They share a form of mentoring; who names none takes any."""
        silent = (cells.mentee.counts["forms"] == 0) | (cells.mentor.counts["forms"] == 0)
        return silent | _meet(cells.mentee.forms, cells.mentor.forms)

    def _along(self, of_mentees, of_mentors, cells):
        first, second = of_mentees[cells.rows], of_mentors[cells.columns]
        return (first[:, None] if cells.grid else first) | second

    def _lifts(self):
        """{(row, column): what stays missing to 100}."""
        weights, kept = self.problem.weights, {}
        for wish in self.problem.wishes:
            rank = RANKS[0] if wish.rank is None else dict(enumerate(RANKS, 1)).get(wish.rank, LATER_RANK)
            for key, cell in zip(LIFTS, ((wish.person, wish.about), (wish.about, wish.person)), strict=False):
                kept[key, cell] = max(kept.get((key, cell), 0), WISH_LIFT * weights[key] * rank)
        for pair in self.problem.known:
            kept["known", pair] = KNOWN_LIFT * weights["known"]
        found = {}
        for (_, cell), lift in sorted(kept.items()):
            if place := self._place(*cell):
                found[place] = found.get(place, 1.0) * (1 - lift)
        return found

    def _excluded(self):
        problem = self.problem
        both = [(one, one) for one in self.row.keys() & self.column.keys()]
        turned = [(second, first) for first, second in problem.avoids]
        cells = (*problem.avoids, *turned, *problem.managers, *problem.refused, *both)
        return sorted({place for cell in cells if (place := self._place(*cell))})

    def _place(self, mentee, mentor):
        if mentee in self.row and mentor in self.column:
            return self.row[mentee], self.column[mentor]
        return None


class _Sparse:
    """Values of a few cells, found again in a grid of some rows or among single cells."""

    def __init__(self, values):
        cells = sorted(values)
        self.rows = np.array([row for row, _ in cells], np.int64)
        self.columns = np.array([column for _, column in cells], np.int64)
        self.values = np.array([values[cell] for cell in cells], np.float32)
        self.of = values

    def at(self, cells):
        """(index, values) of what lies among the cells; None where nothing does."""
        if not len(self.values):
            return None
        if not cells.grid:
            hits = [
                (place, self.of[cell])
                for place, cell in enumerate(zip(cells.rows.tolist(), cells.columns.tolist(), strict=True))
                if cell in self.of
            ]
            return (np.array([place for place, _ in hits], np.int64), np.float32([one for _, one in hits]))
        order = np.argsort(cells.rows, kind="stable")
        where = np.searchsorted(cells.rows[order], self.rows)
        inside = where < len(order)
        inside[inside] = cells.rows[order[where[inside]]] == self.rows[inside]
        return (order[where[inside]], self.columns[inside]), self.values[inside]


def shares(table, cells):
    """(criterion, share 0..1, whether it can be told, whether it applies) for the cells; arrays that broadcast."""
    mentee, mentor = cells.mentee, cells.mentor
    asked, offered = mentee.counts["competences"], mentor.counts["competences"]
    answered = _common(mentee.competences, mentor.competences)
    # Any answer is worth more than silence: from a half upwards.
    share = (answered > 0) * HALF + answered * (HALF / np.maximum(asked, 1))
    yield "competence", share, _both(asked > 0, offered > 0), ALWAYS
    employees = _both(mentee.employee, mentor.employee)
    told = _both(mentee.counts["subjects"] > 0, mentor.counts["subjects"] > 0)
    applies = ALWAYS if employees is ALWAYS else employees | told
    yield "subject", _meet(mentee.subjects, mentor.subjects), told, applies
    share = ((mentee.work == mentor.work) * HALF) + (mentee.position == mentor.position) * HALF
    yield "position", share, _both(mentee.position > 0, mentor.position > 0), employees
    yield from _seniority(table, mentee, mentor, answered, employees)
    told = _both(mentee.counts["times"] > 0, mentor.counts["times"] > 0)
    yield "time", _meet(mentee.times, mentor.times), told, ALWAYS
    yield "load", table.freedom[cells.columns], ALWAYS, ALWAYS


def _seniority(table, mentee, mentor, answered, employees):
    young = table.problem.young_years
    gap = mentor.experience - mentee.experience
    told = _both(mentee.experience != UNKNOWN, mentor.experience != UNKNOWN)
    turned = told & (gap < 0) & (answered > 0) & (mentee.experience > young)
    if table.anyone_reverse:
        turned = turned | mentee.reverse & mentor.reverse
    applies = employees & ~turned
    share = np.clip(gap, 0, FULL_GAP) / np.float32(FULL_GAP)
    share = share * ((mentee.experience > young) | (mentor.experience > young))
    yield "experience", share, told, applies
    share = HALF * (mentor.category >= mentee.category) + HALF * (mentor.category > mentee.category)
    yield "category", share, mentor.category > 0, applies


def _both(first, second):
    """Where both hold; ALWAYS spares the work on cells."""
    return ALWAYS if first.all() and second.all() else first & second


def _common(first, second):
    """How many elements the sets share."""
    return sum(np.bitwise_count(one & other) for one, other in zip(first, second, strict=True))


def _meet(first, second):
    pairs = list(zip(first, second, strict=True))
    found = (pairs[0][0] & pairs[0][1]) != 0
    for one, other in pairs[1:]:
        found |= (one & other) != 0
    return found


def obstacle(problem, mentee: int, mentor: int) -> str:
    """The code of what forbids this pair, or "": capacity, consent, form or excluded."""
    table = Table(problem)
    cells = table.pairs(np.array([table.row[mentee]]), np.array([table.column[mentor]]))
    if table.is_barred_mentee[cells.rows[0]] or table.is_barred_mentor[cells.columns[0]]:
        return "consent"
    if (int(cells.rows[0]), int(cells.columns[0])) in table.excluded.of:
        return "excluded"
    if not table.formed(cells)[0]:
        return "form"
    return "" if table.places[cells.columns[0]] else "capacity"


def score_table(problem):
    """(ids of mentees, ids of mentors, scores; -1 where the pair is forbidden): the appendix of the protocol."""
    table = Table(problem)
    cells = table.grid(np.arange(len(problem.mentees)))
    scores = np.where(table.allowed(cells), table.scores(cells), np.int16(-1))
    return [one.id for one in problem.mentees], [one.id for one in problem.mentors], scores
