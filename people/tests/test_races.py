"""Equal deeds at once: one of them does it, the others find it done (CON-3)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from audit.models import Entry
from people.forms import PersonForm
from people.models import Consent, MenteeEntry, Person, RosterImport
from people.services import add_mentees, add_person, commit_roster, preview_roster, print_consents
from people.tests.factories import PersonFactory
from people.tests.lists import many, staff_list

pytestmark = pytest.mark.django_db(transaction=True)


def twenty_times(deed):
    """Run `deed` twenty times at once; the answers, a broken rule as its sentence."""

    def run(_):
        try:
            return deed()
        except ValidationError as error:
            return error.messages[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        return list(pool.map(run, range(20)))


def test_twenty_equal_commits_add_everybody_once(curator):
    organization = curator.organization
    roster = preview_roster(organization, data=staff_list(many(40)), file_name="a.xlsx", by=curator)

    answers = twenty_times(lambda: commit_roster(RosterImport.objects.get(pk=roster.pk), by=curator))

    assert {answer.pk for answer in answers} == {roster.pk}
    assert {answer.added for answer in answers} == {40}
    assert Person.objects.count() == 40
    assert Entry.objects.filter(action="roster.imported").count() == 1


def test_twenty_equal_additions_make_one_person(curator):
    data = {"last_name": "Громова", "first_name": "Анна", "kind": "employee", "position": "учитель"}

    def add():
        form = PersonForm(data, membership=curator)
        assert form.is_valid()
        return add_person(form, by=curator)

    answers = twenty_times(add)

    assert Person.objects.count() == 1
    assert sum(isinstance(answer, Person) for answer in answers) == 1
    assert sum("уже есть в списке" in str(answer) for answer in answers) == 19


def test_twenty_equal_entries_and_prints_make_one_each(curator):
    person = PersonFactory(organization=curator.organization)
    on = curator.organization.today

    twenty_times(lambda: add_mentees([person], on=on, by=curator))
    twenty_times(lambda: print_consents([(person, Consent.Kind.PROCESSING)], by=curator))

    assert MenteeEntry.objects.count() == 1
    assert Consent.objects.count() == 1
    assert Entry.objects.filter(action__in=["mentees.added", "consents.printed"]).count() == 2
