"""From the pair to the head and on: checked, remarked, approved by the paper, changed, completed."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from audit.models import Entry
from documents.models import Document
from documents.services.programmes import draft_programme
from documents.services.registering import return_document, shown_of, sign_document
from documents.services.sending import delete_draft, send_to_sign, take_back
from documents.tests.answers import words
from pairs.tests.factories import PairFactory
from people.tests.factories import PersonFactory
from programmes.models import Programme, Remark
from programmes.services import (
    add_remark,
    change_programme,
    complete_programme,
    drop_programme,
    edit_row,
    mark_row,
    report_row,
    return_programme,
    settle_remark,
    submit_programme,
)
from programmes.tests.factories import ProgrammeFactory
from programmes.versions import differences
from roadmap.progress import COUNTERS
from roadmap.tests.factories import RoadmapFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(school, mentor):
    mentee = PersonFactory(organization=school, last_name="Седых")
    return PairFactory(mentor=mentor.person, mentees=[mentee], status="active", consents=True)


@pytest.fixture
def programme(pair):
    return ProgrammeFactory(pair=pair)


def now(programme):
    return Programme.objects.get(pk=programme.pk)


def approved(programme, curator, head):
    """Through the check and the head's signature."""
    submit_programme(programme, by=curator)
    paper = send_to_sign(draft_programme(programme, by=curator), by=curator)
    return sign_document(paper, shown_sha256=shown_of(paper), method="password", by=head)


def test_submit_keeps_a_version_and_a_second_press_does_nothing(programme, mentor):
    submit_programme(programme, by=mentor)
    submit_programme(programme, by=mentor)

    assert now(programme).status == "submitted"
    assert programme.versions.get().content["head"]["goal"] == programme.goal
    assert [entry.action for entry in Entry.objects.all()] == ["programme.submitted"]


def test_remark_returns_the_programme_and_settled_it_goes_again(programme, mentor, curator):
    submit_programme(programme, by=mentor)
    row = programme.rows.first()
    remark = add_remark(programme, text="Назовите срок", row=row, by=curator)
    return_programme(programme, by=curator)
    assert now(programme).status == "returned"

    with pytest.raises(ValidationError, match="Осталось замечаний: 1"):
        submit_programme(programme, by=mentor)
    settle_remark(remark, by=mentor)
    submit_programme(programme, by=mentor)

    assert now(programme).status == "submitted"


def test_return_needs_a_remark(programme, mentor, head):
    submit_programme(programme, by=mentor)

    with pytest.raises(ValidationError, match="что исправить"):
        return_programme(programme, by=head)
    assert now(programme).status == "submitted"

    return_programme(programme, text="Мало практики", by=head)
    assert now(programme).status == "returned"
    assert Remark.objects.get().text == "Мало практики"


@pytest.mark.parametrize("deed", [add_remark, return_programme])
def test_pair_writes_no_remarks(programme, mentor, deed):
    submit_programme(programme, by=mentor)

    with pytest.raises(PermissionDenied):
        deed(programme, text="Самому себе", by=mentor)

    assert not Remark.objects.exists()


def test_remark_needs_a_programme_on_check(programme, curator):
    with pytest.raises(ValidationError, match="на проверке"):
        add_remark(programme, text="Рано", by=curator)

    assert not Remark.objects.exists()


def test_signature_of_the_head_approves_the_programme(programme, curator, head):
    paper = approved(programme, curator, head)

    found = now(programme)
    assert (found.status, found.approved_on) == ("approved", paper.dated)
    assert found.versions.first().occasion == "approved"
    assert paper.pairs.get() == programme.pair


def test_paper_is_built_of_the_rows(programme, curator):
    submit_programme(programme, by=curator)
    row = programme.rows.first()

    content = draft_programme(programme, by=curator).content

    text = words(content)
    assert programme.title in text
    assert row.activity in text
    assert row.section in text
    assert "5 октября 2026" in text


def test_draft_of_the_paper_reads_the_programme_of_today(programme, curator, head):
    submit_programme(programme, by=curator)
    paper = draft_programme(programme, by=curator)
    take = Programme.objects.filter(pk=programme.pk)
    take.update(goal="Цель исправлена куратором")

    sent = send_to_sign(paper, by=curator)

    assert "Цель исправлена куратором" in words(sent.content)


