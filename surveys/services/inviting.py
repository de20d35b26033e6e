"""Invitations one by one: more people, one taken back, a new link; the common link of a campaign."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from people.gate import Deed, require_allowed
from surveys.audience import Asked
from surveys.links import salt_and_hash
from surveys.models import Campaign, Invitation
from surveys.services.campaigns import invitation_of, locked
from surveys.services.unsigned import open_boxes
from surveys.sheet import Kind
from surveys.turnout import has_answered

NOT_OPEN = "Опрос сейчас не идёт. Откройте его снова, потом приглашайте."


@transaction.atomic
def invite_people(campaign, people, *, by):
    """`people` are audience.Asked; who was taken back is invited again with a new link, who stands is left alone."""
    row = locked(campaign)
    if row.status != Campaign.Status.OPEN:
        raise ValidationError(NOT_OPEN)
    require_allowed([one.person for one in people], Deed.SURVEY)
    if gone := [str(one.person) for one in people if one.person.left_on]:
        raise ValidationError(f"Выбыли из учреждения: {', '.join(gone)}. Снимите с них отметки.")
    rows = sorted(row.invitations.all(), key=lambda one: one.withdrawn_on is None)
    known = {(one.person_id, one.side): one for one in rows}  # of several the one that stands
    new = [invitation_of(row, one) for one in people if one.key not in known]
    Invitation.objects.bulk_create(new)
    again = [known[one.key] for one in people if one.key in known and known[one.key].withdrawn_on]
    for invitation in again:
        stand_again(invitation)
    if not new and not again:
        raise ValidationError("Эти люди уже приглашены. Отметьте кого-нибудь ещё.")
    invited = sorted([one.person_id for one in (*new, *again)])
    record("campaign.invited", row, by=by, people=invited)
    return [*new, *again]


def stand_again(invitation):
    invitation.withdrawn_on = None
    invitation.link_salt, invitation.link_hash = salt_and_hash()
    invitation.save(update_fields=["withdrawn_on", "link_salt", "link_hash"])


def people_to_ask(campaign, persons):
    """Ticked people as those who are asked: on the side the questionnaire is for."""
    side, form = campaign.questionnaire.side, campaign.questionnaire.form
    return [Asked(person, side, form, person.is_young_teacher) for person in persons]


@transaction.atomic
def withdraw_invitation(invitation, *, by):
    """The link opens nothing any more; who has answered stays among those who answered."""
    row = locked_invitation(invitation)
    if row.withdrawn_on:
        return row
    if has_answered(row):
        raise ValidationError("Этот человек уже ответил: отменять нечего.")
    return take_back(row, by=by)


def take_back(row, *, by):
    row.withdrawn_on = row.organization.today
    row.full_clean()
    row.save(update_fields=["withdrawn_on"])
    record("survey_invitation.withdrawn", row, by=by, campaign=row.campaign_id)
    return row


@transaction.atomic
def renew_link(invitation, *, by):
    """A new personal link; the earlier one stops in letters and on paper alike."""
    row = locked_invitation(invitation)
    if row.withdrawn_on:
        raise ValidationError("Приглашение отменено. Пригласите человека снова.")
    row.link_salt, row.link_hash = salt_and_hash()
    row.full_clean()
    row.save(update_fields=["link_salt", "link_hash"])
    record("survey_invitation.link_renewed", row, by=by, campaign=row.campaign_id)
    return row


def locked_invitation(invitation):
    rows = Invitation.objects.select_for_update(of=("self",)).select_related(
        "campaign", "organization", "person"
    )
    return rows.get(pk=invitation.pk)


@transaction.atomic
def withdraw_all(person, *, by):
    """The person left or withdrew the consent: nothing is asked of them any more (people/signals.py)."""
    rows = (
        Invitation.objects.standing().filter(person=person).exclude(campaign__status=Campaign.Status.CLOSED)
    )
    rows |= Invitation.objects.standing().filter(person=person, campaign__accepts_late=True)
    for row in rows.order_by("pk"):
        take_back(locked_invitation(row), by=by)


@transaction.atomic
def start_common_link(campaign, *, by):
    """One link for everybody, on the wall or in a chat: what comes by it bears no name (AUT-4)."""
    row = locked(campaign)
    if row.status != Campaign.Status.OPEN:
        raise ValidationError("Общая ссылка нужна, пока опрос идёт. Сначала начните его.")
    if any(question.kind == Kind.FILE for question in row.questionnaire.sheet.questions):
        raise ValidationError("В анкете просят приложить файл: по общей ссылке файлы не принимают.")
    if row.common_hash:
        return row
    row.common_salt, row.common_hash = salt_and_hash()
    open_boxes(row)
    return saved_link(row, "campaign.common_link_started", by=by)


@transaction.atomic
def stop_common_link(campaign, *, by):
    row = locked(campaign)
    if not row.common_hash:
        return row
    row.common_salt = row.common_hash = ""
    return saved_link(row, "campaign.common_link_stopped", by=by)


def saved_link(row, action, *, by):
    row.full_clean()
    row.save(update_fields=["common_salt", "common_hash"])
    record(action, row, by=by)
    return row
