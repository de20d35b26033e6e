"""Deeds over single proposals: each is a hand change, after it the run is calculated anew around what was decided."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from selection.decisions import Decisions, drop_impossible
from selection.matching.answering import answer
from selection.matching.problem import Problem
from selection.matching.scoring import obstacle
from selection.models import HandChange, Proposal
from selection.rules import Rules
from selection.services.runs import GONE, answer_of, held, keep, with_before

Kind = HandChange.Kind
OBSTACLES = {
    "capacity": "У этого наставника нет свободных мест.",
    "consent": "Согласие отозвано: этого человека нельзя предложить.",
    "form": "У наставника и наставляемого нет общей формы наставничества. Исправьте записи банков.",
    "excluded": "Этих людей нельзя ставить в пару: есть просьба не ставить их вместе, ответ «не подходит», "
    "общая пара сейчас или прямое подчинение.",
}
TAKEN = "У этого наставника все места закреплены за другими. Сначала снимите одно закрепление."
CHANGED = "Состав подбора изменился. Нажмите «Подобрать заново»."


@dataclass(frozen=True)
class Step:
    """One hand change before it is saved: what, for whom, from whom, to whom."""

    kind: Kind
    mentee: int
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True)
class Effect:
    """What a step would do: the totals, and everybody who gets another mentor, finds one or loses one."""

    total: int
    before: int
    moved: list  # (mentee, mentor before or None, mentor after or None), but for the one it was about

    @property
    def gain(self):
        return self.total - self.before

    @property
    def loss(self):
        return -self.gain


@transaction.atomic
def lock_proposal(proposal, *, stamp, by):
    """What is locked stays, whatever is calculated around it."""
    proposal = fresh(proposal, stamp)
    if proposal.mentor_id is None:
        raise ValidationError("Закрепить можно только предложенного наставника.")
    step = Step(Kind.LOCK, proposal.mentee_id, proposal.mentor_id, proposal.mentor_id)
    return decide(proposal.run, [step], stamp=stamp, by=by)


@transaction.atomic
def unlock_proposal(proposal, *, stamp, by):
    """The calculation decides again."""
    proposal = fresh(proposal, stamp)
    if proposal.state != Proposal.State.LOCKED:
        raise ValidationError("Это предложение не закреплено.")
    step = Step(Kind.UNLOCK, proposal.mentee_id, proposal.mentor_id)
    return decide(proposal.run, [step], stamp=stamp, by=by)


@transaction.atomic
def refuse_proposal(proposal, *, reason, stamp, by):
    """This mentor is proposed to this mentee no more; another one is looked for."""
    proposal = fresh(proposal, stamp)
    if proposal.mentor_id is None:
        raise ValidationError("Отклонить можно только предложенного наставника.")
    step = Step(Kind.REFUSE, proposal.mentee_id, proposal.mentor_id)
    return decide(proposal.run, [step], reason=reason, stamp=stamp, by=by)


def fresh(proposal, stamp):
    """The proposal as it stands now that nobody else can change its run; a page out of date is told first."""
    run = held(proposal.run, stamp)
    return run.proposals.get(pk=proposal.pk)


@transaction.atomic
def assign_mentor(proposal, *, mentor, reason, stamp, by):
    """The curator's own choice: locked, all others are calculated around it."""
    proposal = fresh(proposal, stamp)
    return decide(proposal.run, assigning(proposal, mentor), reason=reason, stamp=stamp, by=by)


@transaction.atomic
def swap_mentors(proposal, *, other, reason, stamp, by):
    """Two mentees change their mentors; both stay locked."""
    proposal, other = fresh(proposal, stamp), fresh(other, stamp)
    return decide(proposal.run, swapping(proposal, other), reason=reason, stamp=stamp, by=by)


def assigning(proposal, mentor):
    if mentor.pk == proposal.mentor_id:
        raise ValidationError("Этот наставник уже предложен. Чтобы оставить его, закрепите предложение.")
    return [Step(Kind.ASSIGN, proposal.mentee_id, proposal.mentor_id, mentor.pk)]


def swapping(proposal, other):
    if not (proposal.mentor_id and other.mentor_id) or proposal.mentor_id == other.mentor_id:
        raise ValidationError("Обменять можно двух наставляемых с разными наставниками.")
    return [
        Step(Kind.SWAP, proposal.mentee_id, proposal.mentor_id, other.mentor_id),
        Step(Kind.SWAP, other.mentee_id, other.mentor_id, proposal.mentor_id),
    ]


@transaction.atomic
def decide(run, steps, *, stamp, by, reason=""):
    """Note the steps, calculate anew, keep; one line of the journal."""
    run = held(run, stamp)
    if steps[0].kind in {Kind.REFUSE, Kind.ASSIGN, Kind.SWAP} and not reason.strip():
        raise ValidationError("Напишите, почему: причина стоит в протоколе подбора.")
    problem, decisions = after(run, steps)
    run.stamp += 1
    for step in steps:
        change = HandChange(
            organization=run.organization, run=run, kind=step.kind, mentee_id=step.mentee,
            before_id=step.before, after_id=step.after, reason=reason.strip(), stamp=run.stamp, made_by=by.user,
        )  # fmt: skip
        change.full_clean()
        change.save()
    keep(run, problem, Rules.of(run), decisions)
    record("selection.decided", run, by=by, kind=str(steps[0].kind), mentees=[step.mentee for step in steps])
    return run


@transaction.atomic
def undo_change(run, *, stamp, by):
    """Take the last hand change back; those that came with a variant stay."""
    run = held(run, stamp)
    own = run.changes.filter(stamp__gt=0).exclude(reason=GONE)
    last = own.order_by("-stamp").values_list("stamp", flat=True).first()
    if last is None:
        raise ValidationError("Отменять нечего: вручную здесь ничего не меняли.")
    mentees = sorted(own.filter(stamp=last).values_list("mentee_id", flat=True))
    own.filter(stamp=last).delete()
    run.stamp += 1
    problem, decisions = after(run, [])
    keep(run, problem, Rules.of(run), decisions)
    record("selection.undone", run, by=by, mentees=mentees)
    return run


def effect_of(run, steps):
    """What the steps would do, before anything is saved."""
    problem, _ = after(run, steps)
    now, then = answer_of(run), answer(problem)
    mentors = {match.mentee: match.mentor for match in now.matches}
    about = {step.mentee for step in steps}
    moved = [
        (match.mentee, mentors[match.mentee], match.mentor)
        for match in then.matches
        if match.mentee not in about and match.mentor != mentors[match.mentee]
    ]
    return Effect(then.total, now.total, moved)


def after(run, steps):
    """(problem, decisions) as they are once the steps are taken; what cannot be is refused in a sentence."""
    decisions = Decisions.of(run.changes.all())
    for step in steps:
        decisions.play(step.kind, step.mentee, step.before, step.after)
    problem = Problem.from_json(run.inputs)
    problem = problem if problem.before else with_before(problem, run)
    new = {step.mentee: step.after for step in steps if step.after}
    mentees, mentors = {one.id for one in problem.mentees}, {one.id for one in problem.mentors}
    if not new.keys() <= mentees or not set(new.values()) <= mentors:
        raise ValidationError(CHANGED)
    problem, dropped = drop_impossible(problem, decisions)
    for mentee, mentor in new.items():
        if code := obstacle(problem, mentee, mentor):
            raise ValidationError(OBSTACLES[code])
    if new and dropped:
        raise ValidationError(TAKEN if dropped.keys() <= mentees else CHANGED)
    return problem, decisions
