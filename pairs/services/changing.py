"""A change of a running pair: planned with its papers, in force when the order is signed and its day has come."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from common.russian import date_words
from pairs.models import Pair, PairChange
from pairs.rules import OUTCOMES, REASONS, require_notice
from pairs.services.ending import end_pair
from pairs.services.forming import dissolve_pair, form_pair
from pairs.services.rules import is_running, lock_people_of, locked
from pairs.signals import pair_changed

Kind, Status = PairChange.Kind, PairChange.Status
REGISTERED = {"on_paper", "signed"}  # of papers
ON_THE_WAY = {"agreeing", "to_sign"}


@transaction.atomic
def plan_change(
    pair, *, kind, reason, by, effective_on=None, notice_on=None, new_ends_on=None, mentor=None, outcome=""
):
    """Prepare a change: its dates are lawful, a new mentor gets a proposed pair of the same people.

    The rooms above hear of it and draw up its papers (pair_changed). The pair itself stays as it is until the order.
    """
    mentees = [member.person for member in pair.present]
    lock_people_of(pair.mentor, mentees + ([mentor] if mentor else []))
    pair = locked(pair)
    if not is_running(pair):
        raise ValidationError("Так меняют пару, которая уже работает по приказу.")
    change = PairChange(organization=pair.organization, pair=pair, kind=kind, reason=reason, outcome=outcome)
    change.notice_on, change.new_ends_on = notice_on, new_ends_on
    change.effective_on = pair.ends_on if kind == Kind.PROLONG else effective_on
    check_reason(change)
    check_days(change, pair)
    change.full_clean()
    if kind == Kind.REPLACE:
        change.new_pair = pair_in_place_of(pair, mentor, mentees, on=change.effective_on, by=by)
    change.save()
    record("pair.change_planned", pair, by=by, change=change.pk, kind=str(kind), reason=str(reason))
    pair_changed.send(PairChange, change=change, by=by)
    return change


def check_reason(change):
    if change.reason not in REASONS[change.kind]:
        raise ValidationError("Выберите причину из списка.")


def check_days(change, pair):
    """A prolongation is longer; an end lies inside the term and, where the law asks for a notice, after it."""
    if change.kind == Kind.PROLONG:
        if not change.new_ends_on or change.new_ends_on <= pair.ends_on:
            raise ValidationError(
                f"Пара работает до {date_words(pair.ends_on)}: новый срок должен быть позже."
            )
        return
    if change.effective_on is None:
        raise ValidationError("Напишите, с какого дня.")
    if not pair.starts_on < change.effective_on <= pair.ends_on:
        term = f"с {date_words(pair.starts_on)} по {date_words(pair.ends_on)}"
        raise ValidationError(f"День должен быть внутри срока пары: она работает {term}.")
    if change.kind in PairChange.WITH_NOTICE and not change.notice_on:
        raise ValidationError("Напишите дату уведомления: от неё считают три рабочих дня.")
    if change.notice_on:
        require_notice(change.notice_on, change.effective_on, pair.organization.today)


def pair_in_place_of(pair, mentor, mentees, *, on, by):
    """The same people with another mentor from a day to the old end: a proposal that goes the usual way."""
    if mentor is None or mentor == pair.mentor:
        raise ValidationError("Выберите другого наставника.")
    if on >= pair.ends_on:
        raise ValidationError(
            f"Пара работает до {date_words(pair.ends_on)}: нового наставника назначают раньше."
        )
    same = {"form": pair.form, "kind": pair.kind, "theme": pair.theme, "ends_on": pair.ends_on}
    return form_pair(
        pair.organization, mentor=mentor, mentees=mentees, starts_on=on, replaces=pair, by=by, **same
    )


@transaction.atomic
def drop_change(change, *, by):
    """Forget a change before its order is registered: its drafts go, the new pair too where no paper names it."""
    pair = locked(change.pair)
    change = PairChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if change.status != Status.PLANNED:
        raise ValidationError("Это изменение уже в силе или отменено.")
    orders = [paper for paper in pair.documents.all() if paper.facts.get("pair") == f"pair:{pair.pk}"]
    orders = [
        paper for paper in orders if paper.kind == "order_change" and paper.created_at >= change.made_at
    ]
    if signed := [paper for paper in orders if paper.status in REGISTERED]:
        raise ValidationError(f"{signed[0]} уже зарегистрирован. Его отменяют новым приказом.")
    if any(paper.status in ON_THE_WAY for paper in orders):
        raise ValidationError("Приказ уже отправлен на подпись. Сначала заберите его обратно.")
    change.status, new_pair = Status.DROPPED, change.new_pair
    change.save(update_fields=["status"])
    record("pair.change_dropped", pair, by=by, change=change.pk)
    pair_changed.send(PairChange, change=change, by=by)
    if new_pair and not new_pair.documents.exists():
        dissolve_pair(new_pair, by=by)
    return change


@transaction.atomic
def carry_out_change(pair, *, on, outcome, by):
    """An order ends the pair from a day: the change that was planned is in force, its outcome goes before."""
    pair = locked(pair)
    if pair.status == Pair.Status.ENDED:
        return pair
    change = settle(pair, OUTCOMES)
    return end_pair(pair, on=on, outcome=change.outcome or outcome if change else outcome, by=by)


@transaction.atomic
def prolong_pair(pair, *, until, by):
    """An order prolongs the term of a pair that still runs."""
    pair = locked(pair)
    if pair.status == Pair.Status.ENDED or pair.ends_on >= until:
        return pair
    pair.ends_on = until
    pair.full_clean()
    pair.save(update_fields=["ends_on"])
    settle(pair, {Kind.PROLONG})
    record("pair.prolonged", pair, by=by, until=until.isoformat())
    return pair


def settle(pair, kinds):
    """The planned change of these kinds is in force now."""
    change = pair.changes.planned().filter(kind__in=list(kinds)).first()
    if change:
        change.status = Status.IN_FORCE
        change.save(update_fields=["status"])
    return change
