"""Secrets of the links to questionnaires: personal ones and the common one on the wall.

A secret is made of the key of this installation and a chance part kept beside its hash, so that a letter, a reminder
and a printed slip carry the same link, and yet a copy of the database opens nothing (AUT-1). A new chance part ends
the link everywhere.
"""

import base64
import secrets

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from common.codes import digest


def new_salt():
    """192 random bits."""
    return secrets.token_hex(24)


def secret_of(salt):
    """What stands in the address: 192 bits, as letters."""
    made = salted_hmac("surveys.links", salt, algorithm="sha256").digest()[:24]
    return base64.urlsafe_b64encode(made).decode()


def salt_and_hash():
    """For a new invitation or a new common link."""
    salt = new_salt()
    return salt, digest(secret_of(salt))


def personal_url(invitation):
    return settings.SITE_URL + reverse("survey_link", args=[secret_of(invitation.link_salt)])


def common_url(campaign):
    return settings.SITE_URL + reverse("survey_common", args=[secret_of(campaign.common_salt)])
