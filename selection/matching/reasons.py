"""Why a pair suits: codes with numbers, from the strongest to the weakest; `words` makes a sentence of them."""

from collections import Counter

import numpy as np

from selection.matching.features import is_group
from selection.matching.scoring import shares
from selection.matching.times import common_times

TELLING = 0.6  # of a full gap in experience: a year more is no reason


def reasons_of_cells(table, rows, columns):
    """For each of the single cells a tuple of (code, value)."""
    if not len(rows):
        return []
    cells = table.pairs(rows, columns)
    judged = {
        key: [np.broadcast_to(one, rows.shape).tolist() for one in (share, told, applies)]
        for key, share, told, applies in shares(table, cells)
    }
    ties = _Ties(table.problem)
    found = []
    for place, (row, column) in enumerate(zip(rows.tolist(), columns.tolist(), strict=True)):
        share = {
            key: lists[0][place] if lists[1][place] and lists[2][place] else None
            for key, lists in judged.items()
        }
        turned = not judged["experience"][2][place]
        pair = table.problem.mentees[row], table.problem.mentors[column]
        found.append((*ties.of(*pair), *_reasons(*pair, share, turned, ties)))
    return found


def requests_of(mentee):
    """What is known of somebody without a mentor."""
    if mentee.blocked:
        return (("blocked", mentee.blocked),)
    return (("asked", mentee.competences),) if mentee.competences else ()


class _Ties:
    """Wishes, acquaintances and what a single mentor offers, looked up by cell."""

    def __init__(self, problem):
        self.weights = problem.weights
        self.ranks = {}
        for wish in problem.wishes:
            self.ranks.setdefault((wish.person, wish.about), wish.rank or 1)
        self.known = set(problem.known)
        offered = Counter(key for one in problem.mentors if not one.blocked for key in one.competences)
        self.rare = {key for key, count in offered.items() if count == 1}

    def of(self, mentee, mentor):
        theirs = self.ranks.get((mentee.id, mentor.id)) if self.weights["mentee_wish"] else None
        back = self.ranks.get((mentor.id, mentee.id)) if self.weights["mentor_wish"] else None
        if theirs and back:
            yield "mutual", max(theirs, back)
        elif theirs:
            yield "mentee_wish", theirs
        elif back:
            yield "mentor_wish", back
        if self.weights["known"] and (mentee.id, mentor.id) in self.known:
            yield "known", 1


def _reasons(mentee, mentor, share, turned, ties):
    weights = ties.weights
    answered = tuple(sorted(set(mentee.competences) & set(mentor.competences)))
    if weights["competence"] and answered:
        yield "competence", answered
        if missing := tuple(sorted(set(mentee.competences) - set(answered))):
            yield "unanswered", missing
        if rare := tuple(key for key in answered if key in ties.rare):
            yield "only", rare
    if weights["subject"] and share["subject"]:
        yield ("group" if is_group(mentee.subject, mentor.subject) else "subject"), 1
    if weights["position"] and share["position"]:
        yield "position", 2 if share["position"] == 1 else 1
    yield from _seniority(mentee, mentor, share, turned, weights)
    if weights["time"] and share["time"]:
        yield "time", common_times(mentee.times, mentor.times)
    if weights["load"] and mentor.load == 0:
        yield "free", mentor.capacity


def _seniority(mentee, mentor, share, turned, weights):
    known = mentee.experience is not None and mentor.experience is not None
    younger = known and mentor.experience < mentee.experience
    if turned and younger and mentee.kind == mentor.kind == "employee":
        yield "reverse", mentee.experience - mentor.experience
    elif weights["experience"] and (share["experience"] or 0) >= TELLING:
        yield "experience", mentor.experience - mentee.experience
    if weights["category"] and share["category"] == 1:
        yield "category", mentor.category
