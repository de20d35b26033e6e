"""What people answered goes into the banks after the curator has looked: ticked lines, nothing by itself."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from people.models import Competence, MenteeEntry, Request
from people.services import add_mentees, add_mentors
from surveys.models import Response
from surveys.taking import bank_of, takings

NOT_FOR_BANKS = "Эти ответы в банки не вносят: в банк идут анкеты кандидатов в наставники и анкеты запросов."
NOT_DONE = "Эта анкета ещё не отправлена: вносить пока нечего."
CHANGED = "ответы изменились, пока страница была открыта. Посмотрите новые и внесите ещё раз."
FIELDS = ["taken_on", "taken_by", "taken_revision", "is_declined"]


@transaction.atomic
def take_answer(response, *, lines=None, revision=None, by):
    """Write the ticked `lines` of an answer (None: all) into the bank, with the person if need be.

    Only what is new there is written, so that a second time changes nothing.
    """
    response = locked(response, revision)
    person, bank = response.invitation.person, bank_of(response)
    try:
        put_in_bank(bank, person, by=by)
        bank.objects.select_for_update(of=("self",)).open().get(person=person)
        found = takings([response], by.organization)[0]
        chosen = [line for line in found.lines if lines is None or line.key in lines]
        write(found.entry, chosen, on=response.done_at.astimezone(by.organization.zone).date())
    except ValidationError as error:
        raise ValidationError([named(person, sentence) for sentence in error.messages]) from error
    mark(response, by=by, is_declined=False)
    record("response.taken", response, by=by, entry=found.entry.pk, lines=len(chosen))
    return response


def take_answers(chosen, *, by):
    """All lines of [(answer, its revision)]; (written answers, sentences about those that could not be)."""
    taken, refused = [], []
    for response, revision in chosen:
        try:
            taken.append(take_answer(response, revision=revision, by=by))
        except ValidationError as error:
            refused += error.messages
    return taken, refused


@transaction.atomic
def decline_answer(response, *, revision=None, by):
    """The curator has looked and leaves the bank as it is."""
    response = mark(locked(response, revision), by=by, is_declined=True)
    record("response.declined", response, by=by)
    return response


@transaction.atomic
def return_answer(response, *, by):
    """Back among those that wait; what was written into the bank stays there."""
    response = locked(response, None)
    response.taken_on = response.taken_by = response.taken_revision = None
    response.is_declined = False
    response.full_clean()
    response.save(update_fields=FIELDS)
    record("response.returned", response, by=by)
    return response


def locked(response, revision):
    rows = Response.objects.select_for_update(of=("self",)).select_related(
        "campaign__questionnaire", "invitation__person", "organization"
    )
    row = rows.get(pk=response.pk)
    if bank_of(row) is None or row.campaign.is_anonymous:
        raise ValidationError(NOT_FOR_BANKS)
    if row.status != Response.Status.DONE:
        raise ValidationError(NOT_DONE)
    if revision is not None and revision != row.revision:
        raise ValidationError(named(row.invitation.person, CHANGED))
    return row


def put_in_bank(bank, person, *, by):
    """Asked each time, also of those who are inside: the gate of purposes stands in this deed."""
    add = add_mentees if bank is MenteeEntry else add_mentors
    add([person], on=by.organization.today, by=by)


def named(person, sentence):
    return sentence if person.last_name in sentence else f"{person}: {sentence}"


def mark(response, *, by, is_declined):
    response.taken_on, response.taken_by = by.organization.today, by
    response.taken_revision, response.is_declined = response.revision, is_declined
    response.full_clean()
    response.save(update_fields=FIELDS)
    return response


def write(entry, lines, *, on):
    """The lines into an entry: columns at once, competences and requests one by one."""
    columns = [line for line in lines if line.key in {field.name for field in entry._meta.fields}]
    for line in columns:
        setattr(entry, line.key, line.value)
    if columns:
        entry.full_clean()
        entry.save(update_fields=[line.key for line in columns])
    for line in lines:
        if line not in columns:
            write_line(entry, line, on)


def write_line(entry, line, on):
    competence = competence_of(entry.organization, line.competence) if line.competence else None
    if not isinstance(entry, MenteeEntry):
        entry.competences.add(competence)
        return
    said = line.value.casefold()  # SQLite knows no small letters of Russian
    known = next((one for one in entry.requests.all() if one.text.casefold() == said), None)
    request = known or Request(entry=entry, text=line.value, source=Request.Source.QUESTIONNAIRE, made_on=on)
    if known is None:
        request.full_clean()
        request.save()
    if competence:
        request.competences.add(competence)


def competence_of(organization, name):
    """The competence of this name, whatever its letters; a new one is added to the institution's list."""
    for one in Competence.objects.filter(organization=organization):
        if one.name.casefold() == name.casefold():
            return one
    row = Competence(organization=organization, name=name)
    row.full_clean()
    row.save()
    return row
