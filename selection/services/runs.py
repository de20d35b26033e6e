"""Deeds over runs: calculating, calculating again around what is locked, variants, putting aside."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from selection.decisions import Decisions, drop_impossible
from selection.inputs import read_problem
from selection.matching.answering import Answer, answer
from selection.matching.problem import Problem, with_capacity, without_mentor
from selection.models import HandChange, MatchRun
from selection.rules import Rules
from selection.services.rows import write_proposals

NOBODY = {
    "mentees": "Подбирать некому: в банке нет наставляемых без наставника. "
    "Внесите их в банк или отметьте тех, кому нужен ещё один.",
    "mentors": "Подбирать не из кого: в банке нет действующих наставников. Сначала внесите их в банк.",
}
GONE = "наставник или наставляемый больше не может войти в этот подбор"


class Stale(Exception):
    """The run was changed while the page stood open (CON-2); `run` says how it is now."""

    def __init__(self, run, seen):
        super().__init__(str(run))
        self.run, self.seen = run, seen


@transaction.atomic
def create_run(organization, *, name, goal, rules, by, weights=None):
    """Read the banks, calculate and keep what went in, so that the same can be calculated again."""
    problem, ties = read_problem(organization, goal=goal, rules=rules, weights=weights)
    require_people(problem)
    rules = replace(rules, open_pairs=ties.open_pairs)
    run = MatchRun(organization=organization, name=name, made_by=by.user if by else None)
    keep(run, problem, rules)
    record("selection.made", run, by=by, goal=str(run.goal), mentees=len(problem.mentees))
    return run


@transaction.atomic
def rerun(run, *, goal, rules, stamp, by):
    """Read the banks anew and calculate around what is locked and refused; a lock that cannot hold is taken off."""
    run = held(run, stamp)
    rules = replace(Rules.of(run), limit=rules.limit, wishes=rules.wishes)
    problem, ties = read_problem(run.organization, goal=goal, rules=rules)
    require_people(problem)
    decisions = Decisions.of(run.changes.all())
    problem, dropped = drop_impossible(with_before(problem, run), decisions)
    run.stamp += 1
    for mentee, mentor in dropped.items():
        note_gone(run, mentee, mentor, by=by)
    keep(run, problem, replace(rules, open_pairs=ties.open_pairs), decisions)
    record("selection.rerun", run, by=by, goal=str(run.goal), mentees=len(problem.mentees))
    return run


@transaction.atomic
def make_variant(run, *, name, by, goal=None, without=None, capacity=None):
    """What if: another goal, a mentor less (`without`), another number of places (`capacity`: mentor, places)."""
    require_whole(run)
    problem = Problem.from_json(run.inputs)
    if goal:
        problem = replace(problem, goal=str(goal))
    if without:
        problem = without_mentor(problem, without.pk)
    if capacity:
        problem = with_capacity(problem, capacity[0].pk, capacity[1])
    decisions = Decisions.of(run.changes.all())
    problem, dropped = drop_impossible(with_before(problem, run), decisions)
    variant = MatchRun(
        organization=run.organization, name=name, source=run.source or run, made_by=by.user if by else None
    )
    keep(variant, problem, Rules.of(run), decisions)
    copy_changes(run, variant)
    for mentee, mentor in dropped.items():
        note_gone(variant, mentee, mentor, by=by)
    record("selection.variant_made", variant, by=by, source=run.pk)
    return variant


@transaction.atomic
def drop_run(run, *, stamp, by):
    """Put a draft aside; nothing of it was real."""
    run = held(run, stamp)
    run.status, run.stamp = MatchRun.Status.DROPPED, run.stamp + 1
    run.save(update_fields=["status", "stamp"])
    record("selection.dropped", run, by=by)
    return run


def repeat(run):
    """Whether the frozen inputs give the kept result; None when they cannot be calculated any more."""
    if Rules.of(run).erased:
        return None
    return answer(Problem.from_json(run.inputs)).as_json() == run.result


def answer_of(run):
    return Answer.from_json(run.result)


def held(run, stamp):
    """The run under lock, as the page showed it: a draft, and unchanged since."""
    run = MatchRun.objects.select_for_update(of=("self",)).select_related("organization").get(pk=run.pk)
    if run.stamp != stamp:
        raise Stale(run, stamp)
    require_draft(run)
    require_whole(run)
    return run


def require_draft(run):
    if run.status != MatchRun.Status.DRAFT:
        raise ValidationError("Этот подбор уже закончен. Начните новый или составьте вариант.")


def require_whole(run):
    if Rules.of(run).erased:
        raise ValidationError("Данные одного из участников подбора уничтожены. Начните новый подбор.")


def require_people(problem):
    if not problem.mentees:
        raise ValidationError(NOBODY["mentees"])
    if not problem.mentors:
        raise ValidationError(NOBODY["mentors"])


def keep(run, problem, rules, decisions=None):
    """Calculate and keep inputs, result and proposals."""
    found = answer(problem)
    run.goal, run.inputs, run.result = problem.goal, problem.as_json(), found.as_json()
    run.rules = rules.as_json()
    run.full_clean(
        exclude=["inputs", "result", "rules"]
    )  # our own JSON: to look through it takes a third of the time
    run.save()
    write_proposals(run, problem, found, decisions or Decisions())


def with_before(problem, run):
    """Among equals the mentors stay that the run has proposed until now."""
    mentees, mentors = ({one.id for one in side} for side in (problem.mentees, problem.mentors))
    before = {
        match.mentee: match.mentor
        for match in answer_of(run).matches
        if match.mentee in mentees and match.mentor in mentors
    }
    return replace(problem, before=before)


def copy_changes(run, variant):
    """A variant takes the hand changes of its source along; they are not its own, so they are not undone in it."""
    HandChange.objects.bulk_create(
        HandChange(
            organization=run.organization, run=variant, kind=change.kind, mentee_id=change.mentee_id,
            before_id=change.before_id, after_id=change.after_id, reason=change.reason,
            made_by_id=change.made_by_id, made_at=change.made_at,
        )
        for change in run.changes.all()
    )  # fmt: skip


def note_gone(run, mentee, mentor, *, by):
    HandChange.objects.create(
        organization=run.organization, run=run, kind=HandChange.Kind.UNLOCK, mentee_id=mentee,
        before_id=mentor, reason=GONE, stamp=run.stamp, made_by=by.user,
    )  # fmt: skip
