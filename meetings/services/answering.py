"""What the two sides say about a meeting: one «да» is a line of the journal, «нет» of all that it did not happen."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from common.russian import date_words
from meetings.models import Answer, Meeting
from meetings.questions import duty_of, has_come, people_asked
from meetings.services.checks import ADVICE
from meetings.services.journal import hold_meeting, miss_meeting, restore_meeting
from meetings.services.planning import locked_meeting
from pairs.models import Pair
from people import gate

Status = Meeting.Status


@transaction.atomic
def answer_met(meeting, person, *, is_yes, by, minutes=None, topic=""):
    """A person of the pair says whether they met; the word may be changed on the same day."""
    meeting = locked(meeting)
    require_open(meeting, person)
    answer = meeting.answers.filter(person=person).first()
    if answer and answer.is_yes == is_yes:
        return answer  # a second press
    if answer and day_of(answer) != meeting.organization.today:
        told = "Встретились" if answer.is_yes else "Не встретились"
        raise ValidationError(
            f"Вы уже ответили {date_words(day_of(answer))}: «{told}». Исправить ответ может куратор."
        )
    answer = answer or Answer(organization=meeting.organization, meeting=meeting, person=person)
    answer.is_yes, answer.at = is_yes, timezone.now()
    answer.full_clean()
    answer.save()
    record("meeting.answered", meeting, by=by, person=person.pk, yes=is_yes)
    conclude(meeting, by=by, minutes=minutes, topic=topic)
    return answer


def locked(meeting):
    meeting, pair = locked_meeting(meeting)
    meeting.pair, meeting.organization = pair, pair.organization
    return meeting


def require_open(meeting, person):
    """Whether anything may be said about this meeting today, and by this person."""
    organization = meeting.organization
    if meeting.pair.status != Pair.Status.ACTIVE:
        raise ValidationError("Пара сейчас не работает, отвечать о встрече не нужно.")
    if meeting.status == Status.CANCELLED:
        raise ValidationError("Эта встреча отменена.")
    if not has_come(meeting, timezone.now().astimezone(organization.zone)):
        raise ValidationError("Эта встреча ещё впереди: ответьте, когда она пройдёт.")
    if person not in people_asked(meeting.pair, meeting.on, today=organization.today):
        raise ValidationError("О встрече отвечают те, кто сейчас состоит в паре.")
    gate.require_allowed([person], gate.Deed.PAIR, role=duty_of(meeting.pair, person), advice=ADVICE)
    answers = meeting.answers.all()
    is_told_otherwise = meeting.status != Status.PLANNED and not answers
    if is_told_otherwise or any(answer.settled_on for answer in answers):
        raise ValidationError("О встрече уже есть запись в журнале. Исправить её может куратор.")


def day_of(answer):
    return answer.at.astimezone(answer.organization.zone).date()


def conclude(meeting, *, by, minutes=None, topic=""):
    """What follows from all answers: the line of the journal, "не состоялась", or nothing yet."""
    said = dict(meeting.answers.values_list("person", "is_yes"))
    asked = people_asked(meeting.pair, meeting.on, today=meeting.organization.today)
    if any(said.values()):
        if not meeting.is_held:
            hold_meeting(meeting, by=by, minutes=minutes, topic=topic)
    elif all(person.pk in said for person in asked):
        miss_meeting(meeting, by=by)
    elif meeting.status != Status.PLANNED:
        restore_meeting(meeting, by=by)  # the only «да» was taken back


@transaction.atomic
def decide_meeting(meeting, *, is_held, by):
    """The curator has asked both: what is decided stands, whatever was answered."""
    meeting = locked(meeting)
    if not is_held:
        miss_meeting(meeting, by=by)
    elif not meeting.is_held:
        hold_meeting(meeting, by=by)
    meeting.answers.filter(settled_on=None).update(settled_on=meeting.organization.today)
    record("meeting.decided", meeting, by=by, held=is_held)
    return meeting


@transaction.atomic
def close_denied(meeting, *, by):
    """A week has gone: all who said anything said «нет», the others say nothing any more."""
    meeting = locked(meeting)
    said = list(meeting.answers.values_list("is_yes", flat=True))
    if meeting.status == Status.PLANNED and said and not any(said):
        miss_meeting(meeting, by=by)
    return meeting
