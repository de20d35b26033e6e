"""Letters about getting in. What opens a door is secret unless the caller says that the curator may read it out."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from accounts.services import invitation_url
from common.russian import date_words


def mail_goes_out():
    """Whether letters leave the house; without a mail server they are kept and read in the application."""
    return not settings.EMAIL_BACKEND.endswith("KeptLetterBackend")


def send_letter(template, user, *, subject, open_to_curator=False, **context):
    """One plain letter; without a mail server only harmless ones may be read by the curator (desk/mail.py)."""
    headers = {"X-Kept-Letter": "open"} if open_to_curator else {}
    body = render_to_string(template, {"user": user, **context})
    EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [user.email], headers=headers).send()


def send_invitation(invitation, secret, *, institution, open_to_curator=False):
    send_letter(
        "accounts/email/invitation.txt",
        invitation.user,
        subject="Ваша ссылка для входа в систему «Наставничество»",
        open_to_curator=open_to_curator,
        institution=institution,
        url=invitation_url(secret),
        until=date_words(invitation.expires_at.astimezone(institution.zone).date()),
    )


def send_confirmation(user, code):
    send_letter("accounts/email/confirmation.txt", user, subject=f"Код подтверждения: {code}", code=code)
