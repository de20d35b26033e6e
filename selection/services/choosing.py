"""A meeting of choice from its invitation to its sheets, which become wishes and weigh in at the next selection."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from selection.models import ChoiceMeeting, ChoiceSeat, Wish
from selection.sheets import rows_of
from selection.wishing import people_of

MENTOR, MENTEE = ChoiceSeat.Side.MENTOR, ChoiceSeat.Side.MENTEE
BOTH = "На одной стороне стола и на другой сидеть нельзя: {}. Оставьте отметку в одном списке."
OUTSIDE = "Позвать можно тех, кто в банке и чьи данные можно обрабатывать. Снимите отметки: {}."
HANDED_IN = "Листы уже сдают, и в них номера этого списка. Состав больше не меняют."
CLOSED = "Листы этой встречи собраны. Чтобы исправить лист, откройте приём снова."


class StaleSheets(ValidationError):
    """Somebody has changed these sheets meanwhile: the page answers 409 and shows both (CON-2)."""


@transaction.atomic
def create_choice(organization, *, mentors, mentees, by, **fields):
    """A meeting of those of the two banks who are invited."""
    meeting = ChoiceMeeting(organization=organization, **fields)
    meeting.full_clean()
    meeting.save()
    seat_sides(meeting, {MENTOR: list(mentors), MENTEE: list(mentees)})
    record("choice.created", meeting, by=by, mentors=len(mentors), mentees=len(mentees))
    return meeting


@transaction.atomic
def edit_choice(meeting, *, mentors, mentees, by, **fields):
    """Day, place and people; nobody comes or goes once sheets are handed in."""
    meeting = locked(meeting)
    for name, value in fields.items():
        setattr(meeting, name, value)
    meeting.full_clean()
    meeting.save(update_fields=list(fields))
    seat_sides(meeting, {MENTOR: list(mentors), MENTEE: list(mentees)})
    record("choice.edited", meeting, by=by, mentors=len(mentors), mentees=len(mentees))
    return meeting


def seat_sides(meeting, sides):
    """Those who are to sit on either side, and nobody else; whoever sits there already keeps the seat."""
    seated = {(seat.side, seat.person_id): seat.pk for seat in meeting.seats.all()}
    wanted = {(side, person.pk): person for side, people in sides.items() for person in people}
    if seated.keys() == wanted.keys():
        return
    if has_sheets(meeting):
        raise ValidationError(HANDED_IN)
    if not all(sides.values()):
        raise ValidationError("Отметьте хотя бы одного человека с каждой стороны.")
    if twice := [str(person) for person in sides[MENTOR] if person in set(sides[MENTEE])]:
        raise ValidationError(BOTH.format(", ".join(twice)))
    meeting.seats.filter(pk__in=[seated[key] for key in seated.keys() - wanted.keys()]).delete()
    for side in sides:
        seat_people(meeting, side, [wanted[key] for key in wanted.keys() - seated.keys() if key[0] == side])


def has_sheets(meeting):
    return meeting.wishes.exists() or meeting.seats.exclude(handed_in_on=None).exists()


def seat_people(meeting, side, people):
    """In the order of names: the order of the seats is their number on the sheets."""
    fine = set(people_of(meeting.organization, side).values_list("pk", flat=True))
    if outside := [str(person) for person in people if person.pk not in fine]:
        raise ValidationError(OUTSIDE.format(", ".join(outside)))
    people = sorted(people, key=lambda person: (person.search, person.pk))
    ChoiceSeat.objects.bulk_create(
        ChoiceSeat(organization=meeting.organization, meeting=meeting, person=person, side=side)
        for person in people
    )


@transaction.atomic
def delete_choice(meeting, *, by):
    """A meeting that was called off; one with sheets has been held and stays."""
    meeting = locked(meeting)
    if has_sheets(meeting):
        raise ValidationError("По этой встрече уже сдают листы. Удалить её нельзя.")
    record("choice.deleted", meeting, by=by)
    meeting.delete()


@transaction.atomic
def close_choice(meeting, *, by):
    """All sheets that come are there: nobody answers any more."""
    meeting = locked(meeting)
    if meeting.is_closed:
        raise ValidationError("Листы этой встречи уже собраны.")
    if not meeting.seats.exclude(handed_in_on=None).exists():
        raise ValidationError("Ни один лист ещё не сдан. Сначала внесите листы.")
    return set_closed(meeting, True, "choice.closed", by=by)


@transaction.atomic
def reopen_choice(meeting, *, by):
    meeting = locked(meeting)
    if not meeting.is_closed:
        raise ValidationError("Приём листов и так открыт.")
    return set_closed(meeting, False, "choice.reopened", by=by)


def set_closed(meeting, is_closed, action, *, by):
    meeting.is_closed = is_closed
    meeting.save(update_fields=["is_closed"])
    record(action, meeting, by=by)
    return meeting


@transaction.atomic
def type_sheets(meeting, typed, *, by):
    """Put down the sheets that the curator has typed in: {seat id: (was, wanted, avoided, is handed in)}.

    `was` is the sheet as the curator saw it; numbers are those of the printed list. Only what was changed is written.
    """
    meeting = locked(meeting)
    if meeting.is_closed:
        raise ValidationError(CLOSED)
    rows = {row.seat.pk: row for row in rows_of(meeting)}
    if stale := [rows[pk] for pk, (was, *_) in typed.items() if pk in rows and rows[pk].words != was]:
        raise StaleSheets([f"{row.seat.person}: сейчас в листе «{row.names or 'пусто'}»." for row in stale])
    written = [write_sheet(meeting, rows[pk], *said) for pk, (_, *said) in typed.items() if pk in rows]
    if written:
        record("choice.sheets_typed", meeting, by=by, seats=sorted(written))
    return meeting


def write_sheet(meeting, row, wanted, avoided, is_handed_in):
    """A sheet with any word in it is handed in, whether ticked or not."""
    seat, today = row.seat, meeting.organization.today
    Wish.objects.filter(meeting=meeting, person=seat.person_id).delete()
    words = [(n, Wish.Kind.WANTS, rank) for rank, n in enumerate(wanted, 1)]
    words += [(n, Wish.Kind.AVOIDS, None) for n in avoided]
    facts = {"organization": meeting.organization, "meeting": meeting, "made_on": today}
    Wish.objects.bulk_create(
        Wish(person_id=seat.person_id, about_id=row.others[n].person_id, kind=kind, rank=rank, **facts)
        for n, kind, rank in words
    )
    seat.handed_in_on = (seat.handed_in_on or today) if words or is_handed_in else None
    seat.save(update_fields=["handed_in_on"])
    return seat.pk


def locked(meeting):
    return ChoiceMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
