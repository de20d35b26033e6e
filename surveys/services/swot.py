"""The SWOT table: open answers sorted by hand, the curator's own lines. Each deed touches one line."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from audit.services import record
from surveys.models import Campaign, SwotNote
from surveys.results.open_answers import open_answers
from surveys.results.reading import shown_respondents

LONGEST = SwotNote._meta.get_field("text").max_length
CHANGED = (
    "Эту строку уже изменил кто-то другой: теперь в ней «{}». Посмотрите и исправьте ещё раз, если нужно."
)
GONE = "Этого ответа в опросе нет или показать его нельзя. Откройте страницу заново."


@transaction.atomic
def sort_answer(campaign, *, question, answer, cell, by):
    """Put an open answer into a cell; it is a quote, which may be made shorter later."""
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    if SwotNote.objects.filter(campaign=campaign, question=question, answer=answer).exists():
        raise ValidationError("Этот ответ уже разобран.")
    found = text_of(campaign, question, answer)
    note = SwotNote(
        organization=campaign.organization,
        school_year=campaign.school_year,
        campaign=campaign,
        question=question,
        answer=answer,
        text=clipped(found),
        cell=cell,
        position=next_position(campaign.organization, campaign.school_year, cell),
    )
    return add(note, "swot.answer_sorted", by)


@transaction.atomic
def add_note(organization, *, year, text, cell, by):
    """A line of one's own."""
    position = next_position(organization, year, cell)
    note = SwotNote(
        organization=organization, school_year=year, text=text.strip(), cell=cell, position=position
    )
    return add(note, "swot.note_added", by)


@transaction.atomic
def edit_note(note, *, text, was, by):
    """Change the words; whoever has not seen the present ones is asked to look first."""
    note = locked(note)
    if note.text != was:
        raise ValidationError(CHANGED.format(note.text))
    note.text = text.strip()
    note.full_clean()
    note.save(update_fields=["text"])
    record("swot.note_edited", note, by=by)
    return note


@transaction.atomic
def move_note(note, *, cell, position=None, by):
    """Into a cell, at a place in it or at its end."""
    note = locked(note)
    note.cell = cell
    note.full_clean()
    others = list(cell_rows(note, cell).exclude(pk=note.pk).select_for_update(of=("self",)))
    place = len(others) if position is None else max(0, min(position, len(others)))
    others.insert(place, note)
    for number, row in enumerate(others):
        row.position = number
    SwotNote.objects.bulk_update([row for row in others if row != note], ["position"])
    note.save(update_fields=["cell", "position"])
    record("swot.note_moved", note, by=by, cell=cell)
    return note


@transaction.atomic
def step_note(note, *, step, by):
    """One place up (-1) or down (1) in its cell."""
    ids = list(cell_rows(note, note.cell).values_list("pk", flat=True))
    if note.pk not in ids:
        raise ValidationError("Эту строку уже перенесли. Откройте страницу заново.")
    return move_note(note, cell=note.cell, position=ids.index(note.pk) + step, by=by)


@transaction.atomic
def remove_note(note, *, by):
    """An answer goes back to those that wait to be sorted; an own line is gone."""
    note = locked(note)
    record("swot.note_removed", note, by=by)
    note.delete()
    return


def text_of(campaign, question, answer):
    shown = open_answers(campaign.questionnaire.sheet, shown_respondents(campaign))
    for one in shown:
        if (one.question, one.answer) == (question, answer):
            return one.text
    raise ValidationError(GONE)


def clipped(text):
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def locked(note):
    found = SwotNote.objects.select_for_update(of=("self",)).filter(pk=note.pk).first()
    if found is None:
        raise ValidationError("Эту строку уже убрали. Откройте страницу заново.")
    return found


def cell_rows(note, cell):
    return SwotNote.objects.filter(
        organization_id=note.organization_id, school_year=note.school_year, cell=cell
    )


def next_position(organization, year, cell):
    rows = SwotNote.objects.filter(organization=organization, school_year=year, cell=cell)
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def add(note, action, by):
    note.full_clean()
    note.save()
    record(action, note, by=by, cell=note.cell, year=note.school_year)
    return note
