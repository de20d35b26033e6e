"""The Word file of a paper: who gets it, what it says of itself, and that nothing is written."""

import pytest
from django.urls import reverse

from audit.models import Entry
from common.docx import DOCX_TYPE
from common.tests.word_reading import all_words, opened
from documents.tests.factories import DocumentFactory
from documents.tests.steps import signed_paper
from organizations.models import Role
from organizations.tests.factories import MembershipFactory


def word_of(client, document):
    response = client.get(reverse("documents:docx", args=[document.pk]))
    assert (response.status_code, response["Content-Type"]) == (200, DOCX_TYPE)
    return response


def test_draft_is_handed_out_as_it_reads_now(client, curator):
    document = DocumentFactory(created_by=curator, draft=True)
    client.force_login(curator.user)

    response = word_of(client, document)

    said = all_words(opened(response.content))
    assert said.startswith("ПРОЕКТ")
    assert "1. Закрепить пары согласно приложению." in said
    assert not Entry.objects.filter(action__startswith="document").exists()


def test_registered_paper_gives_a_copy_that_names_its_original(client, curator, head):
    document = signed_paper(head)
    client.force_login(curator.user)

    response = word_of(client, document)

    said = all_words(opened(response.content))
    assert f"Копия. Подлинник – в реестре, код {document.code}" in said
    assert document.number in said
    assert "ПРОЕКТ" not in said
    assert "%D0%BA%D0%BE%D0%BF%D0%B8%D1%8F" in response["Content-Disposition"]  # "копия" in the name


def test_participant_reads_the_paper_and_gets_no_copy_to_edit(client, school, head):
    document = signed_paper(head)
    person = MembershipFactory(organization=school, role=Role.PARTICIPANT)
    client.force_login(person.user)

    assert client.get(reverse("documents:docx", args=[document.pk])).status_code in {403, 404}


def test_paper_of_another_institution_does_not_exist(client, curator, stranger):
    document = DocumentFactory(created_by=curator)
    client.force_login(stranger.user)

    assert client.get(reverse("documents:docx", args=[document.pk])).status_code == 404


@pytest.mark.parametrize("content", [{}, {"heading": "Приказ отдела"}])
def test_paper_without_a_text_of_ours_has_no_word_file(client, curator, content):
    document = DocumentFactory(created_by=curator, content=content)
    client.force_login(curator.user)

    assert client.get(reverse("documents:docx", args=[document.pk])).status_code == 404
