"""The first run: an empty system becomes one institution with its administrator and its curator, once."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from organizations.models import Membership, Organization, Role
from organizations.services import grant_access, invite_member

_founded = False


def is_founded() -> bool:
    """Whether there is an institution; once there is one, the process does not ask again."""
    global _founded
    _founded = _founded or Organization.objects.exists()
    return _founded


@dataclass(frozen=True)
class Founding:
    """What the first run made; `secret` opens the curator's link unless the curator is the administrator."""

    administrator: Membership
    curator: Membership
    secret: str


@transaction.atomic
def found_system(organization: Organization, *, administrator: dict, curator: dict) -> Founding:
    """Make the institution and its two people in one piece; of two attempts at once one finds it done."""
    wait_for_other_founders()
    if Organization.objects.exists():
        raise ValidationError("Систему уже настроили. Войдите или попросите ссылку у администратора.")
    organization.full_clean()
    organization.save(force_insert=True)
    me = grant_access(
        organization,
        name=administrator["name"],
        email=administrator["email"],
        role=Role.ADMINISTRATOR,
        by=None,
    )
    me.user.set_password(administrator["password"])
    me.user.save(update_fields=["password"])
    theirs = grant_access(
        organization, name=curator["name"], email=curator["email"], role=Role.CURATOR, by=me
    )
    secret = "" if theirs.user_id == me.user_id else invite_member(theirs, by=me)[1]
    return Founding(me, theirs, secret)


def wait_for_other_founders():
    """There is no row to lock yet: PostgreSQL locks the table; SQLite's transactions are one at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Organization._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
