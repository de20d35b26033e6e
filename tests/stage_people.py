"""What an institution of the stage has about its people beside the people themselves."""

import datetime as dt

from django.utils import timezone

from common.codes import digest
from people.models import (
    Absence,
    Competence,
    ConsentLink,
    Merge,
    Person,
    PersonChange,
    Representation,
    SavedView,
)
from people.tests.factories import PersonFactory


def lists(organization, by):
    """A competence nobody has yet, and a filter that somebody keeps."""
    view = {"page": "people:mentees", "name": "Без пары", "query": "pair=no"}
    return {
        "spare_competence": Competence.objects.create(organization=organization, name="Выступление"),
        "saved_view": SavedView.objects.create(organization=organization, membership=by, **view),
    }


def consent_link(person, secret):
    return ConsentLink.objects.create(
        organization=person.organization, addressee=person, email=person.email, token_hash=digest(secret),
        expires_at=timezone.now() + dt.timedelta(days=30),
    )  # fmt: skip


def past(person):
    """What was different about a person, and a time away that lasts."""
    own = {"organization": person.organization, "person": person}
    values = {"before": {"position": "стажёр"}, "after": {"position": person.position}}
    return {
        "change": PersonChange.objects.create(**own, changed_on=dt.date(2026, 9, 1), **values),
        "absence": Absence.objects.create(**own, starts_on=dt.date(2026, 9, 1)),
    }


def family(organization):
    """A learner with a representative, and a card that was merged into the learner's."""
    learner, double = PersonFactory.create_batch(2, organization=organization, kind=Person.Kind.LEARNER)
    parent = PersonFactory(organization=organization, kind=Person.Kind.PARENT)
    Person.objects.filter(pk=double.pk).update(merged_into=learner)
    return {
        "merge": Merge.objects.create(organization=organization, kept=learner, merged=double),
        "learner": learner,
        "other_learner": PersonFactory(organization=organization, kind=Person.Kind.LEARNER),
        "loner": PersonFactory(organization=organization),
        "parent": parent,
        "representation": Representation.objects.create(
            organization=organization, learner=learner, representative=parent
        ),
    }
