import base64
import hashlib
import hmac
import struct
import time

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _fresh_limits():
    """Counters of attempts live in the cache, which outlasts a test."""
    cache.clear()


@pytest.fixture
def code_of():
    """What an authenticator on a phone shows for a secret now (RFC 6238), computed independently."""

    def compute(secret):
        counter = struct.pack(">Q", int(time.time()) // 30)
        mac = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
        start = mac[-1] & 15
        return f"{(struct.unpack('>I', mac[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"

    return compute


@pytest.fixture
def bound_phone():
    """Bind a phone: the secret of its authenticator and the recovery codes."""

    def bind(user):
        secret = generate_totp_secret()
        TOTP.activate(user, secret)
        return secret, RecoveryCodes.activate(user).generate_codes()

    return bind
