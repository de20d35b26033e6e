"""After a destruction nothing is left of the person but what the law keeps (PDN-3)."""

import logging

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction

from audit.models import Entry
from documents.models import Document
from documents.services.destroying import destroy
from jobs.models import Job
from jobs.work import run
from people import destruction
from people.destruction import STEPS
from people.lawful import lawful_columns
from people.models import Person
from people.services import withdraw_consents
from people.services.destroying import propose_destruction
from tests.marked import KEY, live, traces

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(school, curator, head, settings, tmp_path):
    """The marked person, with a store of files of its own: those of other tests would be searched too."""
    settings.MEDIA_ROOT = tmp_path
    return live(school, curator, head)


def take_away(person, curator, head):
    """The letter, the proposal, the confirmation; returns (the user there was, the act)."""
    on = person.organization.today
    withdraw_consents(person, ["processing"], channel="letter", received_on=on, by=curator)
    return destroyed(person, curator, head, reason="withdrawn")


def destroyed(person, curator, head, *, reason):
    user = person.membership.user
    return user, destroy(propose_destruction(person, reason=reason, by=curator), by=head)


def test_before_destruction_the_search_finds_the_person_everywhere(person):
    found = traces(person, person.membership.user, allowed=set())

    assert {name.split(".")[0] for name in found} >= {
        "people_person", "people_menteeentry", "people_mentorentry", "people_request", "people_consent",
        "people_personchange", "people_representation", "people_consentlink", "people_rosterimport",
        "people_scanbatch", "pairs_pair", "documents_document", "documents_version", "documents_step",
        "desk_letter", "desk_reminder", "jobs_job",
        "accounts_user", "account_emailaddress", "mfa_authenticator", "audit_entry", "roadmap_note",
        "programmes_programme", "programmes_programmerow", "programmes_programmeversion", "programmes_remark",
        "programmes_programmetemplate", "support_supportcontact", "support_searchcall", "support_searchoffer",
        "roadmap_reading", "roadmap_activity", "cache", "search", "jobs/marked", "scans/marked",
    }  # fmt: skip


def test_after_destruction_nothing_is_left_but_what_the_law_keeps(person, curator, head, caplog):
    caplog.set_level(logging.INFO)

    user, act = take_away(person, curator, head)

    assert traces(person, user, allowed=set()) == set()
    assert "Канарейкин" not in caplog.text
    assert "Канарейкина Виолетта Аристарховна" in str(act.content)
    assert Document.Status(act.status) == Document.Status.ON_PAPER


def test_what_is_lawful_is_named_by_the_constant(person, curator, head):
    take_away(person, curator, head)

    kept = {"documents_document.content", "people_consent.content"}
    assert kept <= lawful_columns()


def test_no_step_of_destruction_is_dead(person, curator, head, monkeypatch):
    """Without any one of them something is left: the search would tell."""
    silent = []
    for number, (title, _) in enumerate(STEPS):
        rest = STEPS[:number] + STEPS[number + 1 :]
        monkeypatch.setattr("people.services.destroying.STEPS", rest)
        if not left_behind(person, curator, head):
            silent.append(title)

    assert silent == []
    assert STEPS is destruction.STEPS


def left_behind(person, curator, head):
    cache.set(KEY, person.full_name)
    point = transaction.savepoint()
    Person.objects.filter(pk=person.pk).update(left_on=person.organization.today)
    user, _ = destroyed(Person.objects.get(pk=person.pk), curator, head, reason="reached")
    found = traces(person, user, allowed=set())
    transaction.savepoint_rollback(point)
    return found


def test_journal_still_verifies_and_says_who_and_when(person, curator, head):
    described = Entry.objects.get(action="person.described")

    take_away(person, curator, head)

    call_command("verify_journal")
    described.refresh_from_db()
    assert (described.details, described.salt, described.user) == ({}, "", curator.user)


def test_files_go_after_the_commit_and_twice_is_no_error(person, curator, head):
    take_away(person, curator, head)
    names = [name for job in Job.objects.filter(kind="remove_files") for name in job.payload["files"]]

    for job in list(Job.objects.filter(kind="remove_files")):
        assert run(job.pk)
    Job.objects.filter(kind="remove_files").update(status="waiting")
    again = [run(job.pk) for job in Job.objects.filter(kind="remove_files")]

    assert set(names) >= {"jobs/marked.bin", "scans/marked.pdf"}
    assert all(again)


def test_the_neighbour_and_the_others_of_the_list_stay(person, curator, head):
    before = Person.objects.get(last_name="Соседова").identity

    take_away(person, curator, head)

    assert Person.objects.get(last_name="Соседова").identity == before
    assert "Соседов" in str(Document.objects.get(status="draft").content)
