import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import ValidationError

from accounts import confirm
from accounts.confirm import confirm_identity, send_confirmation_code, ways_to_confirm
from organizations.tests.factories import UserFactory

PASSWORD = "семь слонов идут домой"


@pytest.fixture
def request_of(rf):
    """A request of a signed-in person with a session of its own."""

    def make(user):
        request = rf.post("/")
        request.user, request.session = user or AnonymousUser(), SessionStore()
        return request

    return make


@pytest.fixture
def user(db):
    user = UserFactory()
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def plain_user(db):
    """Somebody without a password: comes by a personal link."""
    user = UserFactory()
    user.set_unusable_password()
    user.save()
    return user


def test_password_confirms(user, request_of):
    assert confirm_identity(request_of(user), PASSWORD) == "password"


@pytest.mark.parametrize("secret", ["", " ", "wrong", "000000"])
def test_wrong_secret_confirms_nothing(user, request_of, bound_phone, secret):
    bound_phone(user)

    assert confirm_identity(request_of(user), secret) is None


def test_code_of_the_phone_confirms_once(user, request_of, bound_phone, code_of):
    secret, _ = bound_phone(user)
    code = code_of(secret)

    assert confirm_identity(request_of(user), code) == "totp"
    assert confirm_identity(request_of(user), code) is None


def test_recovery_code_confirms_once(user, request_of, bound_phone):
    _, codes = bound_phone(user)

    assert confirm_identity(request_of(user), codes[0]) == "totp"
    assert confirm_identity(request_of(user), codes[0]) is None


def mailed_code(mailoutbox):
    return re.search(r"\d{6}", mailoutbox[-1].subject)[0]


def test_mailed_code_confirms_once_and_is_kept_only_as_a_hash(plain_user, request_of, mailoutbox):
    request = request_of(plain_user)
    send_confirmation_code(request)
    code = mailed_code(mailoutbox)

    assert code not in str(dict(request.session.items()))
    assert confirm_identity(request, code) == "mail_code"
    assert confirm_identity(request, code) is None


def test_mailed_code_dies_after_ten_minutes(plain_user, request_of, mailoutbox, monkeypatch):
    request = request_of(plain_user)
    send_confirmation_code(request)
    now = confirm.time.time()
    monkeypatch.setattr(confirm.time, "time", lambda: now + 601)

    assert confirm_identity(request, mailed_code(mailoutbox)) is None


def test_mailed_code_dies_after_five_wrong_tries(plain_user, request_of, mailoutbox):
    request = request_of(plain_user)
    send_confirmation_code(request)
    for _ in range(5):
        confirm_identity(request, "x")

    assert confirm_identity(request, mailed_code(mailoutbox)) is None


def test_mailed_code_of_another_session_confirms_nothing(plain_user, request_of, mailoutbox):
    send_confirmation_code(request_of(plain_user))

    assert confirm_identity(request_of(plain_user), mailed_code(mailoutbox)) is None


def test_ten_wrong_tries_stop_even_the_right_password_of_this_person_only(user, plain_user, request_of):
    request = request_of(user)
    for _ in range(10):
        assert confirm_identity(request, "wrong") is None

    with pytest.raises(ValidationError, match="Подождите 15 минут"):
        confirm_identity(request, PASSWORD)
    assert confirm_identity(request_of(plain_user), "wrong") is None


def test_right_secrets_are_not_counted(user, request_of):
    ways = [confirm_identity(request_of(user), PASSWORD) for _ in range(30)]

    assert ways == ["password"] * 30


def test_sixth_letter_with_a_code_is_refused(plain_user, request_of, mailoutbox):
    request = request_of(plain_user)
    for _ in range(5):
        send_confirmation_code(request)

    with pytest.raises(ValidationError, match="Подождите 10 минут"):
        send_confirmation_code(request)
    assert len(mailoutbox) == 5


def test_ways_follow_what_the_person_has(user, plain_user, bound_phone):
    assert ways_to_confirm(plain_user) == ["mail_code"]
    assert ways_to_confirm(user) == ["password", "mail_code"]
    bound_phone(user)
    assert ways_to_confirm(user) == ["password", "totp", "mail_code"]


def test_without_a_mail_server_a_mailed_code_is_only_for_those_who_have_nothing_else(
    user, plain_user, settings
):
    settings.EMAIL_BACKEND = "desk.mail.KeptLetterBackend"

    assert ways_to_confirm(user) == ["password"]
    assert ways_to_confirm(plain_user) == ["mail_code"]


def test_spaces_belong_to_a_password_but_not_to_a_code(user, plain_user, request_of, mailoutbox):
    request = request_of(plain_user)
    send_confirmation_code(request)

    assert confirm_identity(request_of(user), f"{PASSWORD} ") is None
    assert confirm_identity(request, f" {mailed_code(mailoutbox)} ") == "mail_code"
