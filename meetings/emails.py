"""Letters about meetings: one function a letter."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from common.russian import date_words


def met_url(secret):
    return settings.SITE_URL + reverse("met_link", args=[secret])


def send_met_link(link, secret, meetings):
    """The personal link itself, so where letters are kept nobody may read it; `meetings` are those not told of yet."""
    organization = link.organization
    context = {
        "person": link.person,
        "organization": organization,
        "meetings": meetings,
        "url": met_url(secret),
        "until": date_words(link.expires_at.astimezone(organization.zone).date()),
    }
    text = render_to_string("meetings/emails/met_link.txt", context)
    EmailMessage("Встретились? Ответьте одним нажатием", text, to=[link.person.email]).send()
