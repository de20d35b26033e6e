import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Entry
from documents.models import Acknowledgement, Document
from documents.progress import acquainted, pairs_in_orders
from documents.services.acknowledging import acknowledge, record_on_paper, remind
from documents.tests.factories import DocumentFactory
from documents.tests.steps import signed_paper
from documents.todo import papers_on_the_way, papers_to_know
from pairs.models import Pair
from pairs.tests.factories import PairFactory
from people.models import Person
from people.tests.factories import PersonFactory
from roadmap.tests.factories import RoadmapFactory


@pytest.fixture
def row(head, mentor):
    """The mentor must know a signed order."""
    document = signed_paper(head)
    person = Person.objects.get(membership=mentor)
    return Acknowledgement.objects.create(organization=head.organization, document=document, person=person)


def test_one_tap_is_kept_once(mentor, row):
    acknowledge(row, by=mentor)
    first = Acknowledgement.objects.get().at
    acknowledge(row, by=mentor)

    assert Acknowledgement.objects.get().at == first
    assert Entry.objects.filter(action="acknowledgement.made").count() == 1


def test_nobody_taps_for_somebody_else(curator, row):
    with pytest.raises(ValidationError, match="только сам работник"):
        acknowledge(row, by=curator)

    assert Acknowledgement.objects.get().at is None
    assert not Entry.objects.filter(action="acknowledgement.made").exists()


def test_an_unsigned_paper_cannot_be_known(mentor, curator):
    document = DocumentFactory(created_by=curator)
    person = Person.objects.get(membership=mentor)
    row = Acknowledgement.objects.create(organization=curator.organization, document=document, person=person)

    with pytest.raises(ValidationError, match="подписанным"):
        acknowledge(row, by=mentor)

    assert Acknowledgement.objects.get().at is None


def test_paper_marks_only_the_ticked(curator, row):
    other = PersonFactory(organization=curator.organization)
    Acknowledgement.objects.create(organization=curator.organization, document=row.document, person=other)

    record_on_paper(row.document, [row], by=curator)

    marked = Acknowledgement.objects.filter(at__isnull=False).get()
    assert (marked, marked.method) == (row, Acknowledgement.Method.PAPER)
    with pytest.raises(ValidationError, match="Отметьте тех"):
        record_on_paper(row.document, [row], by=curator)


def test_remind_writes_to_those_who_owe(curator, mentor, row, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        remind(row.document, by=curator)

    assert [letter.to for letter in mailoutbox] == [[mentor.user.email]]
    acknowledge(row, by=mentor)
    with pytest.raises(ValidationError, match="некому"):
        remind(row.document, by=curator)


def test_desk_tells_the_person_what_to_read_and_the_curator_who_owes(mentor, curator, row):
    assert [task.url for task in papers_to_know(mentor)] == [row.document.get_absolute_url()]
    assert [task.owes for task in papers_on_the_way(curator)] == [[str(row.person)]]


def test_participant_reads_and_taps_on_one_page(client, mentor, row):
    client.force_login(mentor.user)
    url = row.document.get_absolute_url()

    before = client.get(url).content.decode()
    response = client.post(reverse("documents:acknowledge", args=[row.document_id]))

    assert "Ознакомлена" in before
    assert response.url == reverse("desk:home")
    assert Acknowledgement.objects.get().method == Acknowledgement.Method.IN_SYSTEM
    assert "Вы ознакомились" in client.get(url).content.decode()


def test_participant_does_not_see_a_paper_that_names_others(client, mentor, head):
    client.force_login(mentor.user)

    assert client.get(signed_paper(head).get_absolute_url()).status_code == 404


def test_counters_follow_the_register(curator, row):
    roadmap = RoadmapFactory(organization=curator.organization)
    active, proposed = (
        PairFactory(mentor=PersonFactory(organization=curator.organization), status=status)
        for status in (Pair.Status.ACTIVE, Pair.Status.PROPOSED)
    )

    orders, known = pairs_in_orders(roadmap), acquainted(roadmap)

    assert (orders.done, orders.total) == (1, 2)
    assert [item.url for item in orders.missing] == [proposed.get_absolute_url()]
    assert [item.words for item in orders.papers] == [str(Document.objects.get())]
    assert (known.done, known.total, len(known.missing)) == (0, 1, 1)
