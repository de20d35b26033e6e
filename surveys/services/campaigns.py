"""The life of a campaign: made, changed, opened, closed, opened again, removed."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from common.russian import date_words
from jobs.daily import daily
from surveys.audience import asked_people
from surveys.links import salt_and_hash
from surveys.models import Campaign, Invitation, Questionnaire
from surveys.services.questionnaires import freeze
from surveys.services.unsigned import open_boxes

NOBODY = "Спрашивать некого: {}. Измените, кого спросить."
OPENED = "Опрос уже начат: его анкету, сроки начала и анонимность не меняют."
SEEN = (
    "Итоги анонимного опроса уже открыты, новые ответы выдали бы людей. Начните новый опрос с той же анкетой."
)


def locked(campaign):
    rows = Campaign.objects.select_for_update(of=("self",)).select_related("organization", "questionnaire")
    return rows.get(pk=campaign.pk)


@transaction.atomic
def add_campaign(questionnaire, *, by, **values):
    """A campaign in preparation: nobody is asked until it is opened."""
    today = by.organization.today
    if questionnaire.status == Questionnaire.Status.ARCHIVED:
        raise ValidationError("Анкета в архиве. Верните её из архива, тогда по ней можно спросить.")
    row = Campaign(
        organization=by.organization, questionnaire=questionnaire, made_by=by, opens_on=today,
        school_year=by.organization.school_year, **values,
    )  # fmt: skip
    require_ahead(row, row.closes_on)
    row.full_clean()
    row.save(force_insert=True)
    record("campaign.added", row, by=by, questionnaire=questionnaire.pk)
    return row


@transaction.atomic
def change_campaign(campaign, *, by, **values):
    """A draft as a whole; of a running campaign only its name, its last day, late answers and reminders."""
    row = locked(campaign)
    if row.status != Campaign.Status.DRAFT and {"is_anonymous", "audience"} & values.keys():
        raise ValidationError(OPENED)
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    if "accepts_late" in changed and values["accepts_late"]:
        require_unseen(row)
    if "closes_on" in changed:
        require_ahead(row, values["closes_on"])
    for name in changed:
        setattr(row, name, values[name])
    return saved(row, "campaign.changed", changed, by=by, changed=changed) if changed else row


@transaction.atomic
def open_campaign(campaign, *, by):
    """From today on: the questions stand still, everybody whom the audience names is invited, each with a link."""
    row = locked(campaign)
    if row.status != Campaign.Status.DRAFT:
        raise ValidationError("Опрос уже начат: второй раз начинать не нужно.")
    row.opens_on, row.school_year = row.organization.today, row.organization.school_year
    require_ahead(row, row.closes_on)
    freeze(row.questionnaire, is_anonymous=row.is_anonymous, by=by)
    people = asked_people(row.organization, row.audience, side=row.questionnaire.side)
    if not people:
        raise ValidationError(NOBODY.format("в выбранных группах никого нет"))
    if row.is_anonymous:
        open_boxes(row)
    row.status = Campaign.Status.OPEN
    saved(row, "campaign.opened", ["status", "opens_on", "school_year"], by=by, invited=len(people))
    Invitation.objects.bulk_create([invitation_of(row, one) for one in people])
    return row


def invitation_of(campaign, one):
    salt, link_hash = salt_and_hash()
    return Invitation(
        organization=campaign.organization, campaign=campaign, person=one.person, side=one.side,
        form=one.form, is_young=one.is_young, link_salt=salt, link_hash=link_hash,
    )  # fmt: skip


@transaction.atomic
def close_campaign(campaign, *, by):
    """Answers are taken no more, unless late ones are allowed."""
    row = locked(campaign)
    if row.status != Campaign.Status.OPEN:
        raise ValidationError("Закрыть можно опрос, который идёт.")
    row.status, row.closed_on = Campaign.Status.CLOSED, row.organization.today
    return saved(row, "campaign.closed", ["status", "closed_on"], by=by)


@transaction.atomic
def reopen_campaign(campaign, *, closes_on, by):
    """Answers are taken again until a new day."""
    row = locked(campaign)
    if row.status != Campaign.Status.CLOSED:
        raise ValidationError("Открыть снова можно только закрытый опрос.")
    require_unseen(row)
    require_ahead(row, closes_on)
    row.status, row.closed_on, row.closes_on = Campaign.Status.OPEN, None, closes_on
    return saved(row, "campaign.reopened", ["status", "closed_on", "closes_on"], by=by)


def require_unseen(row):
    """Results of an anonymous campaign are shown once it is closed: two looks would differ by whoever came between."""
    if row.is_anonymous and row.status == Campaign.Status.CLOSED:
        raise ValidationError(SEEN)


@transaction.atomic
def remove_campaign(campaign, *, by):
    """A draft only: what somebody was asked stays."""
    row = locked(campaign)
    if row.status != Campaign.Status.DRAFT:
        raise ValidationError("Начатый опрос не удаляют: закройте его, ответы останутся.")
    record("campaign.removed", row, by=by)
    row.delete()


def saved(row, action, columns, *, by, **details):
    row.full_clean()
    row.save(update_fields=columns)
    record(action, row, by=by, **details)
    return row


def require_ahead(row, day):
    today = row.organization.today
    if day < today:
        raise ValidationError(
            {"closes_on": f"Последний день уже прошёл. Выберите {date_words(today)} или позже."}
        )


@daily("surveys_closing", title="Опросы, срок которых вышел", hour=1)
def close_over(organization, day: dt.date):
    """The day after its last day a campaign is closed, unless late answers are taken. Run again it changes nothing."""
    rows = Campaign.objects.open().filter(organization=organization, closes_on__lt=day, accepts_late=False)
    for row in rows.order_by("pk"):
        close_if_over(row, day, by=None)


@transaction.atomic
def close_if_over(campaign, day, *, by):
    row = locked(campaign)
    if row.status == Campaign.Status.OPEN and row.closes_on < day and not row.accepts_late:
        close_campaign(row, by=by)