def test_second_draft_is_the_first_one(programme, curator):
    submit_programme(programme, by=curator)

    assert draft_programme(programme, by=curator) == draft_programme(programme, by=curator)
    assert Document.objects.count() == 1


@pytest.mark.parametrize("way", ["returned", "taken back", "deleted"])
def test_paper_that_comes_back_lets_the_programme_go(programme, curator, head, way):
    submit_programme(programme, by=curator)
    paper = draft_programme(programme, by=curator)
    assert now(programme).status == "to_approve"
    if way == "deleted":
        delete_draft(paper, by=curator)
    elif way == "returned":
        return_document(send_to_sign(paper, by=curator), note="Исправить", by=head)
    else:
        take_back(send_to_sign(paper, by=curator), by=curator)

    assert now(programme).status == "submitted"


def test_paper_taken_back_goes_again_and_holds_the_programme(programme, curator, head):
    submit_programme(programme, by=curator)
    paper = send_to_sign(draft_programme(programme, by=curator), by=curator)
    paper = take_back(paper, by=curator)

    send_to_sign(paper, by=curator)

    assert now(programme).status == "to_approve"


@pytest.mark.parametrize("status", ["draft", "returned", "dropped"])
def test_only_a_checked_programme_goes_to_the_head(pair, curator, status):
    programme = ProgrammeFactory(pair=pair, status=status)

    with pytest.raises(ValidationError, match="на проверку"):
        draft_programme(programme, by=curator)

    assert not Document.objects.exists()


def test_programme_with_open_remarks_does_not_go_to_the_head(programme, curator):
    submit_programme(programme, by=curator)
    add_remark(programme, text="Назовите срок", by=curator)

    with pytest.raises(ValidationError, match="есть замечания"):
        draft_programme(programme, by=curator)

    assert now(programme).status == "submitted"


def test_withdrawn_consent_stops_the_approval(programme, curator):
    submit_programme(programme, by=curator)
    mentor = programme.pair.mentor
    type(mentor).objects.filter(pk=mentor.pk).update(processing_stopped_on=dt.date(2026, 11, 1))

    with pytest.raises(ValidationError, match="отозвано"):
        draft_programme(programme, by=curator)

    assert not Document.objects.exists()


def test_many_programmes_go_at_once_and_one_that_cannot_stops_no_other(client, school, curator, head):
    ready, bad = (
        ProgrammeFactory(pair=PairFactory(mentor=PersonFactory(organization=school))) for _ in range(2)
    )
    submit_programme(ready, by=curator)
    client.force_login(curator.user)

    answer = client.post(reverse("documents:programme_send"), {"programme": [ready.pk, bad.pk]}, follow=True)

    assert (now(ready).status, now(bad).status) == ("to_approve", "draft")
    assert Document.objects.get().status == "to_sign"
    assert "1 программа" in answer.content.decode().replace("\xa0", " ")


def test_plan_is_signed_by_hand_and_its_sections_are_printed(pair, curator):
    plan = ProgrammeFactory(pair=pair, kind="individual_plan")
    submit_programme(plan, by=curator)

    paper = draft_programme(plan, by=curator)

    assert paper.kind == "individual_plan"
    assert "Раздел 1. Вхождение в должность" in words(paper.content)
    with pytest.raises(ValidationError, match="от руки"):
        send_to_sign(paper, by=curator)


def test_answers_of_the_paper_ask_only_what_the_programme_does_not_know(client, programme, curator):
    submit_programme(programme, by=curator)
    paper = draft_programme(programme, by=curator)
    client.force_login(curator.user)
    url = reverse("documents:paper_facts", args=[paper.pk])

    form = client.get(url).context["form"]
    data = {"programme": programme.pk, "pair": programme.pair_id, "version": paper.version,
            "monitoring": "Анкеты", "reviewed_by": "council"}  # fmt: skip
    answer = client.post(url, data)

    assert set(form.fields) == {
        "programme",
        "pair",
        "basis",
        "monitoring",
        "reviewed_by",
        "protocol",
        "version",
    }
    assert answer.status_code == 302
    paper.refresh_from_db()
    assert "методическим советом" in words(paper.content).lower()


