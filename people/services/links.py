"""Personal links to consents: who gets a letter and who cannot, the letters themselves, taking a link back.

The secret of a link is made at the moment its letter is written and stands nowhere else, not even in the job.
"""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from audit.services import record
from common.codes import digest, link_secret
from common.russian import counted
from jobs.registry import handler
from jobs.services import enqueue, progress
from people.emails import send_consent_link
from people.gate import Deed, may
from people.link_plan import NO_MAIL, gone_today, mail_works, plan_links
from people.models import Consent, ConsentKind, ConsentLink, Person
from people.services.consents import print_consents
from people.services.persons import lock_people

DAYS = 30


@transaction.atomic
def send_links(persons, *, by):
    """Make the papers that are missing and send each signer one letter with a personal link; returns the plan.

    Asked again it is a reminder, at most one a day to a person. Who cannot be written to is named in the plan.
    """
    if not mail_works():
        raise ValidationError(NO_MAIL)
    lock_people(by.organization)
    plan = plan_links(persons, by=by)
    if not plan.letters:
        raise ValidationError(plan.why_nobody)
    if plan.papers:
        print_consents(plan.papers, by=by, channel=Consent.Channel.ELECTRONIC)
    addressees = [letter.addressee.pk for letter in plan.letters]
    title = f"Письма со ссылкой на согласия: {len(addressees)}"
    plan.job = enqueue("consent_links", organization=by.organization, title=title, by=by, addressees=addressees,
                       membership=by.pk)  # fmt: skip
    record("consent_links.sent", by.organization, by=by, addressees=addressees)
    return plan


@handler("consent_links")
def mail_links(job):
    """A letter to each addressee; carried out again it passes over those who have got theirs today."""
    addressees = job.payload["addressees"]
    refused = 0
    for done, pk in enumerate(addressees, 1):
        refused += not mail_link(pk, by=job.payload["membership"])
        progress(job, done, len(addressees))
    if refused:
        raise ValidationError(f"Почтовый сервер не принял {counted(refused, 'письмо', 'письма', 'писем')}.")


def mail_link(addressee_id, *, by):
    """False when the mail server refused the letter: no link is left then, and the earlier one goes on."""
    made = make_link(addressee_id, by=by)
    if made is None:
        return True
    link, secret, address = made
    try:
        send_consent_link(link, secret, address=address, asked=asked_of(link.addressee))
    except OSError:  # refused, silent or not there: smtplib's errors are among these
        link.delete()
        return False
    settle_link(link, address)
    return True


@transaction.atomic
def make_link(addressee_id, *, by):
    """A new link, not sent yet; None when nothing is to be sent any more: a letter went today, mail is not allowed."""
    rows = Person.objects.select_for_update(of=("self",)).select_related("organization")
    addressee = rows.get(pk=addressee_id)
    address = addressee.email
    if not address or gone_today(addressee) or not may(addressee, Deed.MAIL):
        return None
    ConsentLink.objects.filter(addressee=addressee, email="").delete()  # of a worker that was killed
    secret = link_secret()
    link = ConsentLink(
        organization=addressee.organization, addressee=addressee, token_hash=digest(secret), created_by_id=by,
        expires_at=timezone.now() + dt.timedelta(days=DAYS),
    )  # fmt: skip
    link.full_clean()
    link.save()
    return link, secret, address


def settle_link(link, address):
    """The letter has gone: the link is open, the earlier ones of the same person are not."""
    with transaction.atomic():
        earlier = sent_links().open().filter(addressee=link.addressee_id).exclude(pk=link.pk)
        earlier.update(revoked_at=timezone.now(), code_hash="")
        link.email = address
        link.save(update_fields=["email"])


def sent_links():
    """Links that went by letter; one that a signed-in participant signs by is nobody's letter."""
    return ConsentLink.objects.exclude(created_by__isnull=False, created_by=F("addressee__membership"))


def asked_of(addressee):
    """The papers that wait for the signature of this person."""
    rows = Consent.objects.asked().filter(organization=addressee.organization_id)
    mine = rows.filter(person=addressee, representative=None) | rows.filter(representative=addressee)
    return in_order(mine.select_related("person"))


def in_order(papers):
    """Person after person, processing first: without it the others mean nothing."""
    places = list(ConsentKind)
    return sorted(papers, key=lambda paper: (paper.person.search, places.index(paper.kind)))


@transaction.atomic
def revoke_link(link, *, by):
    """Take a link back: it opens nothing from now on, and a code on its way signs nothing."""
    link = ConsentLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if link.revoked_at:
        raise ValidationError("Эта ссылка уже отозвана.")
    link.revoked_at, link.code_hash = timezone.now(), ""
    link.save(update_fields=["revoked_at", "code_hash"])
    record("consent_link.revoked", link, by=by)
    return link


def open_link(link):
    """Remember when the button of the link was pressed for the first time; looking at it is not opening."""
    ConsentLink.objects.open().filter(pk=link.pk, opened_at=None).update(opened_at=timezone.now())


@transaction.atomic
def own_link(person, *, by):
    """By what a signed-in participant signs: the same row that counts codes and tries, its secret known to nobody."""
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if found := find_own_link(person, by):
        return found
    now = timezone.now()
    return ConsentLink.objects.create(
        organization=person.organization, addressee=person, email=by.user.email, created_by=by, opened_at=now,
        token_hash=digest(link_secret()), expires_at=now + dt.timedelta(days=DAYS),
    )  # fmt: skip


def find_own_link(person, me):
    return ConsentLink.objects.open().filter(addressee=person, created_by=me, email=me.user.email).first()
