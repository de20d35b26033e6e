"""Personal links to "Встретились?", for people without an account: one person, all own questions, for 45 days.

A new link ends the earlier one. The secret is made when its letter or slip is written and stands nowhere else; the
database holds its hash (AUT-1).
"""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from common.codes import digest, link_secret
from common.pdf import render_pdf
from common.russian import date_words
from jobs.daily import daily
from meetings.emails import met_url, send_met_link
from meetings.models import MeetingLink
from meetings.questions import DAYS_OF_SILENCE, duty_of, meetings_for, people_of_fit, unanswered
from meetings.services.answering import close_denied
from meetings.services.checks import ADVICE
from organizations.models import Membership
from pairs.models import Pair
from people import gate
from people.models import Person

DAYS = 45


def open_links():
    """Links that open something today: of people who are here and whose data may be used."""
    return (
        MeetingLink.objects.open()
        .filter(
            person__left_on=None, person__destroyed_on=None, person__merged_into=None,
            person__processing_stopped_on=None,
        )
        .select_related("person", "organization")
    )  # fmt: skip


def link_of_print(token_hash):
    return open_links().filter(token_hash=token_hash).first() if token_hash else None


def link_of_secret(secret):
    return link_of_print(digest(secret))


def closed_link_of_secret(secret):
    """A link that is over: its page names the institution to ask."""
    return MeetingLink.objects.filter(token_hash=digest(secret)).select_related("organization").first()


def without_account(organization):
    """`is_mine(person)` for those who cannot sign in: for the others the questions stand among the own tasks."""
    signing_in = set(Membership.objects.open().filter(organization=organization).values_list("pk", flat=True))
    return lambda person: person.membership_id not in signing_in


def make_link(person):
    """A new link of a person; returns (link, secret). Who hands it out ends the earlier ones."""
    secret = link_secret()
    expires_at = timezone.now() + dt.timedelta(days=DAYS)
    link = MeetingLink(
        organization=person.organization, person=person, token_hash=digest(secret), expires_at=expires_at
    )
    link.full_clean()
    link.save()
    return link, secret


def end_earlier(link):
    earlier = MeetingLink.objects.open().filter(person=link.person_id).exclude(pk=link.pk)
    return earlier.update(revoked_at=timezone.now())


# Letters: the day after a planned meeting


@daily("meeting_letters", title="Письма «Встретились?» тем, у кого нет входа")
def write_letters(organization, day):
    """A letter to each who was to meet, said nothing and has no account; run again it writes to nobody twice."""
    for meeting in unanswered(organization):
        if meeting.on <= day - dt.timedelta(days=DAYS_OF_SILENCE):
            close_denied(meeting, by=None)
    waiting = {}
    for meeting, person in meetings_for(organization, without_account(organization)):
        if meeting.on < day:
            waiting.setdefault(person, []).append(meeting)
    if refused := [person for person in waiting if not mail_link(person, waiting[person])]:
        raise ValidationError(f"Почтовый сервер не принял писем: {len(refused)}. Попробуем ещё раз.")


def mail_link(person, meetings):
    """False when the mail server refused the letter: no new link is left then, the earlier one goes on."""
    with transaction.atomic():
        person = (
            Person.objects.select_for_update(of=("self",)).select_related("organization").get(pk=person.pk)
        )
        meetings = [
            meeting for meeting in meetings if not was_told(person, meeting) and works(person, meeting)
        ]
        if not (meetings and person.email and gate.may(person, gate.Deed.REMINDER)):
            return True
        link, secret = make_link(person)
        record("meeting_link.sent", person, by=None, link=link.pk)
    try:
        send_met_link(link, secret, meetings)
    except OSError:  # refused, silent or not there: smtplib's errors are among these
        link.delete()
        return False
    end_earlier(link)
    return True


def was_told(person, meeting):
    """A link was handed out after the meeting; one a day is enough too."""
    last = MeetingLink.objects.filter(person=person).order_by("made_at").last()
    if last is None:
        return False
    made_on = last.made_at.astimezone(person.organization.zone).date()
    return made_on > meeting.on or made_on == person.organization.today


def works(person, meeting):
    return gate.may(person, gate.Deed.PAIR, role=duty_of(meeting.pair, person))


# Slips: printed by the curator


@transaction.atomic
def print_slips(pair, *, by) -> bytes:
    """A slip with a QR code for each of the pair who has no account; their earlier links stop."""
    pair = Pair.objects.select_for_update(of=("self",)).select_related("organization").get(pk=pair.pk)
    if pair.status != Pair.Status.ACTIVE:
        raise ValidationError("Листки печатают для пары, которая работает.")
    people = list(filter(without_account(pair.organization), people_of_fit(pair)))
    if not people:
        raise ValidationError("Печатать нечего: у всех участников пары есть вход, вопросы стоят в их делах.")
    for person in people:
        gate.require_allowed([person], gate.Deed.PAIR, role=duty_of(pair, person), advice=ADVICE)
    slips = [slip_of(person, pair) for person in people]
    record("meeting_links.printed", pair, by=by, people=[person.pk for person in people])
    return render_pdf("papers/slips.html", {"title": "Листки «Встретились?»", "slips": slips})


def slip_of(person, pair):
    link, secret = make_link(person)
    end_earlier(link)
    until = date_words(link.expires_at.astimezone(pair.organization.zone).date())
    until += " или до следующего письма со ссылкой" if person.email else ""
    return {
        "title": "Встретились с наставником?"
        if person.pk != pair.mentor_id
        else "Встретились с наставляемым?",
        "name": person.full_name,
        "text": f"После встречи наведите камеру телефона на рисунок и ответьте одним нажатием. Ссылка личная, "
        f"действует до {until}",
        "url": met_url(secret),
    }


@transaction.atomic
def revoke_links(person, *, by):
    """The person left or withdrew the consent: the links open nothing from now on."""
    ended = MeetingLink.objects.open().filter(person=person).update(revoked_at=timezone.now())
    if ended:
        record("meeting_links.revoked", person, by=by, links=ended)
    return ended
