"""Codes and secrets that leave the house: short ones for people, long ones for links."""

import hashlib
import secrets

# Without 0/O, 1/I/L, B/8, 5/S: a code is read aloud and typed by hand.
ALPHABET = "234679ACDEFGHJKMNPQRTUVWXYZ"


def short_code():
    """Eight letters as "7K3M-9QTD": 27^8 possibilities, for pages that show no secret."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def link_secret():
    """192 random bits for an address that opens one thing for one person."""
    return secrets.token_urlsafe(24)


def digest(secret):
    """What is stored of a secret: a copy of the database opens nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()
