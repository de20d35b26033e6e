"""Who must know a paper: chosen, reminded, marked by one scan, listed; who has left owes nothing."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Entry
from common.table_reading import read_table
from documents.models import Acknowledgement, FrozenFile
from documents.progress import acquainted
from documents.services.acknowledging import acknowledge, choose_knowers, record_on_paper, remind
from documents.services.in_force import set_in_force
from documents.tests.factories import DocumentFactory
from documents.tests.steps import signed_paper
from documents.todo import papers_on_the_way
from jobs.models import Job
from people.models import Person
from people.tests.factories import PersonFactory
from roadmap.tests.factories import RoadmapFactory

PDF = b"%PDF-1.7 the signed sheet"


@pytest.fixture
def document(head):
    return signed_paper(head)


@pytest.fixture
def people(school):
    return PersonFactory.create_batch(3, organization=school)


def rows_of(document, *people, **facts):
    return [
        Acknowledgement.objects.create(
            organization=document.organization, document=document, person=one, **facts
        )
        for one in people
    ]


def scan(data=PDF):
    return SimpleUploadedFile("list.pdf", data)


def asked(document):
    return set(document.acknowledgements.values_list("person", flat=True))


def test_chosen_are_asked_and_the_others_are_not_any_more(curator, document, people):
    due = document.organization.today + dt.timedelta(days=5)
    choose_knowers(document, people[:2], due_on=None, by=curator)

    choose_knowers(document, people[1:], due_on=due, by=curator)

    assert asked(document) == {people[1].pk, people[2].pk}
    assert set(document.acknowledgements.values_list("due_on", flat=True)) == {due}
    assert Entry.objects.filter(action="acknowledgement.asked").order_by("number").last().details == {
        "added": [people[2].pk], "removed": 1,
    }  # fmt: skip


def test_who_knows_the_paper_stays_in_the_list(curator, document, people):
    row = rows_of(document, people[0])[0]
    record_on_paper(document, [row], by=curator)

    choose_knowers(document, [], due_on=None, by=curator)

    assert asked(document) == {people[0].pk}


@pytest.mark.parametrize("wrong", ["learner", "elsewhere", "late"])
def test_wrong_choice_changes_nothing(curator, document, people, wrong):
    due = document.organization.today - dt.timedelta(days=1) if wrong == "late" else None
    chosen = {
        "learner": [PersonFactory(organization=document.organization, kind="learner")],
        "elsewhere": [PersonFactory()],
        "late": people,
    }[wrong]

    with pytest.raises(ValidationError):
        choose_knowers(document, chosen, due_on=due, by=curator)

    assert asked(document) == set()
    assert not Entry.objects.filter(action="acknowledgement.asked").exists()


def test_term_that_has_passed_may_stay_as_it_was(curator, document, people):
    passed = dt.date(2020, 1, 1)
    rows_of(document, people[0], due_on=passed)

    choose_knowers(document, people[:2], due_on=passed, by=curator)

    assert asked(document) == {people[0].pk, people[1].pk}


def test_head_does_not_choose_for_the_curator(head, document, people):
    with pytest.raises(PermissionDenied):
        choose_knowers(document, people, due_on=None, by=head)

    assert asked(document) == set()


def test_page_ticks_who_is_asked_and_saves_who_is_ticked(client, curator, document, people):
    rows_of(document, people[0])
    client.force_login(curator.user)
    url = reverse("documents:knowers", args=[document.pk])

    page = client.get(url).text
    answer = client.post(url, {"person": [people[1].pk], "due_on": ""})

    assert page.count(" checked") == 1
    assert answer.url == document.get_absolute_url()
    assert asked(document) == {people[1].pk}
    assert client.post(url, {"person": [PersonFactory().pk]}).status_code == 404


def test_one_scan_marks_all_who_signed(client, curator, document, people):
    rows = rows_of(document, *people)
    client.force_login(curator.user)
    url = reverse("documents:known_scan", args=[document.pk])

    answer = client.post(url, {"scan": scan(), "row": [rows[0].pk, rows[1].pk]})

    assert answer.url == document.get_absolute_url()
    marked = Acknowledgement.objects.filter(at__isnull=False)
    assert set(marked.values_list("pk", "method")) == {(rows[0].pk, "paper"), (rows[1].pk, "paper")}
    sheet = FrozenFile.objects.get(kind=FrozenFile.Kind.KNOWN)
    told = Entry.objects.get(action="acknowledgement.recorded_on_paper").details
    assert told == {"rows": [rows[0].pk, rows[1].pk], "file": sheet.pk}


@pytest.mark.parametrize("wrong", ["nobody", "no scan", "no picture"])
def test_scan_without_names_or_names_without_a_scan_change_nothing(client, curator, document, people, wrong):
    rows = rows_of(document, *people)
    client.force_login(curator.user)
    data = {"scan": scan(), "row": [row.pk for row in rows]}
    data |= {"nobody": {"row": []}, "no scan": {"scan": ""}, "no picture": {"scan": scan(b"MZ not a scan")}}[
        wrong
    ]

    answer = client.post(reverse("documents:known_scan", args=[document.pk]), data)

    assert answer.status_code == 422
    assert not Acknowledgement.objects.filter(at__isnull=False).exists()
    assert not FrozenFile.objects.filter(kind=FrozenFile.Kind.KNOWN).exists()


def test_sheet_with_all_signatures_is_not_for_participants(client, mentor, curator, document):
    row = rows_of(document, Person.objects.get(membership=mentor))[0]
    record_on_paper(document, [row], scan=scan(), by=curator)
    sheet = FrozenFile.objects.get(kind=FrozenFile.Kind.KNOWN)
    url = reverse("documents:file", args=[sheet.pk])

    client.force_login(mentor.user)
    assert client.get(url).status_code == 404
    client.force_login(curator.user)
    answer = client.get(url)
    assert (answer.status_code, answer.content) == (200, PDF)


def test_members_are_led_to_the_page_and_others_get_a_link(
    curator, mentor, document, school, mailoutbox, django_capture_on_commit_callbacks
):
    other = PersonFactory(organization=school, email="sova@school.example")
    stopped = PersonFactory(
        organization=school, email="stop@school.example", processing_stopped_on=school.today
    )
    left = PersonFactory(organization=school, email="left@school.example", left_on=school.today)
    rows = rows_of(document, Person.objects.get(membership=mentor), other, stopped, left)

    with django_capture_on_commit_callbacks(execute=True):
        remind(document, by=curator)

    assert [letter.to for letter in mailoutbox] == [[mentor.user.email]]
    assert Job.objects.get(kind="knowing_links").payload == {"rows": [rows[1].pk]}
    assert Entry.objects.get(action="acknowledgement.reminded").details == {"rows": [rows[0].pk, rows[1].pk]}


def test_without_mail_nobody_is_promised_a_link(curator, document, school, settings):
    settings.DEMO, settings.EMAIL_BACKEND = False, "desk.mail.KeptLetterBackend"
    rows_of(document, PersonFactory(organization=school, email="sova@school.example"))

    with pytest.raises(ValidationError, match="некому"):
        remind(document, by=curator)

    assert not Job.objects.filter(kind="knowing_links").exists()


def test_who_left_owes_nothing(curator, document, people):
    rows_of(document, *people)
    Person.objects.filter(pk=people[0].pk).update(left_on=document.organization.today)

    (task,) = papers_on_the_way(curator)
    known = acquainted(RoadmapFactory(organization=document.organization))

    assert str(people[0]) not in task.owes
    assert len(task.owes) == 2
    assert known.total == 2


def test_list_names_who_owes(client, curator, document, people):
    rows = rows_of(document, *people, due_on=dt.date(2020, 1, 1))
    record_on_paper(document, rows[:1], by=curator)
    Person.objects.filter(pk=people[2].pk).update(left_on=document.organization.today)
    client.force_login(curator.user)
    url = reverse("documents:known_list", args=[document.pk])

    table = read_table(client.get(url).content)

    words = {row[1]: row[4] for row in table[1:]}
    assert words[people[1].full_name] == "просрочено"
    assert words[people[2].full_name] == "выбыл"
    assert words[people[0].full_name][:2].isdigit()
    assert client.get(url, {"format": "exe"}).status_code == 404


def test_acquainted_with_a_cancelled_paper_is_allowed(mentor, document, head):
    other = signed_paper(head)
    other.links.model.objects.create(
        organization=head.organization, source=other, target=document, kind="cancels"
    )
    (row,) = rows_of(document, Person.objects.get(membership=mentor))

    assert acknowledge(row, by=mentor).at


def test_day_in_force_is_set_on_a_draft_alone(client, curator, document):
    draft = DocumentFactory(created_by=curator, draft=True)
    client.force_login(curator.user)

    client.post(reverse("documents:in_force", args=[draft.pk]), {"in_force_from": "2026-12-01"})
    refused = client.post(reverse("documents:in_force", args=[document.pk]), {"in_force_from": "2026-12-01"})

    draft.refresh_from_db()
    document.refresh_from_db()
    assert (draft.in_force_from, document.in_force_from) == (dt.date(2026, 12, 1), None)
    assert refused.status_code == 422
    assert Entry.objects.get(action="document.in_force_set").subject_id == draft.pk


def test_head_sets_no_day(head, curator):
    draft = DocumentFactory(created_by=curator, draft=True)

    with pytest.raises(PermissionDenied):
        set_in_force(draft, on=dt.date(2026, 12, 1), by=head)

    draft.refresh_from_db()
    assert draft.in_force_from is None


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_a_paper_costs_the_same(client, curator, document, count, django_assert_max_num_queries):
    rows_of(document, *PersonFactory.create_batch(count, organization=document.organization))
    client.force_login(curator.user)

    with django_assert_max_num_queries(12) as asked_now:
        page = client.get(document.get_absolute_url()).text

    assert "О документе" in page
    assert "Хранить" in page
    assert len(asked_now) <= 12
