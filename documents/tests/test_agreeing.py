"""Agreement before the signature: asked, agreed, refused; stamps printed (product G2, ГОСТ requisites 20, 21)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from desk.todo import tasks_for
from documents.models import Document, Step, Version
from documents.services.agreeing import add_step, agree_step, refuse_step, remove_step
from documents.services.drafts import locked_draft
from documents.services.sending import send_to_sign, take_back
from documents.tests.factories import DocumentFactory
from documents.tests.steps import signed_paper
from organizations.models import Role
from organizations.tests.factories import MembershipFactory


@pytest.fixture
def draft(curator, head):
    return DocumentFactory(created_by=curator, draft=True)


@pytest.fixture
def union(draft, curator):
    """A body outside the system: the curator writes its answer down."""
    return add_step(draft, kind="agreed", who="профсоюзный комитет", by=curator)


@pytest.fixture
def lawyer(draft, curator, mentor):
    return add_step(draft, kind="visa", who="юрист", membership=mentor, by=curator)


def state(*rows):
    for row in rows:
        row.refresh_from_db()
    return [row.status for row in rows]


def test_without_steps_a_paper_goes_straight_to_the_head(draft, curator):
    send_to_sign(draft, by=curator)

    assert state(draft) == [Document.Status.TO_SIGN]


def test_with_steps_it_waits_for_all_of_them_and_then_for_the_head(
    draft, union, lawyer, curator, mentor, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        send_to_sign(draft, by=curator)
    assert state(draft) == [Document.Status.AGREEING]
    assert [letter.to for letter in mailoutbox] == [[mentor.user.email]]
    with pytest.raises(ValidationError, match="уже отправлен"):
        locked_draft(draft)

    agree_step(union, protocol_number="14", protocol_on=dt.date(2026, 8, 26), by=curator)
    assert state(draft) == [Document.Status.AGREEING]
    with django_capture_on_commit_callbacks(execute=True):
        agree_step(lawyer, by=mentor)

    assert state(draft, union, lawyer) == [Document.Status.TO_SIGN, "agreed", "agreed"]
    assert draft.content["left_stamps"] == [
        {
            "uid": f"step-{union.pk}",
            "word": "СОГЛАСОВАНО",
            "lines": ["Профсоюзным комитетом", "(протокол от 26.08.2026 № 14)"],
        }
    ]
    assert "На подпись" in mailoutbox[-1].subject
    assert {"step.agreed", "document.agreed"} <= set(Entry.objects.values_list("action", flat=True))


def test_agreeing_twice_changes_nothing(draft, lawyer, curator, mentor):
    send_to_sign(draft, by=curator)
    agree_step(lawyer, by=mentor)

    agree_step(lawyer, by=mentor)

    assert Entry.objects.filter(action="step.agreed").count() == 1


def test_a_remark_makes_it_a_draft_again_and_all_who_disagreed_are_asked_anew(
    draft, union, lawyer, curator, mentor
):
    send_to_sign(draft, by=curator)
    agree_step(union, by=curator)

    refuse_step(lawyer, remark="Исправьте срок", by=mentor)

    assert state(draft, union, lawyer) == [Document.Status.DRAFT, "agreed", "refused"]
    assert draft.returned_note == "Юрист: Исправьте срок"
    send_to_sign(draft, by=curator)
    assert state(draft, union, lawyer) == [Document.Status.AGREEING, "agreed", "waiting"]


def test_an_edit_asks_everybody_anew(draft, union, curator, head):
    send_to_sign(draft, by=curator)
    agree_step(union, by=curator)
    take_back(draft, by=curator)
    Version.objects.create(
        organization=draft.organization, document=draft, number=2, content={}, words="правка", saved_by=curator,
        saved_at=timezone.now(),
    )  # fmt: skip

    send_to_sign(draft, by=curator)

    assert state(draft, union) == [Document.Status.AGREEING, "waiting"]


def test_stamps_are_not_printed_twice_after_a_return(draft, union, curator):
    send_to_sign(draft, by=curator)
    agree_step(union, by=curator)
    take_back(draft, by=curator)
    send_to_sign(draft, by=curator)

    assert state(draft) == [Document.Status.TO_SIGN]
    assert len(draft.content["left_stamps"]) == 1


def test_take_back_from_those_who_agree(draft, lawyer, curator):
    send_to_sign(draft, by=curator)

    take_back(draft, by=curator)

    assert state(draft, lawyer) == [Document.Status.DRAFT, "waiting"]


@pytest.mark.parametrize("signed", [True, False])
def test_take_back_refuses_what_is_on_no_desk(draft, curator, head, signed):
    paper = signed_paper(head) if signed else draft

    with pytest.raises(ValidationError, match="Забрать можно только"):
        take_back(paper, by=curator)

    assert state(paper) == ["signed" if signed else "draft"]


@pytest.mark.parametrize("who", ["curator", "head", "stranger", "other"])
def test_only_the_one_who_is_asked_answers(request, draft, lawyer, curator, who):
    by = (
        MembershipFactory(organization=curator.organization, role=Role.PARTICIPANT)
        if who == "other"
        else None
    )
    by = by or request.getfixturevalue(who)
    send_to_sign(draft, by=curator)

    for deed in (lambda: agree_step(lawyer, by=by), lambda: refuse_step(lawyer, remark="нет", by=by)):
        with pytest.raises(PermissionDenied):
            deed()

    assert state(draft, lawyer) == [Document.Status.AGREEING, "waiting"]


def test_steps_of_a_paper_on_its_way_stay(draft, lawyer, curator):
    send_to_sign(draft, by=curator)

    with pytest.raises(ValidationError, match="пока документ – черновик"):
        remove_step(lawyer, by=curator)
    with pytest.raises(ValidationError, match="пока документ – черновик"):
        add_step(draft, kind="visa", who="ещё один", by=curator)

    assert Step.objects.count() == 1


def test_a_draft_is_not_answered(draft, lawyer, mentor):
    with pytest.raises(ValidationError, match="не на согласовании"):
        agree_step(lawyer, by=mentor)

    assert state(lawyer) == ["waiting"]


def test_a_protocol_of_tomorrow_is_refused(draft, union, curator):
    send_to_sign(draft, by=curator)

    with pytest.raises(ValidationError, match="не может быть в будущем"):
        agree_step(union, protocol_on=draft.organization.today + dt.timedelta(days=1), by=curator)

    assert state(union) == ["waiting"]


def test_whoever_is_asked_finds_it_among_the_tasks_and_agrees_on_the_page(
    client, draft, lawyer, curator, mentor
):
    send_to_sign(draft, by=curator)
    url = reverse("documents:step", args=[lawyer.pk])
    assert url in {task.url for task in tasks_for(mentor)}
    client.force_login(mentor.user)

    page = client.get(url).content.decode()
    answer = client.post(url)

    assert "ПРИКАЗЫВАЮ:" in page
    assert answer.status_code == 302
    assert state(draft) == [Document.Status.TO_SIGN]


def test_curator_adds_records_and_removes_on_the_pages(client, draft, curator):
    client.force_login(curator.user)
    add = reverse("documents:step_add", args=[draft.pk])
    client.post(add, {"who": "юрист", "kind": "visa"})
    client.post(add, {"who": "педагогический совет", "kind": "adopted"})
    first, council = Step.objects.all()
    client.post(reverse("documents:step_remove", args=[first.pk]))
    client.post(reverse("documents:send", args=[draft.pk]))

    form = {"protocol_number": "1", "protocol_on": "2026-08-27"}
    client.post(reverse("documents:step", args=[council.pk]), form)

    assert state(draft) == [Document.Status.TO_SIGN]
    assert draft.content["left_stamps"][0]["lines"] == [
        "Педагогическим советом",
        "(протокол от 27.08.2026 № 1)",
    ]
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "протокол от 27.08.2026 № 1" in page
