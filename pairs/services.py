"""Deeds over pairs, from the proposal to the first day of work."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from pairs.models import Pair, PairMember
from pairs.permissions import is_open_to_change
from pairs.queries import rows_of
from people.models import MenteeEntry, MentorEntry


@transaction.atomic
def form_pair(organization, *, mentor, mentees, by, **fields):
    """Propose a pair or a group of people who stand in the banks, within the mentor's room."""
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
    pair = locked(pair)
    require_open(pair)
    check_people(mentor, mentees, apart_from=pair)
    for name, value in {"mentor": mentor, "status": Pair.Status.PROPOSED, **fields}.items():
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
    if lacks := rows_of(Pair.objects.filter(pk=pair.pk))[0].lacks:
        raise ValidationError([f"{lack.words}." for lack in lacks])
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
    record("pair.dissolved", pair, by=by, mentor=pair.mentor_id)
    pair.delete()


def take_into_order(pairs, *, by):
    """Bind ready pairs to the draft of an order; call inside the transaction that makes the draft."""
    for pair in Pair.objects.select_for_update(of=("self",)).filter(pk__in=[pair.pk for pair in pairs]):
        if pair.status != Pair.Status.READY:
            raise ValidationError(f"Пара «{pair}» уже не готова к приказу. Обновите страницу.")
        move(pair, Pair.Status.ORDERED, "pair.ordered", by=by)


def let_out_of_order(pairs, *, by):
    """The draft was deleted: its pairs wait for another order."""
    for pair in pairs.filter(status=Pair.Status.ORDERED):
        move(pair, Pair.Status.READY, "pair.confirmed", by=by)


def start_pairs(pairs, *, by):
    """The order is signed: its pairs work. Call inside the transaction that signs."""
    for pair in pairs.filter(status=Pair.Status.ORDERED):
        move(pair, Pair.Status.ACTIVE, "pair.started", by=by)


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
