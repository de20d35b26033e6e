"""Work after a signature or a withdrawal by the person: the file is drawn once, the letter goes with what it says."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from common.files import sha256, stored_name
from common.pdf import render_pdf
from jobs.registry import handler
from people.emails import send_signed, send_withdrawal_receipt
from people.models import Consent, ConsentLink, Withdrawal
from people.withdrawal_paper import receipt_content

REFUSED = "Почтовый сервер не принял письмо."


def draw(consent):
    """The signed paper; equal words always give equal bytes."""
    return render_pdf("papers/consent.html", consent.content)


@handler("consent_signed")
def consent_signed(job):
    """Keep the PDF of a consent signed by link, once, and tell the person where it is."""
    rows = Consent.objects.select_related("person", "organization", "representative")
    consent = rows.get(pk=job.payload["consent"])
    if not consent.scan:
        keep(consent, draw(consent))
    link = ConsentLink.objects.filter(pk=job.payload["link"]).first()
    if link and not consent.ended_on:
        until = link.expires_at.astimezone(consent.organization.zone).date()
        deliver(send_signed, consent, address=link.email, until=until)


def keep(consent, pdf):
    """Two workers may draw, one file stays."""
    name = stored_name(f"consents/{consent.organization_id}", pdf[:16])
    default_storage.save(name, ContentFile(pdf))
    won = Consent.objects.filter(pk=consent.pk, scan="").update(scan=name, scan_sha256=sha256(pdf))
    if not won:
        default_storage.delete(name)


@handler("withdrawal_receipt")
def withdrawal_receipt(job):
    """Mail the receipt; a person whose data are gone meanwhile gets nothing."""
    rows = Withdrawal.objects.select_related("person", "organization", "representative")
    withdrawal = rows.get(pk=job.payload["withdrawal"])
    link = ConsentLink.objects.filter(pk=job.payload["link"]).first()
    if link and withdrawal.person.destroyed_on is None:
        pdf = draw_receipt(withdrawal)
        deliver(send_withdrawal_receipt, withdrawal, address=link.email, pdf=pdf)


def draw_receipt(withdrawal):
    return render_pdf("papers/withdrawal_receipt.html", receipt_content(withdrawal))


def deliver(letter, row, **facts):
    """A refusing mail server makes the job try again; what it says may hold an address and is not kept."""
    try:
        letter(row, **facts)
    except OSError as error:
        raise ValidationError(REFUSED) from error
