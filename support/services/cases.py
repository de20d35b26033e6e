"""Deeds over the support of a mentee without a pair: it opens, somebody takes it, it is planned and closed."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from people import gate
from people.models import ConsentKind, MenteeEntry, Person
from people.pairings import open_members
from support.models import SearchCall, SearchOffer, SupportCase

CLOSED = "Эта поддержка уже закрыта. Обновите страницу."
ADVICE = "Поддержку по программе открыть нельзя."


@transaction.atomic
def open_case(person, *, by):
    """Open the support of a mentee of the bank who has no pair; one that is open already is returned as it is."""
    person = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    if case := SupportCase.objects.open().filter(person=person).first():
        return case
    if not MenteeEntry.objects.active().filter(person=person).exists():
        raise ValidationError(f"{person} не в банке наставляемых. Сначала внесите в банк.")
    gate.require_allowed([person], gate.Deed.PAIR, role=ConsentKind.MENTEE_DUTY, advice=ADVICE)
    if open_members().filter(person=person).exists():
        raise ValidationError(f"{person} уже в паре или группе: поддержка без пары не нужна.")
    case = SupportCase(organization=person.organization, person=person, opened_on=person.organization.today)
    case.full_clean()
    case.save()
    record("support.opened", case, by=by, person=person.pk)
    return case


@transaction.atomic
def take_case(case, *, by):
    """Somebody leads a case from now on; a second one who comes at the same moment reads who was first."""
    case = locked_open(case)
    if case.specialist_id == by.pk:
        return case
    if case.specialist_id:
        raise ValidationError(f"Поддержку уже ведёт {case.specialist.user}.")
    return lead(case, by, "support.taken", by=by)


@transaction.atomic
def hand_over_case(case, *, specialist, by):
    """Another specialist leads the case."""
    case = locked_open(case)
    if specialist.organization_id != case.organization_id or not specialist.is_active:
        raise ValidationError("Выберите того, у кого открыт доступ в вашем учреждении.")
    return lead(case, specialist, "support.handed_over", by=by)


def lead(case, specialist, action, *, by):
    case.specialist = specialist
    case.full_clean()
    case.save(update_fields=["specialist"])
    record(action, case, by=by, specialist=specialist.pk)
    return case


@transaction.atomic
def plan_case(case, *, kind, next_contact_on, next_search_on, by):
    """What kind of support it is, when one meets next and when a mentor is looked for again."""
    case = locked_open(case)
    today = case.organization.today
    planned = [(case.next_contact_on, next_contact_on), (case.next_search_on, next_search_on)]
    if any(day and day < today and day != before for before, day in planned):
        raise ValidationError("Этот день уже прошёл. Поставьте сегодня или позже.")
    case.kind, case.next_contact_on, case.next_search_on = kind, next_contact_on, next_search_on
    case.full_clean()
    case.save(update_fields=["kind", "next_contact_on", "next_search_on"])
    days = {"contact": next_contact_on, "search": next_search_on}
    record("support.planned", case, by=by, **{name: day and day.isoformat() for name, day in days.items()})
    return case


@transaction.atomic
def close_case(case, *, closing, on, by):
    """Support ends on a day for a reason; what was asked of the neighbours ends with it."""
    case = locked_open(case)
    if on > case.organization.today:
        raise ValidationError("Этот день ещё не наступил.")
    if on < case.opened_on:
        raise ValidationError("Закрыть можно не раньше дня, в который поддержка открыта.")
    return end_case(case, closing=closing, on=on, by=by)


def end_case(case, *, closing, on, by):
    """The row and its open calls; `case` is locked and open."""
    case.status, case.closing, case.closed_on = SupportCase.Status.CLOSED, closing, max(on, case.opened_on)
    case.next_contact_on = case.next_search_on = None
    case.full_clean()
    case.save(update_fields=["status", "closing", "closed_on", "next_contact_on", "next_search_on"])
    for call in SearchCall.objects.select_for_update(of=("self",)).open().filter(case=case):
        end_call(call)
    record("support.closed", case, by=by, closing=str(closing), on=case.closed_on.isoformat())
    return case


def end_call(call):
    """A search ends: the offers that nobody has answered are not needed any more."""
    call.status = SearchCall.Status.CLOSED
    call.closed_on = max(call.organization.today, call.opened_on)
    call.full_clean()
    call.save(update_fields=["status", "closed_on"])
    waiting = call.offers.filter(status=SearchOffer.Status.OFFERED)
    waiting.update(status=SearchOffer.Status.DECLINED, answered_on=call.closed_on)


def locked_open(case):
    case = locked(case)
    if not case.is_open:
        raise ValidationError(CLOSED)
    return case


def locked(case):
    rows = SupportCase.objects.select_for_update(of=("self",)).select_related("organization", "person")
    return rows.get(pk=case.pk)
