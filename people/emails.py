"""Letters about consents: one function a letter. All of them are secret where letters are kept: some open a page."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from common.russian import date_words
from people.consents import SHORT


def link_url(secret):
    return settings.SITE_URL + reverse("personal:link", args=[secret])


def send_consent_link(link, secret, *, address, asked):
    """The personal link itself, and what is asked: `asked` are the papers that wait for this signature."""
    organization = link.organization
    about = [paper for paper in asked if paper.person_id != link.addressee_id]
    send(
        "people/emails/consent_link.txt",
        address,
        subject=f"Согласия для наставничества: {organization.short_name}",
        link=link,
        organization=organization,
        url=link_url(secret),
        until=date_words(link.expires_at.astimezone(organization.zone).date()),
        asked=[(SHORT[paper.kind], paper.person if paper in about else None) for paper in asked],
    )


def send_sign_code(consent, code, *, address):
    send(
        "people/emails/sign_code.txt",
        address,
        subject=f"Код для подписи согласия: {code}",
        code=code,
        consent=consent,
        organization=consent.organization,
    )


def send_signed(consent, *, address, until):
    send(
        "people/emails/consent_signed.txt",
        address,
        subject=f"Согласие подписано: {consent.organization.short_name}",
        consent=consent,
        organization=consent.organization,
        until=date_words(until) if until else "",
        site=settings.SITE_URL,
    )


def send_withdrawal_receipt(withdrawal, *, address, pdf):
    """The receipt goes though processing has stopped: the law owes the person an answer."""
    send(
        "people/emails/withdrawal_receipt.txt",
        address,
        subject=f"Расписка № {withdrawal.number} об отзыве согласия",
        attachment=(f"Расписка № {withdrawal.number}.pdf", pdf, "application/pdf"),
        withdrawal=withdrawal,
        organization=withdrawal.organization,
        kinds=withdrawal.kind_labels,
    )


def send(template, address, *, subject, attachment=None, **context):
    letter = EmailMessage(subject[:200], render_to_string(template, context), to=[address])
    if attachment:
        letter.attach(*attachment)
    letter.send()
