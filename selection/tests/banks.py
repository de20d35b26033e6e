"""Small banks to select from: nothing but what a test needs."""

from people.models import Competence, Request
from people.tests.factories import MenteeEntryFactory, MentorEntryFactory, PersonFactory
from selection.rules import Rules
from selection.services.runs import create_run


def person(school, name, **more):
    return PersonFactory(organization=school, last_name=name, **more)


def mentee(school, name, *competences, entry=None, **more):
    """Somebody who waits and asks for these competences."""
    row = MenteeEntryFactory(person=person(school, name, **more), **(entry or {}))
    if competences:
        request = Request.objects.create(entry=row, text="Запрос", made_on=row.entered_on)
        request.competences.add(*(competence(school, one) for one in competences))
    return row.person


def mentor(school, name, *competences, capacity=1, entry=None, **more):
    row = MentorEntryFactory(person=person(school, name, **more), capacity=capacity, **(entry or {}))
    row.competences.add(*(competence(school, one) for one in competences))
    return row.person


def competence(school, name):
    return Competence.objects.get_or_create(organization=school, name=name)[0]


def run_for(curator, goal="everyone", **rules):
    return create_run(curator.organization, name="Подбор", goal=goal, rules=Rules(**rules), by=curator)


def proposed(run):
    """{family name of the mentee: family name of the mentor or None}."""
    rows = run.proposals.select_related("mentee", "mentor")
    return {row.mentee.last_name: row.mentor.last_name if row.mentor else None for row in rows}


def row_of(run, name):
    return run.proposals.select_related("run", "mentee", "mentor").get(mentee__last_name=name)
