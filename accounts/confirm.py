"""Proof of identity once more, right before a deed that counts as a signature (AUT-7)."""

import secrets
import time

from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.emails import mail_goes_out, send_confirmation

SESSION_KEY = "confirmation_code"
CODE_SECONDS = 600
CODE_TRIES = 5
TOO_MANY = "Слишком много попыток. Подождите 15 минут."
TOO_MANY_LETTERS = "Слишком много писем с кодом. Подождите 10 минут."


def ways_to_confirm(user) -> list[str]:
    """How this person can prove who he or she is: "password", "totp", "mail_code".

    Without a mail server the administrator reads the letters; then a mailed code is only for those who have
    nothing else.
    """
    ways = ["password"] if user.has_usable_password() else []
    if Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        ways.append("totp")
    if not ways or mail_goes_out():
        ways.append("mail_code")
    return ways


def send_confirmation_code(request) -> None:
    """Mail a code of six digits; only its hash is kept, in the session that asked for it."""
    if not take_turn(request, "request_login_code"):
        raise ValidationError(TOO_MANY_LETTERS)
    code = f"{secrets.randbelow(10**6):06}"
    request.session[SESSION_KEY] = {"hash": code_hash(request.user, code), "at": time.time(), "tries": 0}
    send_confirmation(request.user, code)


def confirm_identity(request, secret: str) -> str | None:
    """The way by which `secret` proves the signed-in person, or None; ten wrong ones in 15 minutes stop it."""
    turn = take_turn(request, "login_failed")
    if not turn:
        raise ValidationError(TOO_MANY)
    checks = {"password": matches_password, "totp": matches_authenticator, "mail_code": matches_mailed_code}
    for way in ways_to_confirm(request.user):
        if secret.strip() and checks[way](request, secret):
            turn.rollback()
            return way
    return None


def take_turn(request, action):
    """Count one attempt of this person by the limits of sign-in; None when they are used up."""
    key = f"confirm-{request.user.pk}"
    return ratelimit.consume(request, app="allauth.account", action=action, key=key)


def matches_password(request, secret):
    return request.user.check_password(secret)


def matches_authenticator(request, secret):
    """A code of the phone counts once, a recovery code is used up."""
    mine = Authenticator.objects.filter(user=request.user).exclude(type=Authenticator.Type.WEBAUTHN)
    return any(authenticator.wrap().validate_code(secret.strip()) for authenticator in mine)


def matches_mailed_code(request, secret):
    kept = request.session.get(SESSION_KEY)
    if not kept or time.time() - kept["at"] > CODE_SECONDS or kept["tries"] >= CODE_TRIES:
        return False
    if constant_time_compare(kept["hash"], code_hash(request.user, secret.strip())):
        del request.session[SESSION_KEY]
        return True
    request.session[SESSION_KEY] = kept | {"tries": kept["tries"] + 1}
    return False


def code_hash(user, code):
    """Keyed by the secret of the installation: six digits are guessed at once from a plain hash."""
    return salted_hmac("accounts.confirm", f"{user.pk}:{code}", algorithm="sha256").hexdigest()
