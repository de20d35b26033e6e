"""Deeds over pairs, from the proposal to the first day of work, and the pauses in it."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from pairs.models import Pair, PairMember
from pairs.permissions import ORDERS, is_open_to_change
from pairs.queries import people_of, rows_of
from people import gate
from people.models import ConsentKind, MenteeEntry, MentorEntry, Person

ADVICE = "Нужно новое согласие или другой участник."
BACK_TO_PROPOSED = {"status": Pair.Status.PROPOSED, "paused_on": None, "paused_for": ""}


@transaction.atomic
def form_pair(organization, *, mentor, mentees, by, **fields):
    """Propose a pair or a group of people who stand in the banks, within the mentor's room."""
    lock_people_of(mentor, mentees)
    check_people(mentor, mentees)
    pair = Pair(organization=organization, mentor=mentor, **fields)
    pair.full_clean()
    pair.save()
    add_members(pair, mentees)
    record("pair.added", pair, by=by, mentor=mentor.pk, mentees=[person.pk for person in mentees])
    return pair


@transaction.atomic
def edit_pair(pair, *, mentor, mentees, by, **fields):
    """Change a pair that no order names yet; it goes back to "proposed", for consents may be missing now."""
    lock_people_of(mentor, mentees)
    pair = locked(pair)
    require_open(pair)
    check_people(mentor, mentees, apart_from=pair)
    for name, value in {"mentor": mentor, **BACK_TO_PROPOSED, **fields}.items():
        setattr(pair, name, value)
    pair.full_clean()
    pair.save()
    pair.members.all().delete()
    add_members(pair, mentees)
    record("pair.edited", pair, by=by, mentor=mentor.pk, mentees=[person.pk for person in mentees])
    return pair


@transaction.atomic
def confirm_pair(pair, *, by):
    """A pair goes on to the order only with the consents of all its people (ТК ст. 351.8, 152-ФЗ ст. 9)."""
    pair = locked(pair)
    if pair.status != Pair.Status.PROPOSED:
        raise ValidationError("Эта пара уже готова к приказу или внесена в него.")
    require_consents(pair)
    return move(pair, Pair.Status.READY, "pair.confirmed", by=by)


@transaction.atomic
def return_pair(pair, *, by):
    """Take a pair back from the queue for the order."""
    pair = locked(pair)
    if pair.status != Pair.Status.READY:
        raise ValidationError("Вернуть можно только пару, готовую к приказу.")
    return move(pair, Pair.Status.PROPOSED, "pair.returned", by=by)


@transaction.atomic
def dissolve_pair(pair, *, by):
    """Remove a proposal that no order names."""
    pair = locked(pair)
    require_open(pair)
    if paper := pair.documents.exclude(status="draft").first():
        raise ValidationError(f"Пара названа в документе «{paper}». Снять предложение уже нельзя.")
    record("pair.dissolved", pair, by=by, mentor=pair.mentor_id)
    pair.delete()


def take_into_order(pairs, *, by):
    """Bind ready pairs to the draft of an order; call inside the transaction that makes the draft."""
    for pair in Pair.objects.select_for_update(of=("self",)).filter(pk__in=[pair.pk for pair in pairs]):
        require_allowed(pair)
        if pair.status != Pair.Status.READY:
            raise ValidationError(f"Пара «{pair}» уже не готова к приказу. Обновите страницу.")
        move(pair, Pair.Status.ORDERED, "pair.ordered", by=by)


def let_out_of_order(pairs, *, by):
    """The draft was deleted: its pairs wait for another order."""
    for pair in pairs.select_for_update(of=("self",)).filter(status=Pair.Status.ORDERED):
        move(pair, Pair.Status.READY, "pair.confirmed", by=by)


def start_pairs(pairs, *, by):
    """The order is signed: its pairs work, but for those that are paused. Call inside the transaction that signs."""
    for pair in pairs.select_for_update(of=("self",)).filter(status=Pair.Status.ORDERED):
        move(pair, Pair.Status.ACTIVE, "pair.started", by=by)


@transaction.atomic
def pause_pair(pair, *, reason, on, by):
    """Work of a pair stops on a day for a reason; paused already, it keeps its first day and reason."""
    pair = locked(pair)
    if pair.status == Pair.Status.ENDED:
        raise ValidationError("Эта пара уже завершена.")
    if pair.status == Pair.Status.PAUSED:
        return pair
    if on > pair.organization.today:
        raise ValidationError("Дата приостановки ещё не наступила.")
    pair.status, pair.paused_on, pair.paused_for = Pair.Status.PAUSED, on, reason
    pair.full_clean()
    pair.save(update_fields=["status", "paused_on", "paused_for"])
    record("pair.paused", pair, by=by, on=on.isoformat(), reason=str(reason))
    return pair


