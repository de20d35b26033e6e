"""Signing, refusing and withdrawing by the person: a code from a letter is the signature (63-ФЗ ст. 9).

The code belongs to one paper with one answer to every category: what was shown is what is signed.
"""

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from audit.services import record
from jobs.services import enqueue
from people import electronic_paper
from people.consents import content_hash
from people.emails import send_sign_code
from people.models import Consent, ConsentLink
from people.personal import obstacle
from people.services.consents import check_signing, sign_consent
from people.services.links import own_link
from people.services.persons import lock_people
from people.services.withdrawing import withdraw_consents

CODE_SECONDS, CODE_TRIES = 600, 5
PAUSE_SECONDS, CODES_A_LINK = 60, 30
LINK_OVER = "Ссылка больше не действует. Попросите у куратора новую."
OVER = "Код больше не действует. Получите новый."
TOO_MANY = "Слишком много писем с кодом по одной ссылке. Попросите у куратора новую."
TOO_SOON = "Письмо с кодом уже отправлено. Новый код можно получить через минуту после прежнего."
NOT_SENT = "Почтовый сервер не принял письмо с кодом. Попробуйте через несколько минут."


def ask_code(consent, *, signer, fields=(), limits=""):
    """Mail a code to whoever is to sign; a signed-in participant signs by the own mail too."""
    if not signer.signs(consent):
        raise ValidationError("Это согласие сейчас не ждёт вашей подписи.")
    if words := obstacle(consent):
        raise ValidationError(words)
    link = signer.link or own_link(signer.person, by=signer.me)
    send_code(consent, link=link, fields=fields, limits=limits)


def send_code(consent, *, link, fields=(), limits=""):
    """Mail a code of six digits for this paper with these answers; an earlier code of the link is void."""
    code = f"{secrets.randbelow(10**6):06}"
    with transaction.atomic():
        link, consent = locked(link, consent)
        check_can_sign(consent, link)
        if link.codes_sent >= CODES_A_LINK:
            raise ValidationError(TOO_MANY)
        if link.code_hash and seconds_since(link.code_sent_at) < PAUSE_SECONDS:
            raise ValidationError(TOO_SOON)
        content = electronic_paper.final(consent, fields=fields, limits=limits)
        link.code_hash, link.code_sent_at = code_hash(link, consent, content, code), timezone.now()
        link.code_tries, link.codes_sent = 0, link.codes_sent + 1
        link.save(update_fields=["code_hash", "code_sent_at", "code_tries", "codes_sent"])
    try:
        send_sign_code(consent, code, address=link.email)
    except OSError as error:
        ConsentLink.objects.filter(pk=link.pk, code_hash=link.code_hash).update(code_hash="")
        raise ValidationError(NOT_SENT) from error


def sign_by_link(consent, *, link, code, fields=(), limits=""):
    """Sign with the code from the letter. A wrong code is counted; a second press changes nothing."""
    with transaction.atomic():
        link, consent = locked(link, consent)
        if consent.signed_on and consent.channel == Consent.Channel.ELECTRONIC and not consent.ended_on:
            return consent
        check_can_sign(consent, link)
        content = electronic_paper.final(consent, fields=fields, limits=limits)
        problem = problem_of(code, link, consent, content)
        if not problem:
            consent = put_signature(consent, link, content, fields=fields, limits=limits)
    if problem:  # outside: the counted try stays counted
        raise ValidationError(problem)
    return consent


def locked(link, consent):
    """Both rows as they are now, for as long as the transaction lasts; people first, as a withdrawal locks them."""
    lock_people(link.organization)
    link = ConsentLink.objects.select_for_update(of=("self",)).select_related("organization").get(pk=link.pk)
    rows = Consent.objects.select_for_update(of=("self",))
    related = rows.select_related("person", "person__organization", "organization", "text", "representative")
    return link, related.get(pk=consent.pk, organization=link.organization_id)


