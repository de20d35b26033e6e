"""Chosen papers as one file: what lies in the register byte for byte, drafts as they read now."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pypdf import PdfReader

from common.tests import papers as contents
from documents.models import FrozenFile
from documents.services.printing import bound_papers, print_papers
from documents.services.sealing import ensure_file
from documents.tests.factories import DocumentFactory
from documents.tests.steps import BYTES, paper_with_file, signed_paper
from jobs.models import Job
from jobs.work import run

pytestmark = pytest.mark.django_db


def words_of(pdf):
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_papers_come_in_the_order_they_were_chosen_each_in_its_own_way(curator, head):
    signed = signed_paper(head)
    stored = ensure_file(signed)
    draft = DocumentFactory(
        draft=True, created_by=curator, content=contents.one_sheet_order(number="", date="")
    )

    job = print_papers([draft, signed], by=curator)
    run(job.pk)

    job.refresh_from_db()
    sheets = words_of(job.result.read())
    assert (job.status, job.result_name, job.total_count) == ("done", "Документы, 2.pdf", 2)
    assert "ПРОЕКТ" in sheets[0]
    assert sheets[1:] == words_of(stored.file.read())
    assert not any("ПРОЕКТ" in sheet for sheet in sheets[1:])


def test_a_registered_paper_without_its_file_is_never_drawn_anew(curator, head):
    signed = signed_paper(head)

    with pytest.raises(ValidationError, match="Нет файла PDF"):
        print_papers([signed], by=curator)

    assert not Job.objects.filter(kind="papers_pdf").exists()
    assert not FrozenFile.objects.exists()


def test_a_damaged_file_stops_the_print_with_its_name(curator, head):
    signed, file = paper_with_file(head)
    job = print_papers([signed], by=curator)
    with open(file.file.path, "wb") as damaged:
        damaged.write(BYTES[:-1])

    with pytest.raises(ValidationError, match="повреждён"):
        bound_papers(job)


def test_register_offers_the_print_and_leads_to_its_job(client, curator):
    draft = DocumentFactory(draft=True, created_by=curator)
    client.force_login(curator.user)
    page = client.get(reverse("documents:list")).content.decode()

    answer = client.post(reverse("documents:print"), {"paper": [draft.pk]})

    job = Job.objects.get(kind="papers_pdf")
    assert f'action="{reverse("documents:print")}"' in page
    assert (answer.url, job.payload) == (job.get_absolute_url(), {"papers": [draft.pk]})


def test_nothing_ticked_and_papers_of_another_school_make_no_job(client, curator, stranger):
    foreign = DocumentFactory(draft=True, created_by=stranger)
    client.force_login(curator.user)

    for chosen in ([], [foreign.pk]):
        answer = client.post(reverse("documents:print"), {"paper": chosen}, follow=True)
        assert "Отметьте документы" in answer.content.decode()

    assert not Job.objects.filter(kind="papers_pdf").exists()
