"""A ready-made questionnaire becomes the institution's own draft."""

from django.db import transaction

from organizations.models import Organization
from surveys.builtin import Ready, set_of
from surveys.models import Questionnaire
from surveys.services.questionnaires import create_questionnaire

HEAD = ("title", "purpose", "side", "form", "about", "how_counted", "greeting")


@transaction.atomic
def take_ready(one: Ready, *, by):
    """A draft with the words of the ready-made one; a draft that nobody has changed yet is not made twice."""
    lock_questionnaires(by.organization)
    return untouched(one, by.organization) or write_down(one, by=by)


@transaction.atomic
def take_set(form, *, by):
    """Entry and exit for both sides of a form at once: what is measured in October is measured again in May."""
    lock_questionnaires(by.organization)
    return [untouched(one, by.organization) or write_down(one, by=by) for one in set_of(form)]


def lock_questionnaires(organization):
    """Two presses of a button come one after another."""
    Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)


def untouched(one, organization):
    """The draft that was taken earlier and still says what the ready-made one says."""
    drafts = Questionnaire.objects.filter(
        organization=organization, origin=one.key, status=Questionnaire.Status.DRAFT
    )
    return next((row for row in drafts if row.sheet == one.sheet and says_the_same(row, one)), None)


def says_the_same(row, one):
    return all(getattr(row, name) == getattr(one, name) for name in HEAD)


def write_down(one, *, by):
    head = {name: getattr(one, name) for name in HEAD}
    return create_questionnaire(by.organization, content=one.content, origin=one.key, by=by, **head)
