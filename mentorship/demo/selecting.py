"""Who with whom: wishes, a meeting of choice, selections with what people changed in them, pairs made of them."""

from mentorship.demo.orders import term_from
from selection.models import ChoiceMeeting, MatchRun, Wish
from selection.rules import Rules
from selection.services.applying import apply_run
from selection.services.choosing import close_choice, create_choice, type_sheets
from selection.services.deciding import lock_proposal, refuse_proposal
from selection.services.runs import create_run, make_variant
from selection.services.wishes import add_wish
from selection.sheets import rows_of


def write_wishes(cast):
    """What people have said to the curator; one about whom nothing may be told is for the curator alone."""
    for name, kind, about in cast.data["wishes"]:
        add_wish(cast.person(name), about=cast.person(about), kind=Wish.Kind(kind), by=cast.curator)


def invite_to_choice(cast):
    """A meeting of choice, to be held on the next days."""
    said = cast.data["choice"]
    create_choice(
        cast.organization, mentors=cast.people(said["mentors"]), mentees=cast.people(said["mentees"]),
        by=cast.curator, held_on=cast.clock.day(0.19), starts_at=said["starts_at"], place=said["place"],
    )  # fmt: skip


def type_in_sheets(cast):
    """The sheets of those who have handed them in, by the numbers of the printed list."""
    meeting, said = ChoiceMeeting.objects.get(organization=cast.organization), cast.data["choice"]["sheets"]
    typed = {}
    for row in rows_of(meeting):
        if sheet := said.get(row.seat.person.full_name):
            numbers = {other.person.full_name: number for number, other in row.others.items()}
            wanted, avoided = ([numbers[name] for name in names] for names in sheet)
            typed[row.seat.pk] = (row.words, wanted, avoided, True)
    type_sheets(meeting, typed, by=cast.curator)
    close_choice(meeting, by=cast.curator)


def select_pairs(cast, start):
    """A group first, then the pairs; beside them a variant that stays a draft. All that is proposed becomes a pair."""
    said, term = cast.data["selection"], term_from(cast, start)
    chosen = tuple(person.pk for person in cast.people(said["group"]["mentees"]))
    group = make_run(cast, said["group"]["name"], rules=Rules(chosen=chosen))
    apply(cast, group, in_groups=True, **term)
    run = make_run(cast, said["pairs"]["name"], rules=Rules())
    decide(cast, run, said["pairs"])
    what_if = said["what_if"]
    make_variant(run, name=what_if["name"], without=cast.person(what_if["without"]), by=cast.curator)
    apply(cast, run, in_groups=False, **term)


def make_run(cast, name, *, rules):
    goal = MatchRun.Goal.EVERYONE
    return create_run(cast.organization, name=name, goal=goal, rules=rules, by=cast.curator)


def decide(cast, run, said):
    """What the curator knows better than the calculation."""
    for mentee, mentor, reason in said["refused"]:
        proposal = run.proposals.get(mentee=cast.person(mentee), mentor=cast.person(mentor))
        refuse_proposal(proposal, reason=reason, stamp=run.stamp, by=cast.curator)
        run.refresh_from_db()
    for mentee in said["locked"]:
        lock_proposal(run.proposals.get(mentee=cast.person(mentee)), stamp=run.stamp, by=cast.curator)
        run.refresh_from_db()


def apply(cast, run, **how):
    proposals = run.proposals.filter(mentor__isnull=False)
    apply_run(run, proposals=proposals, stamp=run.stamp, by=cast.curator, **how)