def check_can_sign(consent, link):
    """The link is open and its addressee is the one whose signature this paper waits for."""
    if link.revoked_at or link.expires_at <= timezone.now():
        raise ValidationError(LINK_OVER)
    if consent.ended_on is None and (words := obstacle(consent)):
        raise ValidationError(words)
    check_signing(consent, consent.organization.today)
    if consent.signer.pk != link.addressee_id:
        raise ValidationError("Это согласие подписывает другой человек.")
    if consent.representative and not consent.person.is_minor:
        raise ValidationError(f"{consent.person}: человек совершеннолетний и решает сам.")


def problem_of(code, link, consent, content):
    """What is wrong with a typed code, in words; each wrong one is counted, the fifth ends the code."""
    is_late = not link.code_hash or seconds_since(link.code_sent_at) > CODE_SECONDS
    if is_late or link.code_tries >= CODE_TRIES:
        return OVER
    if constant_time_compare(link.code_hash, code_hash(link, consent, content, code)):
        return ""
    link.code_tries += 1
    link.save(update_fields=["code_tries"])
    left = CODE_TRIES - link.code_tries
    return f"Код не подошёл. Осталось попыток: {left}." if left else OVER


def seconds_since(moment):
    return (timezone.now() - moment).total_seconds()


def code_hash(link, consent, content, code):
    """Keyed by the secret of the installation: six digits are guessed at once from a plain hash."""
    what = f"{link.pk}:{consent.pk}:{content_hash(content)}:{code}"
    return salted_hmac("people.consent_code", what, algorithm="sha256").hexdigest()


def put_signature(consent, link, content, *, fields, limits):
    """The signed row, its words with the mark, and the wish for its PDF and for the letter."""
    consent = sign_consent(consent, on=consent.organization.today, fields=fields, limits=limits, by=None)
    consent.channel = Consent.Channel.ELECTRONIC
    consent.content = electronic_paper.signed(
        content, consent, email=link.email, moment=timezone.now(), link=link
    )
    consent.content_sha256 = content_hash(consent.content)
    consent.save(update_fields=["channel", "content", "content_sha256"])
    link.code_hash = ""
    link.save(update_fields=["code_hash"])
    record("consent.signed_by_link", consent, by=None, link=link.pk)
    enqueue(
        "consent_signed", organization=consent.organization, title="Подписанное согласие", by=None,
        key=f"consent_signed:{consent.pk}", consent=consent.pk, link=link.pk,
    )  # fmt: skip
    return consent


@transaction.atomic
def decline_consent(consent, *, signer, by=None):
    """The person does not agree: the paper ends, nothing else happens (152-ФЗ ст. 9: consent is free)."""
    consent = (
        Consent.objects.select_for_update(of=("self",)).select_related("organization").get(pk=consent.pk)
    )
    if consent.ended_on or consent.signed_on:
        raise ValidationError("Ответ уже записан. Подписанное согласие можно отозвать.")
    consent.ended_on, consent.ending = consent.organization.today, Consent.Ending.DECLINED
    consent.full_clean()
    consent.save(update_fields=["ended_on", "ending"])
    record("consent.declined", consent, by=by, answered_by=signer.person.pk)
    return consent


@transaction.atomic
def withdraw_by_person(consent, *, signer, by=None):
    """The person takes one consent back; the receipt goes by mail though processing has stopped."""
    link = signer.link or own_link(signer.person, by=by)
    person = consent.person
    asks_for_a_child = person.pk != signer.person.pk
    withdrawal = withdraw_consents(
        person,
        [consent.kind],
        channel="account" if by else "link",
        received_on=consent.organization.today,
        representative=signer.person if asks_for_a_child else None,
        by=by,
    )
    enqueue(
        "withdrawal_receipt", organization=consent.organization, title=f"Расписка № {withdrawal.number}",
        by=None, key=f"withdrawal_receipt:{withdrawal.pk}", withdrawal=withdrawal.pk, link=link.pk,
    )  # fmt: skip
    return withdrawal
