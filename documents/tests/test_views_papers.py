import pytest
from django.urls import reverse
from pypdf import PdfReader

from documents.models import Document
from documents.tests.factories import DocumentFactory
from documents.tests.steps import fields_of
from jobs.models import Job
from jobs.work import run
from pairs.models import Pair
from pairs.tests.factories import PairFactory
from people.consents import Need
from people.models import Consent
from people.services.printing import print_forms
from people.tests.factories import MentorEntryFactory, PersonFactory


@pytest.fixture
def pair(school):
    return PairFactory(mentor=PersonFactory(organization=school), consents=True, status=Pair.Status.READY)


@pytest.mark.parametrize("count", [1, 3])
def test_document_list_query_count_is_constant(client, curator, count, django_assert_num_queries):
    for _ in range(count):
        DocumentFactory(created_by=curator)
    client.force_login(curator.user)

    with django_assert_num_queries(9):
        response = client.get(reverse("documents:list"))

    assert response.status_code == 200


def test_order_is_drawn_up_edited_and_sent(client, curator, head, pair):
    client.force_login(curator.user)

    client.post(reverse("documents:order_pairs_add"), {"pairs": [pair.pk]})
    document = Document.objects.get()
    page = client.get(reverse("documents:edit", args=[document.pk])).content.decode()
    edit = fields_of(page) | {"text/@heading": ["О закреплении"]}
    client.post(reverse("documents:edit", args=[document.pk]), edit)
    client.post(reverse("documents:send", args=[document.pk]))

    document.refresh_from_db()
    assert (document.status, document.title) == (Document.Status.TO_SIGN, "О закреплении")
    assert "pair-" in str([item["uid"] for item in document.content["items"]])


def test_pairs_of_another_institution_cannot_be_named(client, stranger, pair):
    client.force_login(stranger.user)

    response = client.post(reverse("documents:order_pairs_add"), {"pairs": [pair.pk]})

    assert response.status_code == 422
    assert not Document.objects.exists()


def test_consents_of_the_banks_become_one_file(client, curator):
    person = MentorEntryFactory(
        person=PersonFactory(organization=curator.organization, last_name="Громова")
    ).person
    client.force_login(curator.user)

    shown = client.get(reverse("people:consents_print")).content.decode()
    response = client.post(reverse("people:consents_print"))
    job = Job.objects.get()
    run(job.pk)

    job.refresh_from_db()
    reader = PdfReader(job.result.open())
    assert "Громова" in shown
    assert response.url == job.get_absolute_url()
    assert set(person.consents.values_list("kind", flat=True)) == {
        Consent.Kind.PROCESSING,
        Consent.Kind.MENTOR_DUTY,
    }
    assert len(reader.pages) == 2
    assert "СОГЛАСИЕ" in reader.pages[0].extract_text()


def test_printing_twice_makes_no_second_form(curator):
    person = PersonFactory(organization=curator.organization)
    for _ in range(2):
        print_forms([Need(person, Consent.Kind.PROCESSING)], by=curator)

    assert Consent.objects.count() == 1


def test_nothing_to_print_is_said_in_words(client, curator):
    client.force_login(curator.user)

    page = client.post(reverse("people:consents_print")).content.decode()

    assert "Печатать нечего" in page
    assert not Job.objects.exists()
