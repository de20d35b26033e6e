"""Answers by name: saved as they are written, sent, changed until the campaign is over."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.services import record
from jobs.removal import remove_files
from surveys.asking import asked, checked
from surveys.models import Campaign, Response
from surveys.services.files import files_of, incoming, names_of, stored
from surveys.services.unsigned import submit_anonymous

NOT_YET = "Опрос ещё не открыт. Он начнётся в день, который назван в письме."
OVER = "Опрос закрыт, ответы больше не принимаются. Если хотите ответить, скажите об этом куратору."
NOTHING = "Ответьте хотя бы на один вопрос."
ELSEWHERE = "Анкету открывали ещё на одном устройстве, и там ответы новее. Какие ответы оставить?"
TAKEN_BACK = "Приглашение отменено. Если это ошибка, скажите об этом куратору."


class Stale(ValidationError):
    """The same questionnaire was saved elsewhere after this page was opened."""


class Wrong(ValidationError):
    """Some answers are missing or are no answers: `errors` is {key of the question: words}, `answers` what is fine."""

    def __init__(self, errors, answers):
        super().__init__("Ответы ещё не отправлены: исправьте отмеченное.")
        self.errors, self.answers = errors, answers


def require_open(invitation, campaign):
    if invitation.withdrawn_on:
        raise ValidationError(TAKEN_BACK)
    if not campaign.takes_answers(campaign.organization.today):
        is_early = campaign.status == Campaign.Status.DRAFT or campaign.organization.today < campaign.opens_on
        raise ValidationError(NOT_YET if is_early else OVER)


@transaction.atomic
def save_draft(invitation, raw, *, revision, by):
    """Keep what has been written so far, whole or not; returns the response with its new revision.

    `revision` is the one the page has seen; another one is `Stale`, unless it brings what is kept already: the answer
    to an earlier save was lost on a bad line. What was sent already stays as it was sent.
    """
    campaign = invitation.campaign
    require_open(invitation, campaign)
    if campaign.is_anonymous:
        raise ValidationError("Анонимная анкета до отправки хранится только на вашем устройстве.")
    response = found(invitation) or made(invitation)
    answers, _ = checked(campaign.questionnaire.sheet, raw, invitation.side, is_draft=True)
    answers |= files_of(response.answers)
    if answers == response.answers:
        return response
    if response.revision != revision:
        raise Stale(ELSEWHERE, params={"revision": response.revision})
    if response.status == Response.Status.DONE:
        return response
    response.answers = answers
    response.revision += 1
    response.save(update_fields=["answers", "revision"])
    return response


def found(invitation):
    """The row of the answer, locked, or None."""
    rows = Response.objects.select_for_update(of=("self",)).filter(invitation=invitation)
    return rows.order_by("pk").first()


def made(invitation):
    """A new row; one for an invitation whoever comes first."""
    try:
        with transaction.atomic():
            return Response.objects.create(
                organization_id=invitation.organization_id,
                campaign_id=invitation.campaign_id,
                invitation=invitation,
            )
    except IntegrityError:  # the other of two presses made it
        return found(invitation)


def submit(invitation, raw, *, by, typed=False, files=None):
    """Send the answers; sent again alike they are the same answer. `Wrong` tells what is missing.

    `files` is {key of a question: uploaded file}; `typed` says that `by` copied them from paper.
    """
    campaign = invitation.campaign
    require_open(invitation, campaign)
    if campaign.is_anonymous:
        submit_anonymous(invitation, whole(campaign.questionnaire.sheet, raw, invitation.side))
        return None
    return send(invitation, raw, by=by, typed=typed, files=files or {})


def whole(sheet, raw, side, *, typed=False):
    """Answers that may be sent, or `Wrong`; what was left empty on paper stays empty."""
    answers, errors = checked(sheet, raw, side)
    if typed:  # only what was typed and is no answer
        errors = {key: words for key, words in errors.items() if raw.get(key) and key not in answers}
    if not answers and not errors:
        errors = {
            question.key: NOTHING for _, questions in asked(sheet, {}, side)[:1] for question in questions[:1]
        }
    if errors:
        raise Wrong(errors, answers)
    return answers


@transaction.atomic
def send(invitation, raw, *, by, typed, files):
    campaign, response = invitation.campaign, found(invitation)
    raw = (
        raw
        | files_of(response.answers if response else {})
        | {key: incoming(upload) for key, upload in files.items()}
    )
    answers = whole(campaign.questionnaire.sheet, raw, invitation.side, typed=typed)
    response = response or made(invitation)
    response.campaign = campaign
    if response.status == Response.Status.DONE and response.answers == answers:
        return response
    with stored(answers, files) as answers:
        remove_files(names_of(response.answers) - names_of(answers), organization=campaign.organization)
        return finish(response, answers, by=by, typed=typed)


def finish(response, answers, *, by, typed):
    campaign = response.campaign
    is_first = response.status != Response.Status.DONE
    response.answers, response.status = answers, Response.Status.DONE
    response.revision += 1
    if is_first:
        response.done_at = timezone.now()
        response.is_late = campaign.organization.today > campaign.closes_on
    response.typed_by = by if typed else None
    response.full_clean(exclude={"organization", "campaign", "invitation"})  # they were read a moment ago
    response.save()
    deed = "survey.answered" if is_first else "survey.answer_changed"
    record(deed, response, by=by, invitation=response.invitation_id, typed=typed)
    return response
