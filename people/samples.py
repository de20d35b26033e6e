"""A text of a consent as it would be printed, for invented people: nobody's data stand in a preview."""

import datetime as dt

from people.consent_paper import build
from people.consents import expiry_of
from people.models import Consent, ConsentKind, Person, PublishedField

CODE = "7K3M-9QTD"
ADULT = {"last_name": "Лебедева", "first_name": "Ольга", "patronymic": "Николаевна", "gender": "female"}
CHILD = {"last_name": "Лебедев", "first_name": "Илья", "patronymic": "Андреевич", "gender": "male"}


def sample_of(text, organization):
    """Plain content of the paper; nothing is saved."""
    adult = Person(
        organization=organization, position="учитель математики", phone="+7 900 000-00-00", **ADULT
    )
    child = Person(
        organization=organization, kind=Person.Kind.LEARNER, position="8 «А» класс",
        birth_date=dt.date(organization.today.year - 14, 5, 4), **CHILD,
    )  # fmt: skip
    today = organization.today
    consent = Consent(
        organization=organization, kind=text.kind, text=text, code=CODE, printed_on=today,
        person=child if text.for_minors else adult,
        representative=adult if text.for_minors else None,
    )  # fmt: skip
    consent.expires_on = expiry_of(consent.person, text, today, representative=consent.representative)
    return build(consent) | {"draft": text.is_draft}


def released(consent):
    """[(category, may be published)] of a signed consent to distribution."""
    if consent.kind != ConsentKind.DISTRIBUTION or not consent.signed_on:
        return []
    return [(field.label, field in consent.fields) for field in PublishedField]
