"""The banks of an institution as a problem of matching: ids and features, no names, in eight queries."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from meetings.models import Fit
from pairs.models import Pair, PairMember
from people.gate import Deed, allowed
from people.models import ConsentKind, MenteeEntry, MentorEntry, Person, Request
from selection.matching.criteria import category_level, weights_of
from selection.matching.problem import Mentee, Mentor, Problem, Wish
from selection.matching.times import times_in
from selection.models import Weights
from selection.models import Wish as WishRow

CONSENT = "consent"
WISHES = ("mentee_wish", "mentor_wish")


@dataclass(frozen=True)
class Ties:
    """What already binds or parts people: all pairs there were, those that are open now."""

    known: set  # (mentee, mentor)
    open: set  # (mentee, mentor)
    open_pairs: tuple
    load: dict  # {mentor: mentees in open pairs}

    @property
    def paired(self):
        return {mentee for mentee, _ in self.open}


def read_problem(organization, *, goal, rules, weights=None):
    """(problem, ties): the active mentees who wait, or those that were ticked, and all active mentors."""
    ties = read_ties(organization)
    entries = list(entries_of(MenteeEntry, organization, ConsentKind.MENTEE_DUTY))
    ticked = None if rules.chosen is None else set(rules.chosen)
    shown = [e for e in entries if (e.person_id in ticked if ticked is not None else not_paired(e, ties))]
    asked = competences_asked(organization)
    mentees = [mentee_of(entry, asked[entry.person_id]) for entry in shown]
    strong = competences_of_mentors(organization)
    mentors = [
        mentor_of(entry, strong[entry.person_id], ties, rules.limit)
        for entry in entries_of(MentorEntry, organization, ConsentKind.MENTOR_DUTY)
    ]
    people = Sides(mentees, mentors)
    wishes, wished_known, wished_apart = read_wishes(organization, people)
    apart = wished_apart | unfitting(organization) | ties.open | {(one, one) for one in people.both}
    problem = Problem(
        mentees=tuple(mentees),
        mentors=tuple(mentors),
        weights=chosen_weights(organization, rules, weights),
        goal=str(goal),
        young_years=organization.young_teacher_years,
        wishes=tuple(wishes if rules.wishes else ()),
        known=people.between(ties.known | wished_known),
        avoids=people.between(apart),
        managers=people.between({(e.person_id, e.person.manager_id) for e in shown}),
    )
    return problem, ties


class Sides:
    """Who stands on which side of a problem."""

    def __init__(self, mentees, mentors):
        self.mentees = {one.id for one in mentees}
        self.mentors = {one.id for one in mentors}
        self.both = self.mentees & self.mentors

    def between(self, pairs):
        """Those of the pairs (mentee, mentor) whose two people are in the problem, in order."""
        return tuple(sorted(pair for pair in pairs if self.holds(*pair)))

    def holds(self, mentee, mentor):
        return mentee in self.mentees and mentor in self.mentors

    def directed(self, one, other):
        """Two people as (mentee, mentor): as they stand in the problem, both ways when they stand on both sides."""
        return {pair for pair in ((one, other), (other, one)) if self.holds(*pair)}


def not_paired(entry, ties):
    return entry.person_id not in ties.paired


def entries_of(bank, organization, role):
    """Active entries with `is_fine`: whether the gate lets the person be proposed on this side."""
    fine = allowed(Person.objects.filter(pk=OuterRef("person")), Deed.MATCHING, role=role)
    entries = bank.objects.filter(organization=organization).active()
    return entries.annotate(is_fine=Exists(fine)).select_related("person", "organization").order_by("person")


def features(entry):
    """What both sides have; of somebody who may not be proposed nothing but the number is taken."""
    person = entry.person
    if not entry.is_fine:
        return {"id": person.pk, "blocked": CONSENT}
    return {
        "id": person.pk,
        "forms": tuple(entry.forms),
        "kind": str(person.kind),
        "subject": person.subject,
        "position": person.position,
        "experience": person.experience_years,
        "category": category_level(person.category),
        "kinds": tuple(entry.kinds),
    }


def mentee_of(entry, asked):
    facts = features(entry)
    fine = entry.is_fine
    return Mentee(
        **facts,
        competences=tuple(asked) if fine else (),
        times=times_in(entry.wishes) if fine else (),
        days_waiting=max((entry.organization.today - entry.entered_on).days, 0) if fine else 0,
    )


def mentor_of(entry, strong, ties, limit):
    facts = features(entry)
    fine = entry.is_fine
    return Mentor(
        **facts,
        competences=tuple(strong) if fine else (),
        times=times_in(entry.time_resource) or times_in(entry.wishes) if fine else (),
        capacity=min(entry.capacity, limit or entry.capacity),
        load=ties.load.get(entry.person_id, 0),
    )


def read_ties(organization):
    rows = PairMember.objects.filter(organization=organization).order_by()
    known, running, open_pairs, load = set(), set(), set(), defaultdict(int)
    columns = ("person", "pair__mentor", "pair", "pair__status", "left_on")
    for mentee, mentor, pair, status, left_on in rows.values_list(*columns):
        known.add((mentee, mentor))
        if left_on is None and status != Pair.Status.ENDED:
            running.add((mentee, mentor))
            open_pairs.add(pair)
            load[mentor] += 1
    return Ties(known - running, running, tuple(sorted(open_pairs)), dict(load))


def competences_asked(organization):
    """{person: the competences that the requests of the open entry name}."""
    rows = Request.objects.filter(entry__organization=organization, entry__left_on=None).order_by()
    return gathered(rows.values_list("entry__person", "competences"))


def competences_of_mentors(organization):
    rows = MentorEntry.competences.through.objects.filter(
        mentorentry__organization=organization, mentorentry__left_on=None
    )
    return gathered(rows.values_list("mentorentry__person", "competence"))


def gathered(pairs):
    found = defaultdict(set)
    for person, competence in pairs:
        found[person] |= {competence} - {None}
    return found


def read_wishes(organization, people):
    """(wishes, known, avoided): of several wishes of one person about another the first choice counts."""
    ranks, known, apart = {}, set(), set()
    rows = WishRow.objects.weighing(organization).order_by()
    for person, about, kind, rank in rows.values_list("person", "about", "kind", "rank"):
        if kind == WishRow.Kind.KNOWS:
            known |= people.directed(person, about)
        elif kind == WishRow.Kind.AVOIDS:
            apart |= people.directed(person, about)
        elif people.directed(person, about):
            ranks.setdefault((person, about), set()).add(rank)
    wishes = [Wish(*pair, min(said - {None}, default=None)) for pair, said in ranks.items()]
    return wishes, known, apart


def unfitting(organization):
    """Pairs of which one side has said that it does not suit: they are not proposed again."""
    rows = Fit.objects.filter(organization=organization, word=Fit.Word.NO).order_by()
    found = set()
    for mentor, person, member in rows.values_list("pair__mentor", "person", "pair__members__person"):
        found.add((member if person == mentor else person, mentor))
    return found


def chosen_weights(organization, rules, weights):
    """The institution's weights; without wishes those two criteria count for nothing."""
    values = weights_of(stored_weights(organization) if weights is None else weights)
    return values if rules.wishes else {**values, **dict.fromkeys(WISHES, 0)}


def stored_weights(organization):
    row = Weights.objects.filter(organization=organization).first()
    return row.values if row else {}