def test_paper_without_its_programme_still_opens(programme, curator, client):
    submit_programme(programme, by=curator)
    paper = draft_programme(programme, by=curator)
    Programme.objects.all().delete()
    client.force_login(curator.user)

    assert client.get(paper.get_absolute_url()).status_code == 200


def test_change_begins_a_version_and_the_approved_one_still_counts(programme, curator, head, mentor):
    approved(programme, curator, head)
    roadmap = RoadmapFactory(organization=curator.organization)

    change_programme(programme, by=mentor)
    row = programme.rows.first()
    edit_row(row, stamp=row.stamp, activity="Добавлено весной", by=mentor)

    kept = programme.versions.filter(occasion="approved").get()
    assert "Добавлено весной" not in str(kept.content)
    assert COUNTERS["programmes"][1](roadmap).done == 1
    approved(programme, curator, head)
    assert now(programme).status == "approved"
    assert Document.objects.filter(status="signed").count() == 2


@pytest.mark.parametrize("status", ["draft", "submitted", "completed"])
def test_only_a_running_programme_is_changed_or_completed(pair, curator, status):
    programme = ProgrammeFactory(
        pair=pair, status=status, approved_on=None if status != "completed" else pair.starts_on
    )

    for deed in (change_programme, complete_programme) if status != "completed" else (change_programme,):
        with pytest.raises(ValidationError):
            deed(programme, by=curator)

    assert now(programme).status == status


def test_complete_asks_why_a_row_is_not_done(pair, mentor):
    programme = ProgrammeFactory(pair=pair, approved=True)
    first, second = programme.rows.all()
    mark_row(first, done=True, by=mentor)

    with pytest.raises(ValidationError, match=second.activity):
        complete_programme(programme, by=mentor)
    report_row(second, stamp=0, done_on=None, fact="Перенесли на осень", mark="", by=mentor)
    complete_programme(programme, by=mentor)

    assert now(programme).status == "completed"
    assert programme.versions.get().content["rows"][1]["fact"] == "Перенесли на осень"


def test_dropped_programme_makes_room_for_another(programme, curator, mentor):
    with pytest.raises(PermissionDenied):
        drop_programme(programme, by=mentor)
    drop_programme(programme, by=curator)

    ProgrammeFactory(pair=programme.pair).full_clean()
    assert Programme.objects.current().count() == 1


def test_programme_on_approval_is_not_dropped(programme, curator):
    submit_programme(programme, by=curator)
    draft_programme(programme, by=curator)

    with pytest.raises(ValidationError, match="на утверждении"):
        drop_programme(programme, by=curator)

    assert now(programme).status == "to_approve"


def test_differences_are_told_by_row():
    head = {"goal": "Было"}
    old = {"head": head, "rows": [{"uid": "1", "activity": "А"}, {"uid": "2", "activity": "Б"}]}
    new = {"head": {"goal": "Стало"}, "rows": [{"uid": "2", "activity": "В"}, {"uid": "3", "activity": "Г"}]}

    found = [(change.kind, change.label) for change in differences(old, new)]

    assert found == [("changed", "Общая часть"), ("changed", "В"), ("added", "Г"), ("removed", "А")]


def test_paper_takes_no_programme_of_another_institution(client, curator):
    foreign = ProgrammeFactory()
    client.force_login(curator.user)
    url = f"{reverse('documents:paper_add', args=['personal_programme'])}?programme={foreign.pk}"

    refused = client.post(url, {"programme": foreign.pk, "pair": foreign.pair_id, "monitoring": "Анкеты"})
    sent = client.post(reverse("documents:programme_send"), {"programme": [foreign.pk]})

    assert (refused.status_code, sent.status_code) == (422, 404)
    assert not Document.objects.exists()


def test_add_page_takes_no_pair_of_another_institution(client, curator):
    foreign = PairFactory()
    client.force_login(curator.user)

    answers = [
        client.get(f"{reverse('programmes:add')}?pair={one}").status_code for one in (foreign.pk, "x", "²")
    ]

    assert answers == [404] * 3
