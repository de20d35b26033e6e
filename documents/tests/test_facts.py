"""The answers of a draft: changed by its form, never over somebody else's without knowing (CON-2)."""

import datetime as dt

import pytest
from django.urls import reverse

from documents.kinds import KINDS
from documents.models import Document
from documents.services.drafts import change_facts, draft_paper
from people.models import Merge
from people.services.merging import merge_persons
from people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
KIND = KINDS[Document.Kind.ORDER_CURATOR]


def facts_about(person, **more):
    return {
        "person": person, "starts_on": dt.date(2026, 9, 1), "ends_on": dt.date(2027, 5, 31), "duties": "Вести банк",
    } | more  # fmt: skip


@pytest.fixture
def draft(curator):
    person = PersonFactory(organization=curator.organization, last_name="Лебедева")
    return draft_paper(KIND, facts_about(person), by=curator)


def body_of(draft, **more):
    person = draft.people.get()
    return {
        "person": person.pk, "starts_on": "2026-09-01", "ends_on": "2027-05-31", "duties": "Вести банк",
        "version": draft.version,
    } | more  # fmt: skip


def test_changed_answers_make_the_text_anew(client, curator, draft):
    client.force_login(curator.user)

    client.post(reverse("documents:paper_facts", args=[draft.pk]), body_of(draft, duties="Проводить встречи"))

    draft.refresh_from_db()
    assert any("Проводить встречи" in item["text"] for item in draft.content["items"])
    assert (draft.version, draft.versions.count()) == (2, 2)


def test_stale_answers_are_shown_beside_those_saved_meanwhile_and_overwrite_knowingly(client, curator, draft):
    change_facts(draft, facts_about(draft.people.get(), duties="Вести журнал"), version=1, by=curator)
    client.force_login(curator.user)
    url = reverse("documents:paper_facts", args=[draft.pk])

    refused = client.post(url, body_of(draft, duties="Проводить встречи", version=1))
    draft.refresh_from_db()
    kept = draft.facts["duties"]
    again = client.post(url, body_of(draft, duties="Проводить встречи"))

    text = refused.content.decode()
    assert (refused.status_code, kept) == (409, "Вести журнал")
    assert "сейчас сохранено «Вести журнал»" in text
    assert "Проводить встречи" in text
    assert 'name="version" value="2"' in text
    assert again.status_code == 302


def test_a_draft_names_the_card_that_is_kept_after_a_merge(curator, draft):
    twin = PersonFactory(organization=curator.organization, last_name="Лебедева-Ким")

    merge_persons(twin, draft.people.get(), by=curator)

    assert Merge.objects.exists()
    change_facts(draft, facts_about(draft.people.get()), version=1, by=curator)
    draft.refresh_from_db()
    assert "Лебедев" in draft.content["items"][0]["text"]
    assert "Ким" in draft.content["items"][0]["text"]
