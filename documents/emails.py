"""Letters about papers: one function a letter."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from organizations.models import Membership, Role

OPEN = {
    "X-Kept-Letter": "open"
}  # holds no code and no way in: the curator may read it where letters are kept


def send_waits_for_signature(document):
    """To the heads of the institution: a paper came to be signed."""
    heads = Membership.objects.open().filter(organization=document.organization, role=Role.HEAD)
    to = list(heads.values_list("user__email", flat=True))
    url = settings.SITE_URL + reverse("documents:to_sign")
    send(
        f"На подпись: {document.title}",
        "documents/emails/waits_for_signature.txt",
        to,
        document=document,
        url=url,
    )


def send_please_acknowledge(row):
    """To one person: an order to get acquainted with."""
    person = row.person
    to = person.membership.user.email if person.membership_id else person.email
    url = settings.SITE_URL + reverse("documents:detail", args=[row.document_id])
    subject = f"Ознакомьтесь: {row.document}"
    send(subject, "documents/emails/please_acknowledge.txt", [to], row=row, document=row.document, url=url)


def send(subject, template, to, **context):
    if to:
        EmailMessage(subject, render_to_string(template, context), to=to, headers=OPEN).send()
