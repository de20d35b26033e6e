"""What people have decided in a run: its hand changes played from the first to the last."""

from collections import Counter
from dataclasses import dataclass, field, replace

from selection.models import HandChange

Kind = HandChange.Kind


@dataclass
class Decisions:
    """Who is locked to whom, which pairs are refused, whose mentor was chosen by hand."""

    locked: dict = field(default_factory=dict)  # {mentee: mentor}
    refused: set = field(default_factory=set)  # (mentee, mentor)
    by_hand: set = field(default_factory=set)  # mentees

    @classmethod
    def of(cls, changes):
        found = cls()
        for change in changes:
            found.play(change.kind, change.mentee_id, change.before_id, change.after_id)
        return found

    def play(self, kind, mentee, before, after):
        if kind == Kind.UNLOCK or kind == Kind.REFUSE:
            self.locked.pop(mentee, None)
            self.by_hand.discard(mentee)
        if kind == Kind.REFUSE:
            self.refused.add((mentee, before))
        if kind in {Kind.LOCK, Kind.ASSIGN, Kind.SWAP}:
            self.locked[mentee] = after
            self.refused.discard((mentee, after))
        if kind in {Kind.ASSIGN, Kind.SWAP}:
            self.by_hand.add(mentee)


def drop_impossible(problem, decisions):
    """(the problem with what was decided, {mentee: mentor} of the locks that cannot hold in it)."""
    mentees = {one.id: one for one in problem.mentees}
    mentors = {one.id: one for one in problem.mentors}
    refused = tuple(sorted((a, b) for a, b in decisions.refused if a in mentees and b in mentors))
    apart = {tuple(pair) for pair in (*problem.avoids, *problem.managers)}
    locked, dropped, taken = {}, {}, Counter()
    for mentee, mentor in sorted(decisions.locked.items()):
        one, other = mentees.get(mentee), mentors.get(mentor)
        held = one and other and not one.blocked and not other.blocked and (mentee, mentor) not in apart
        if held and taken[mentor] < other.capacity - other.load:
            locked[mentee] = mentor
            taken[mentor] += 1
        else:
            dropped[mentee] = mentor
    return replace(problem, locked=locked, refused=refused), dropped