@transaction.atomic
def resume_pair(pair, *, by):
    """A paused pair goes on from where its papers stand, once all its people are there and their consents are back."""
    lock_people_of(pair.mentor, [member.person for member in pair.members.all()])
    pair = locked(pair)
    if pair.status != Pair.Status.PAUSED:
        raise ValidationError("Эта пара не приостановлена.")
    require_allowed(pair)
    require_consents(pair)
    if left := [str(person) for person in people_of(pair) if person.left_on]:
        raise ValidationError(f"Выбыли из учреждения: {', '.join(left)}. Продолжить пару нельзя.")
    for name, value in (BACK_TO_PROPOSED | {"status": status_by_papers(pair)}).items():
        setattr(pair, name, value)
    pair.full_clean()
    pair.save(update_fields=[*BACK_TO_PROPOSED])
    record("pair.resumed", pair, by=by, status=str(pair.status))
    return pair


@transaction.atomic
def end_pair(pair, *, on, by):
    """Mentoring stops from the day `on`, as an order says: the pair takes no room of its mentor any more.

    A pair that is ended already stays as it is. One that has not begun keeps the shortest term there can be.
    """
    pair = locked(pair)
    if pair.status == Pair.Status.ENDED:
        return pair
    pair.status, pair.paused_on, pair.paused_for = Pair.Status.ENDED, None, ""
    pair.ends_on = max(on, pair.starts_on + dt.timedelta(days=1))
    pair.full_clean()
    pair.save(update_fields=["status", "paused_on", "paused_for", "ends_on"])
    record("pair.ended", pair, by=by, on=pair.ends_on.isoformat())
    return pair


def status_by_papers(pair):
    """Signed order: the pair works; an order on its way: it waits there; none: a proposal again."""
    papers = {paper.status for paper in pair.documents.all() if paper.kind in ORDERS}
    if "signed" in papers:
        return Pair.Status.ACTIVE
    return Pair.Status.ORDERED if papers else Pair.Status.PROPOSED


def require_allowed(pair):
    """The gate of purposes for everybody in a pair: a sentence names those whose consent was withdrawn."""
    mentor, *mentees = people_of(pair)
    gate.require_allowed([mentor], gate.Deed.PAIR, role=ConsentKind.MENTOR_DUTY, advice=ADVICE)
    gate.require_allowed(mentees, gate.Deed.PAIR, role=ConsentKind.MENTEE_DUTY, advice=ADVICE)


def require_consents(pair):
    if lacks := rows_of(Pair.objects.filter(pk=pair.pk))[0].lacks:
        raise ValidationError([f"{lack.words}." for lack in lacks])


def lock_people_of(mentor, mentees):
    """Hold the cards, in one order: who withdraws a consent meanwhile is waited for, or waits and finds the pair."""
    ids = sorted({mentor.pk, *(person.pk for person in mentees)})
    cards = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids)
    list(cards.order_by("pk").values_list("pk"))


def locked(pair):
    return Pair.objects.select_for_update(of=("self",)).get(pk=pair.pk)


def require_open(pair):
    if not is_open_to_change(pair):
        raise ValidationError("Пара внесена в приказ. Изменить её можно только новым приказом.")


def move(pair, status, action, *, by):
    pair.status = status
    pair.save(update_fields=["status"])
    record(action, pair, by=by)
    return pair


def add_members(pair, mentees):
    for person in mentees:
        member = PairMember(organization=pair.organization, pair=pair, person=person)
        member.full_clean()
        member.save()


def check_people(mentor, mentees, apart_from=None):
    """Both sides stand in their banks, nobody mentors himself, nobody is paired twice, the mentor has room."""
    if not mentees:
        raise ValidationError("Выберите хотя бы одного наставляемого.")
    if mentor in mentees:
        raise ValidationError("Наставник не может быть наставляемым у самого себя.")
    gate.require_allowed([mentor], gate.Deed.MATCHING, role=ConsentKind.MENTOR_DUTY, advice=ADVICE)
    gate.require_allowed(mentees, gate.Deed.MATCHING, role=ConsentKind.MENTEE_DUTY, advice=ADVICE)
    # The entry is the row that two curators meet at: whoever comes second counts the other's places.
    entry = MentorEntry.objects.select_for_update(of=("self",)).open().filter(person=mentor).first()
    if entry is None:
        raise ValidationError(f"{mentor} не в банке наставников. Сначала внесите в банк.")
    in_bank = set(MenteeEntry.objects.open().filter(person__in=mentees).values_list("person_id", flat=True))
    if outside := [str(person) for person in mentees if person.pk not in in_bank]:
        raise ValidationError(f"Не в банке наставляемых: {', '.join(outside)}. Сначала внесите в банк.")
    taken = PairMember.objects.filter(pair__mentor=mentor).exclude(pair__status=Pair.Status.ENDED)
    if apart_from:
        taken = taken.exclude(pair=apart_from)
    if twice := [str(member.person) for member in taken.filter(person__in=mentees).select_related("person")]:
        raise ValidationError(f"Уже в паре с этим наставником: {', '.join(twice)}.")
    if taken.count() + len(mentees) > entry.capacity:
        raise ValidationError(
            f"{mentor} может вести не больше {entry.capacity} наставляемых, занято мест: {taken.count()}. "
            "Выберите другого наставника или увеличьте число в его записи банка."
        )
