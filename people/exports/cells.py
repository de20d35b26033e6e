"""What stands in a cell of a register: words for dates, contacts, consents, terms."""

from common.russian import date_dots


def day(value):
    return date_dots(value) if value else ""


def contacts(person):
    return ", ".join(filter(None, [person.phone, person.email]))


def contacts_with_signer(person, signer):
    """A minor is reached through the representative (Р-145: «данные представителя»)."""
    if signer is None:
        return contacts(person)
    reached = ", ".join(filter(None, [signer.full_name, signer.phone, signer.email]))
    return "; ".join(filter(None, [contacts(person), f"представитель {reached}"]))


def signed(consent):
    """The day of a consent and its term; an unsigned blank is nothing yet."""
    if not consent or not consent.signed_on:
        return ""
    until = f", до {date_dots(consent.expires_on)}" if consent.expires_on else ""
    return f"{date_dots(consent.signed_on)}{until}"


def years(value):
    return "" if value is None else str(value)


def listed(words):
    return ", ".join(dict.fromkeys(filter(None, words)))


def workplace(person, organization):
    return person.workplace or (organization.short_name if person.kind in HERE else "")


HERE = {"employee", "learner"}
