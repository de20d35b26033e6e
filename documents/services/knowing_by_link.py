"""Getting acquainted by a personal link, without an account: one paper of one person, for thirty days.

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
from documents.emails import know_url, send_knowing_link
from documents.models import Acknowledgement, Document
from documents.services.acknowledging import locked, mark, require_signed
from people import gate

DAYS = 30
SLIPS_MAX = 200


def owing(document):
    """Who is still to get acquainted and works here."""
    return document.acknowledgements.owed().present().select_related("person__membership__user")


def open_links():
    """Rows that a link opens today; who has left or whose card is gone opens nothing."""
    rows = Acknowledgement.objects.exclude(token_hash="").filter(token_until__gt=timezone.now())
    return rows.filter(
        document__status=Document.Status.SIGNED,
        person__left_on__isnull=True,
        person__destroyed_on__isnull=True,
        person__merged_into__isnull=True,
    ).select_related("person", "document__organization", "document__signature")


def row_of_print(token_hash):
    return open_links().filter(token_hash=token_hash).first() if token_hash else None


def row_of_secret(secret):
    return row_of_print(digest(secret))


def closed_row_of_secret(secret):
    """A link that has run out: its page names the institution to ask."""
    rows = Acknowledgement.objects.exclude(token_hash="").select_related("organization")
    return rows.filter(token_hash=digest(secret)).first()


def mail_link(pk):
    """False when the mail server refused the letter: no new link is left then, the earlier one goes on."""
    with transaction.atomic():
        row = (
            Acknowledgement.objects.select_for_update(of=("self",))
            .select_related("person", "document")
            .get(pk=pk)
        )
        before = row.token_hash, row.token_until
        if not is_writable(row) or sent_today(row):
            return True
        secret = renew(row)
    try:
        send_knowing_link(row, secret)
    except OSError:  # refused, silent or not there: smtplib's errors are among these
        Acknowledgement.objects.filter(pk=pk, at=None, token_hash=row.token_hash).update(
            token_hash=before[0], token_until=before[1]
        )
        return False
    return True


def is_writable(row):
    """Still owed, has an address, and letters of the programme are allowed."""
    person = row.person
    is_owed = row.at is None and row.document.status == Document.Status.SIGNED and person.left_on is None
    return is_owed and bool(person.email) and gate.may(person, gate.Deed.REMINDER)


def sent_today(row):
    """Whether a link was made for this row on this day of the institution: one letter a day is enough."""
    if row.token_until is None:
        return False
    zone = row.organization.zone
    made = (row.token_until - dt.timedelta(days=DAYS)).astimezone(zone)
    return made.date() == row.organization.today


def renew(row):
    """A new secret for a row; the earlier link opens nothing from now on."""
    secret = link_secret()
    row.token_hash, row.token_until = digest(secret), timezone.now() + dt.timedelta(days=DAYS)
    row.full_clean()
    row.save(update_fields=["token_hash", "token_until"])
    return secret


@transaction.atomic
def print_slips(document, *, by) -> bytes:
    """A slip with a QR code for each who owes; all or none, so that no printed link is dead. Earlier links stop."""
    require_signed(document)
    rows = list(owing(document).select_for_update(of=("self",))[:SLIPS_MAX])
    if not rows:
        raise ValidationError("Печатать нечего: с документом все ознакомились.")
    slips = [slip_of(row, document, renew(row)) for row in rows]
    record("acknowledgement.slips_printed", document, by=by, rows=[row.pk for row in rows])
    return render_pdf("papers/slips.html", {"title": "Листки для ознакомления", "slips": slips})


def slip_of(row, document, secret):
    until = date_words(row.token_until.astimezone(document.organization.zone).date())
    return {
        "title": f"Ознакомление: {document}",
        "name": row.person.full_name,
        "text": f"Наведите камеру телефона на рисунок или наберите адрес. Ссылка личная, действует до {until}",
        "url": know_url(secret),
    }


@transaction.atomic
def acknowledge_by_link(row, *, by=None):
    """The holder of the link, who is not signed in, says "ознакомлен(а)"; a second press changes nothing."""
    row = locked(row)
    if row.token_until is None or row.token_until <= timezone.now():
        raise ValidationError("Ссылка больше не действует. Попросите у куратора новую.")
    if row.at is None:
        mark(row, Acknowledgement.Method.LINK)
        record("acknowledgement.made_by_link", row, by=by, document=row.document_id)
    return row
