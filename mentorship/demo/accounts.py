"""Who may sign in to the demonstration, and the table that tells it."""

from django.contrib.auth.hashers import check_password, make_password

from accounts.models import User
from mentorship.demo.sources import INSTITUTIONS, read
from organizations.models import Organization, Role
from organizations.services import grant_access

PASSWORD = "nastavnik-2026"  # noqa: S105  (of the demonstration only, printed at every start)
ADMINISTRATOR = ("Козлов Илья Андреевич", "admin@district.example")
HEADINGS = ("Роль", "Учреждение", "Почта", "Пароль")


def open_accounts(organization, rows):
    """Grant the accesses of an institution's staff; returns the memberships by role, the administrator's among them."""
    name, email = ADMINISTRATOR
    me = grant_access(organization, name=name, email=email, role=Role.ADMINISTRATOR, by=None)
    acting = {Role.ADMINISTRATOR: me}
    for role, name, email in rows:
        acting[role] = grant_access(organization, name=name, email=email, role=role, by=me)
    return acting


def set_passwords():
    """One hash for all: hashing is slow on purpose, and they share the password anyway."""
    accounts().update(password=make_password(PASSWORD))


def accounts():
    return User.objects.filter(email__in=known_addresses())


def known_addresses():
    """The addresses of the demonstration, in the order of the table."""
    people = [read(name) for name in INSTITUTIONS]
    rows = [row for data in people for row in (*data["accounts"], *data.get("participants", []))]
    return [ADMINISTRATOR[1], *(row[-1] for row in rows)]


def table() -> str:
    """The accounts that the demonstration password still opens; empty when the base holds something else."""
    order = {email: place for place, email in enumerate(known_addresses())}
    users = sorted(accounts().filter(is_active=True), key=lambda user: order[user.email])
    works = {kept for kept in {user.password for user in users} if check_password(PASSWORD, kept)}
    rows = [account_row(user) for user in users if user.password in works]
    return in_columns([HEADINGS, *rows]) if rows else ""


def account_row(user):
    memberships = list(user.memberships.open().select_related("organization", "person"))
    every = len(memberships) == Organization.objects.count()
    where = "все учреждения" if every else ", ".join(m.organization.short_name for m in memberships)
    return (", ".join(dict.fromkeys(map(role_words, memberships))), where, user.email, PASSWORD)


def role_words(membership):
    """A participant is told as what he or she takes part."""
    person = getattr(membership, "person", None)
    if person and person.mentor_entries.open().exists():
        return "наставник"
    if person and person.mentee_entries.open().exists():
        return "наставляемый"
    return membership.get_role_display()


def in_columns(rows):
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])
