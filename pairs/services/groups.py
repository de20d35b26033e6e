"""Mentees who leave a running group and those who join it; the group goes on."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from pairs.models import Pair, PairMember
from pairs.queries import MENTEE_KINDS, Lack
from pairs.services.rules import add_members, check_people, lock_people_of, locked
from people.models import Consent

RUNNING = {Pair.Status.ACTIVE, Pair.Status.PAUSED}


@transaction.atomic
def leave_group(member, *, on, by):
    """One of a group leaves it on a day; the last one does not leave: then the pair itself is ended by an order."""
    pair = locked(member.pair)
    member = PairMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if pair.status not in RUNNING:
        raise ValidationError("Эта пара сейчас не работает: состав меняют на её странице.")
    if member.left_on:
        raise ValidationError(f"{member.person} уже не в этой группе.")
    if pair.members.present().count() == 1:
        raise ValidationError(
            "Это единственный наставляемый. Прекратите пару: «Отказ наставляемого» или «Выбытие»."
        )
    if not (member.joined_on or pair.starts_on) <= on <= pair.organization.today:
        raise ValidationError("Выйти из группы можно не раньше, чем вошли, и не позже сегодняшнего дня.")
    member.left_on = on
    member.full_clean()
    member.save(update_fields=["left_on"])
    record("pair.member_left", pair, by=by, person=member.person_id, on=on.isoformat())
    return pair


@transaction.atomic
def join_group(pair, *, person, on, by):
    """Somebody of the bank joins a running pair, which is a group from now on; an order must say so too."""
    lock_people_of(pair.mentor, [person])
    pair = locked(pair)
    if pair.status != Pair.Status.ACTIVE:
        raise ValidationError("Присоединиться можно к паре или группе, которая работает.")
    if not pair.starts_on <= on <= pair.ends_on:
        raise ValidationError("День присоединения должен быть внутри срока пары.")
    check_people(pair.mentor, [person])
    given = set(Consent.objects.in_force().filter(person=person).values_list("kind", flat=True))
    if lacking := [kind for kind in MENTEE_KINDS if kind not in given]:
        raise ValidationError(f"{Lack(person, lacking).words}.")
    add_members(pair, [person], joined_on=on)
    if pair.kind == Pair.Kind.TRADITIONAL:
        pair.kind = Pair.Kind.GROUP
        pair.save(update_fields=["kind"])
    record("pair.member_joined", pair, by=by, person=person.pk, on=on.isoformat())
    return pair
