"""Questionnaires on paper: blanks with names, what was written on them, who handed a nameless sheet in."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from common.pdf import render_pdf
from people.gate import Deed, allowed
from people.models import Person
from surveys.asking import checked
from surveys.blank_paper import blank
from surveys.links import personal_url
from surveys.services.answering import submit
from surveys.services.unsigned import OVER, locked_turnout, note_answered, put_ballot
from surveys.turnout import still_asked

SHEETS = 40  # of people in one file: half a minute of a printer, a few seconds of drawing
EMPTY = "На листе нет ни одного ответа. Если анкету сдали пустой, вносить её не нужно."
NAMELESS = "Опрос без имён: напечатайте бланк без имени, сколько нужно листов."
SIGNED = "В этом опросе отвечают с именем: выберите, чьи ответы вносите."


def draw_blank(questionnaire, *, is_unsigned) -> bytes:
    """One blank without a name."""
    sheet = blank(
        questionnaire.sheet, title=questionnaire.title, institution=questionnaire.organization.short_name,
        side=questionnaire.side, greeting=questionnaire.greeting, is_unsigned=is_unsigned,
    )  # fmt: skip
    return render_pdf("papers/survey_blank.html", {"title": questionnaire.title, "sheets": [sheet]})


@transaction.atomic
def print_blanks(campaign, *, part=1, by) -> bytes:
    """Blanks with names and personal codes of those who have not answered, `SHEETS` people at a time."""
    if campaign.is_anonymous:
        raise ValidationError(NAMELESS)
    if not campaign.takes_answers(campaign.organization.today):
        raise ValidationError(OVER)
    rows = still_asked(campaign).select_related("person")
    fine = allowed(Person.objects.filter(survey_invitations__in=rows), Deed.SURVEY)
    rows = list(rows.filter(person__in=fine)[(part - 1) * SHEETS : part * SHEETS])
    if not rows:
        raise ValidationError("Печатать нечего: все, кого спрашивали, уже ответили.")
    record("campaign.blanks_printed", campaign, by=by, invitations=[row.pk for row in rows])
    sheets = [blank_of(row, campaign) for row in rows]
    return render_pdf("papers/survey_blank.html", {"title": f"Бланки: {campaign.title}", "sheets": sheets})


def blank_of(invitation, campaign):
    asked = campaign.questionnaire
    return blank(
        asked.sheet, title=asked.title, institution=campaign.organization.short_name, side=invitation.side,
        greeting=asked.greeting, name=invitation.person.full_name, url=personal_url(invitation),
    )  # fmt: skip


def type_answers(invitation, raw, *, by):
    """What somebody wrote on paper under the own name: an answer as any other, with who typed it in."""
    if not raw:
        raise ValidationError(EMPTY)
    return submit(invitation, raw, by=by, typed=True)


@transaction.atomic
def type_sheet(campaign, raw, *, side="", nonce="", by):
    """A nameless sheet into the boxes: as any unsigned answer it leaves no line in the journal, whoever `by` is.

    Questions left empty on paper stay empty.
    """
    if not campaign.is_anonymous:
        raise ValidationError(SIGNED)
    if not campaign.takes_answers(campaign.organization.today):
        raise ValidationError(OVER)
    if by.organization_id != campaign.organization_id:
        raise ValidationError("Этот опрос проводит другое учреждение.")
    answers, _errors = checked(campaign.questionnaire.sheet, raw, side, is_draft=True)
    if not answers:
        raise ValidationError(EMPTY)
    put_ballot(campaign, answers, side=side, nonce=nonce)


@transaction.atomic
def mark_handed_in(campaign, invitations, *, by):
    """These people have handed a nameless sheet in: nobody reminds them. The journal tells how many, not who."""
    if not campaign.is_anonymous:
        raise ValidationError(SIGNED)
    asked = set(still_asked(campaign).values_list("pk", flat=True))
    chosen = {row.pk for row in invitations}
    if not chosen:
        raise ValidationError("Отметьте, кто сдал листы.")
    if not chosen <= asked:
        raise ValidationError("Кто-то из отмеченных уже ответил. Обновите страницу и отметьте остальных.")
    turnout = locked_turnout(campaign)
    if chosen & set(turnout.answered):
        raise ValidationError("Кто-то из отмеченных уже ответил. Обновите страницу и отметьте остальных.")
    note_answered(turnout, chosen)
    record("campaign.handed_in", campaign, by=by, people=len(chosen))
    return len(chosen)
