"""Letters about papers: one function a letter."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse

from common.russian import date_words
from documents.models import Substitute
from documents.permissions import HEADS
from organizations.models import Membership

OPEN = {
    "X-Kept-Letter": "open"
}  # holds no code and no way in: the curator may read it where letters are kept


def send_waits_for_signature(document):
    """To the heads of the institution and whoever stands in today: a paper came to be signed."""
    organization = document.organization
    standing = Substitute.objects.filter(organization=organization).on(organization.today)
    signers = Q(role__in=HEADS) | Q(pk__in=standing.values("membership"))
    members = Membership.objects.open().filter(signers, organization=organization)
    to = list(members.values_list("user__email", flat=True).distinct())
    url = settings.SITE_URL + reverse("documents:to_sign")
    send(
        f"На подпись: {document.title}",
        "documents/emails/waits_for_signature.txt",
        to,
        document=document,
        url=url,
    )


def send_please_agree(step):
    """To one who agrees to a draft before it is signed; a body outside the system gets no letter."""
    if step.membership_id is None:
        return
    url = settings.SITE_URL + reverse("documents:step", args=[step.pk])
    subject = f"На согласование: {step.document.title}"
    to = [step.membership.user.email]
    send(subject, "documents/emails/please_agree.txt", to, document=step.document, url=url)


def send_please_acknowledge(row):
    """To one person: an order to get acquainted with."""
    person = row.person
    to = person.membership.user.email if person.membership_id else person.email
    url = settings.SITE_URL + reverse("documents:detail", args=[row.document_id])
    subject = f"Ознакомьтесь: {row.document}"
    send(subject, "documents/emails/please_acknowledge.txt", [to], row=row, document=row.document, url=url)


def know_url(secret):
    return settings.SITE_URL + reverse("know_link", args=[secret])


def send_knowing_link(row, secret):
    """To somebody without an account: the personal link itself, so where letters are kept nobody may read it."""
    organization = row.document.organization
    until = date_words(row.token_until.astimezone(organization.zone).date())
    context = {"row": row, "document": row.document, "organization": organization, "url": know_url(secret)}
    text = render_to_string("documents/emails/knowing_link.txt", context | {"until": until})
    EmailMessage(f"Ознакомьтесь: {row.document}"[:200], text, to=[row.person.email]).send()


def send(subject, template, to, **context):
    if to:
        EmailMessage(subject, render_to_string(template, context), to=to, headers=OPEN).send()
