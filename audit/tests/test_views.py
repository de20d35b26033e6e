import datetime as dt

import pytest
from django.urls import reverse

from audit.chain import entry_hash
from audit.models import ChainHead, Entry
from audit.services import record, save_form
from audit.words import WORDS
from organizations.forms import OrganizationForm
from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from organizations.tests.test_forms import fields_of


def numbers(response):
    return [entry.number for entry in response.context["page"]]


def test_journal_says_who_did_what_in_russian(client, curator):
    record("member.closed", curator, by=curator)
    record("member.closed", curator, by=None)
    client.force_login(curator.user)

    text = client.get(reverse("audit:list")).text

    assert str(curator.user) in text
    assert "система" in text
    assert "закрыт доступ" in text
    assert "member.closed" not in text


def test_deed_without_words_shows_its_code(client, curator):
    record("unknown.deed", curator, by=curator)
    client.force_login(curator.user)

    assert "unknown.deed" in client.get(reverse("audit:list")).text


def test_deeds_of_another_institution_are_not_seen(client, curator, stranger):
    record("member.closed", stranger, by=stranger)
    client.force_login(curator.user)

    response = client.get(reverse("audit:list"))

    assert numbers(response) == []
    assert str(stranger.user) not in response.text


@pytest.mark.parametrize("role", list(Role))
def test_journal_is_for_administrator_head_and_curator(client, school, role):
    client.force_login(MembershipFactory(organization=school, role=role).user)

    status = client.get(reverse("audit:list")).status_code

    assert status == (200 if role in {Role.ADMINISTRATOR, Role.HEAD, Role.CURATOR} else 403)


def at(organization, *moment):
    """An entry written at that wall-clock time of the institution."""
    entry = record("person.edited", MembershipFactory(organization=organization), by=None)
    moment = dt.datetime(*moment, tzinfo=organization.zone)
    Entry.objects.filter(pk=entry.pk).update(at_us=int(moment.timestamp()) * 1_000_000)


def test_days_are_those_of_the_institution(client, curator):
    school = curator.organization
    school.time_zone = "Asia/Kamchatka"
    school.save()
    at(school, 2026, 9, 1, 23, 59, 59)
    at(school, 2026, 9, 2, 0, 0, 0)
    at(school, 2026, 9, 3, 0, 0, 0)
    client.force_login(curator.user)

    response = client.get(reverse("audit:list"), {"since": "2026-09-02", "until": "2026-09-02"})

    assert numbers(response) == [2]
    assert "02.09.2026 00:00:00" in response.text


def test_filter_by_person(client, curator, head):
    record("person.edited", curator, by=curator)
    record("person.edited", curator, by=head)
    client.force_login(curator.user)

    assert numbers(client.get(reverse("audit:list"), {"user": head.user.pk})) == [2]


@pytest.mark.parametrize("query", [{"user": "x"}, {"user": "999999"}, {"since": "soon"}, {"page": "x"}])
def test_wrong_filter_shows_everything(client, curator, query):
    record("person.edited", curator, by=curator)
    client.force_login(curator.user)

    assert numbers(client.get(reverse("audit:list"), query)) == [1]


@pytest.mark.parametrize("count", [1, 3])
def test_journal_costs_the_same_for_one_and_for_three(client, curator, count, django_assert_num_queries):
    for _ in range(count):
        record("person.edited", curator, by=curator)
    client.force_login(curator.user)

    with django_assert_num_queries(6):  # session, user, memberships, people to choose from, count, entries
        client.get(reverse("audit:list"))


def test_save_form_journals_names_of_fields_and_the_chain_goes_on(curator):
    school = curator.organization
    form = OrganizationForm(fields_of(school, phone="8 800 000-00-00"), instance=school)
    assert form.is_valid()

    save_form(form, "organization.edited", by=curator)

    entry = Entry.objects.get()
    assert "phone" in entry.details["fields"]
    assert "800" not in str(entry.details)
    head = ChainHead.objects.get()
    assert (head.number, head.hash) == (1, entry_hash(entry, ""))


def test_words_are_plain_and_have_no_code_in_them():
    assert not [words for words in WORDS.values() if "." in words or words != words.strip()]
