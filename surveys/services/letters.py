"""Letters of a campaign: asked for by the curator, and reminders by the ladder of terms; slips for the rest.

What is told is written down before it is told, so that a killed worker tells nobody twice; one letter a day. In an
anonymous campaign it is written down for everybody, answered or not: the rows then tell nothing of when (PDN-5).
"""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.emails import mail_goes_out
from audit.services import record
from common.russian import counted
from desk.reminders import step_of
from jobs.daily import daily
from jobs.registry import handler
from jobs.services import enqueue, progress
from people.gate import Deed, allowed, may
from people.link_plan import mail_works
from people.models import Person
from surveys.emails import send_invitation
from surveys.models import Campaign, Invitation
from surveys.services.campaigns import locked
from surveys.turnout import has_answered, still_asked

STEPS = {"week", "eve", "day", "late0", "late1"}  # the curator speaks to whoever is silent after that
NOBODY = "Писать некому: все ответили, сегодня письмо уже было или у оставшихся нет почты. Дайте им листки с кодом."
REFUSED = "Почтовый сервер не принял {}. Попробуем ещё раз."


def with_people(invitations):
    return invitations.select_related(
        "person__membership__user", "campaign__organization", "campaign__questionnaire", "organization"
    )


def signs_in(person):
    """Whether the questionnaire stands among the own tasks of the person."""
    access = person.membership
    return access is not None and access.is_active and access.user.is_active


def address_of(person):
    """Where a letter goes, or "": without a mail server a personal link would reach nobody."""
    if signs_in(person):
        return person.membership.user.email
    return person.email if mail_works() else ""


@transaction.atomic
def write_letters(campaign, *, invitations=None, by):
    """A letter to each who has not answered (or to the ticked ones of these); returns how many will go."""
    row = locked(campaign)
    if not row.takes_answers(row.organization.today):
        raise ValidationError("Опрос сейчас не принимает ответы: писать не о чем.")
    asked = still_asked(row) if invitations is None else still_asked(row).filter(pk__in=invitations)
    fine = set(
        allowed(Person.objects.filter(survey_invitations__in=asked), Deed.REMINDER).values_list(
            "pk", flat=True
        )
    )
    today = row.organization.today
    rows = [one for one in with_people(asked) if one.told_on != today and one.person_id in fine]
    rows = [one for one in rows if address_of(one.person)]
    if not rows:
        raise ValidationError(NOBODY)
    named = {} if row.is_anonymous else {"invitations": [one.pk for one in rows]}
    title = f"Письма об анкете: {row.title}"
    enqueue(
        "survey_letters", organization=row.organization, title=title[:200], by=by, campaign=row.pk, **named
    )
    record("campaign.letters_asked", row, by=by, **named)
    return len(rows)


@handler("survey_letters")
def mail_letters(job):
    """Carried out again it passes over those who have got theirs today."""
    rows = Invitation.objects.standing().filter(campaign=job.payload["campaign"])
    if "invitations" in job.payload:
        rows = rows.filter(pk__in=job.payload["invitations"])
    pks, refused = list(rows.order_by("pk").values_list("pk", flat=True)), 0
    for done, pk in enumerate(pks, 1):
        refused += tell(pk, job.organization.today) is False
        progress(job, done, len(pks))
    if refused:
        raise ValidationError(REFUSED.format(counted(refused, "письмо", "письма", "писем")))


def tell(pk, day, *, only=lambda invitation: True):
    """One letter about one invitation: True when it went, False when refused, None when there is nothing to say."""
    with transaction.atomic():
        row = with_people(Invitation.objects.select_for_update(of=("self",))).get(pk=pk)
        was = (row.told_on, row.told_step)
        goes = is_to_be_told(row, day) and only(row)
        if row.told_on == day or not (goes or row.campaign.is_anonymous):
            return None
        row.told_on, row.told_step = day, step_of(row.campaign.closes_on, day)
        row.save(update_fields=["told_on", "told_step"])
        if goes and not mail_goes_out():
            send(row, was)
    if not goes:
        return None
    return True if not mail_goes_out() else sent(row, was)


def is_to_be_told(row, day):
    """Not answered, here, allowed, reachable: asked under the lock, whatever a list said a minute ago."""
    is_open = row.withdrawn_on is None and row.campaign.takes_answers(day)
    return (
        is_open and bool(address_of(row.person)) and not has_answered(row) and may(row.person, Deed.REMINDER)
    )


def send(row, was):
    send_invitation(
        row, address=address_of(row.person), signs_in=signs_in(row.person), is_reminder=was[0] is not None
    )


def sent(row, was):
    try:
        send(row, was)
    except OSError:  # refused, silent or not there: smtplib's errors are among these
        Invitation.objects.filter(pk=row.pk).update(told_on=was[0], told_step=was[1])
        return False
    return True


@daily("survey_reminders", title="Напоминания об анкетах")
def remind(organization, day: dt.date):
    """A letter to each who has not answered, at each step of the ladder; run again it writes to nobody twice."""
    refused = 0
    for campaign in Campaign.objects.open().filter(organization=organization, reminds=True).order_by("pk"):
        step = step_of(campaign.closes_on, day)
        if step in STEPS and campaign.takes_answers(day):
            refused += [tell(pk, day, only=by_us) for pk in to_remind(campaign, step, day)].count(False)
    if refused:
        raise ValidationError(REFUSED.format(counted(refused, "письмо", "письма", "писем")))


def to_remind(campaign, step, day):
    rows = campaign.invitations.standing() if campaign.is_anonymous else still_asked(campaign)
    rows = rows.exclude(told_on=day).exclude(told_step=step)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def by_us(invitation):
    """A dated task of the own desk is told by the desk's letter; of an anonymous campaign it bears no date there."""
    if not signs_in(invitation.person):
        return True
    return invitation.campaign.is_anonymous and invitation.person.membership.gets_reminders
