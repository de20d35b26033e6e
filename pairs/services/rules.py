"""What the deeds over pairs check and do alike."""

from django.core.exceptions import ValidationError

from audit.services import record
from pairs.models import Pair, PairMember
from pairs.permissions import ORDERS, is_open_to_change
from pairs.queries import people_of, rows_of
from people import gate
from people.models import ConsentKind, MenteeEntry, MentorEntry, Person

ADVICE = "Нужно новое согласие или другой участник."
BACK_TO_PROPOSED = {"status": Pair.Status.PROPOSED, "paused_on": None, "paused_for": ""}


def locked(pair):
    return Pair.objects.select_for_update(of=("self",)).get(pk=pair.pk)


def lock_people_of(mentor, mentees):
    """Hold the cards, in one order: who withdraws a consent meanwhile is waited for, or waits and finds the pair."""
    ids = sorted({mentor.pk, *(person.pk for person in mentees)})
    cards = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids)
    list(cards.order_by("pk").values_list("pk"))


def move(pair, status, action, *, by):
    pair.status = status
    pair.save(update_fields=["status"])
    record(action, pair, by=by)
    return pair


def add_members(pair, mentees, *, joined_on=None):
    for person in mentees:
        member = PairMember(organization=pair.organization, pair=pair, person=person, joined_on=joined_on)
        member.full_clean()
        member.save()


def status_by_papers(pair):
    """Signed order: the pair works; an order on its way: it waits there; none: a proposal again."""
    papers = {paper.status for paper in pair.documents.all() if paper.kind in ORDERS}
    if "signed" in papers:
        return Pair.Status.ACTIVE
    return Pair.Status.ORDERED if papers else Pair.Status.PROPOSED


def is_running(pair):
    """It works by an order, or stands still for a while."""
    if pair.status == Pair.Status.PAUSED:
        return status_by_papers(pair) == Pair.Status.ACTIVE
    return pair.status == Pair.Status.ACTIVE


def require_open(pair):
    if not is_open_to_change(pair):
        raise ValidationError("Пара внесена в приказ. Изменить её можно только новым приказом.")


def require_allowed(pair):
    """The gate of purposes for everybody in a pair: a sentence names those whose consent was withdrawn."""
    mentor, *mentees = people_of(pair)
    gate.require_allowed([mentor], gate.Deed.PAIR, role=ConsentKind.MENTOR_DUTY, advice=ADVICE)
    gate.require_allowed(mentees, gate.Deed.PAIR, role=ConsentKind.MENTEE_DUTY, advice=ADVICE)


def require_consents(pair):
    if lacks := rows_of(Pair.objects.filter(pk=pair.pk))[0].lacks:
        raise ValidationError([f"{lack.words}." for lack in lacks])


def check_people(mentor, mentees, apart_from=None):
    """Both sides stand in their banks, nobody mentors himself, nobody is paired twice, the mentor has room."""
    if not mentees:
        raise ValidationError("Выберите хотя бы одного наставляемого.")
    if mentor in mentees:
        raise ValidationError("Наставник не может быть наставляемым у самого себя.")
    gate.require_allowed([mentor], gate.Deed.MATCHING, role=ConsentKind.MENTOR_DUTY, advice=ADVICE)
    gate.require_allowed(mentees, gate.Deed.MATCHING, role=ConsentKind.MENTEE_DUTY, advice=ADVICE)
    entry = entry_of(mentor)
    in_bank = set(MenteeEntry.objects.open().filter(person__in=mentees).values_list("person_id", flat=True))
    if outside := [str(person) for person in mentees if person.pk not in in_bank]:
        raise ValidationError(f"Не в банке наставляемых: {', '.join(outside)}. Сначала внесите в банк.")
    check_room(entry, mentees, apart_from)


def entry_of(mentor):
    """The entry is the row that two curators meet at: whoever comes second counts the other's places."""
    entry = MentorEntry.objects.select_for_update(of=("self",)).open().filter(person=mentor).first()
    if entry is None:
        raise ValidationError(f"{mentor} не в банке наставников. Сначала внесите в банк.")
    return entry


def check_room(entry, mentees, apart_from=None):
    """The same rules stand in the database (capacity.py); here they have the words of the deed."""
    mentor = entry.person
    taken = PairMember.objects.present().filter(pair__mentor=mentor).exclude(pair__status=Pair.Status.ENDED)
    if apart_from:
        taken = taken.exclude(pair=apart_from)
    if twice := [str(member.person) for member in taken.filter(person__in=mentees).select_related("person")]:
        raise ValidationError(f"Уже в паре с этим наставником: {', '.join(twice)}.")
    if taken.count() + len(mentees) > entry.capacity:
        raise ValidationError(
            f"{mentor} может вести не больше {entry.capacity} наставляемых, занято мест: {taken.count()}. "
            "Выберите другого наставника или увеличьте число в его записи банка."
        )
