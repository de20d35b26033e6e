"""Cookies of the person's own pages: signed, out of reach of scripts, each for its own part of /c/."""

from django.core import signing

COOKIE, COOKIE_SECONDS = "consents", 60 * 60
KNOCK, KNOCK_SECONDS = "consents_knock", 30 * 60
CHOICE = "consents_choice"


def hand_cookie(response, request, name, value, *, path, seconds=COOKIE_SECONDS):
    response.set_cookie(
        name, signing.dumps(value, salt=salt_of(name), compress=True), max_age=seconds, path=path,
        secure=request.is_secure(), httponly=True, samesite="Lax",
    )  # fmt: skip
    return response


def read_cookie(request, name, *, seconds=COOKIE_SECONDS):
    """What this house wrote into the cookie, or None."""
    try:
        return signing.loads(request.COOKIES.get(name, ""), salt=salt_of(name), max_age=seconds)
    except signing.BadSignature:
        return None


def salt_of(name):
    return f"people.personal.{name}"
