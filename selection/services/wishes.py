"""What people say about working with each other: written down by the curator, or said by themselves."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from audit.services import record
from people.models import Person
from selection.models import ChoiceMeeting, Wish
from selection.wishing import MOST_WANTED, people_of_banks, sheet_of

NOT_IN_BANKS = "Пожелания записывают о людях из банков, чьи данные можно обрабатывать: {}."
TWICE = "Выберите не больше трёх человек, каждого один раз."
NOBODY = "Этого человека уже нет среди участников. Обновите страницу."


@transaction.atomic
def add_wish(person, *, about, kind, by):
    """The curator writes down what somebody has said; one word about each other person."""
    lock(person)
    fine = set(people_of_banks(by.organization).values_list("pk", flat=True))
    if outside := [str(one) for one in (person, about) if one.pk not in fine]:
        raise ValidationError(NOT_IN_BANKS.format(", ".join(outside)))
    wish = Wish(
        organization=by.organization, person=person, about=about, kind=kind, made_on=by.organization.today
    )
    wish.full_clean()
    wish.save()
    record("wish.added", wish, by=by, person=person.pk)
    return wish


@transaction.atomic
def remove_wish(wish, *, by):
    """A wish written down by itself is taken back; what stands in a sheet is changed in the sheet."""
    if wish.meeting_id:
        raise ValidationError("Это ответ из листа встречи выбора. Исправьте его в листе.")
    record("wish.removed", wish, by=by, person=wish.person_id)
    wish.delete()


@transaction.atomic
def choose(person, number, *, about, meeting, by):
    """The person's choice number 1, 2 or 3; None clears it and what comes after it."""
    sheet = locked_sheet(person, meeting)
    wanted = {rank: other for rank, other in sheet.wanted.items() if other != about}
    if about is None:
        wanted = {rank: other for rank, other in wanted.items() if rank < number}
    elif about in sheet.others:
        wanted[number] = about
    else:
        raise ValidationError(NOBODY)
    chosen = [wanted[rank] for rank in sorted(wanted)]
    write(sheet, wanted=chosen, avoided=[other for other in sheet.avoided if other != about])
    record("wishes.answered", person, by=by, meeting=meeting and meeting.pk)


@transaction.atomic
def avoid(person, *, others, meeting, by):
    """Those with whom the person would rather not be put together, the last question: the sheet is handed in.

    The curator alone reads it, no reason is asked.
    """
    sheet = locked_sheet(person, meeting)
    if set(others) - set(sheet.others):
        raise ValidationError(NOBODY)
    write(
        sheet, wanted=[other for other in sheet.wanted.values() if other not in others], avoided=list(others)
    )
    hand_in(sheet)
    record("wishes.answered", person, by=by, meeting=meeting and meeting.pk)


def write(sheet, *, wanted, avoided):
    """The words of a sheet in place of its earlier ones. What the curator wrote down about others stays."""
    words = dict.fromkeys(avoided, (Wish.Kind.AVOIDS, None))
    words |= {other: (Wish.Kind.WANTS, rank) for rank, other in enumerate(wanted, 1)}
    if len(wanted) > MOST_WANTED or len(words) < len(wanted) + len(avoided):
        raise ValidationError(TWICE)
    old = Wish.objects.filter(person=sheet.person, meeting=sheet.meeting)
    old.filter(Q(rank__isnull=False) | Q(kind=Wish.Kind.AVOIDS) | Q(about__in=words)).delete()
    organization = sheet.person.organization
    facts = {"organization": organization, "meeting": sheet.meeting, "made_on": organization.today}
    Wish.objects.bulk_create(
        Wish(person=sheet.person, about=other, kind=kind, rank=rank, **facts)
        for other, (kind, rank) in words.items()
    )


def hand_in(sheet):
    if sheet.seat and sheet.seat.handed_in_on is None:
        sheet.seat.handed_in_on = sheet.person.organization.today
        sheet.seat.save(update_fields=["handed_in_on"])


def locked_sheet(person, meeting):
    """The sheet under lock: two phones of one person, or the phone and the curator, come one after the other."""
    lock(person)
    if meeting is not None:
        meeting = ChoiceMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    sheet = sheet_of(person, meeting)
    if sheet.obstacle:
        raise ValidationError(sheet.obstacle)
    return sheet


def lock(person):
    list(Person.objects.select_for_update(of=("self",), no_key=True).filter(pk=person.pk).values_list("pk"))
