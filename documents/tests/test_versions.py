"""Versions of a paper and what changed between them."""

import pytest
from django.urls import reverse

from documents.comparing import differences
from documents.corrections import Typed
from documents.services.drafts import draft_order_pairs
from documents.services.editing import edit_draft
from documents.tests.factories import CONTENT, DocumentFactory
from documents.tests.steps import signed_paper
from documents.tests.test_merging import paper
from pairs.models import Pair
from pairs.tests.factories import PairFactory
from people.tests.factories import PersonFactory


@pytest.fixture
def draft(curator):
    mentor = PersonFactory(organization=curator.organization, last_name="Громова")
    return draft_order_pairs(
        [PairFactory(mentor=mentor, consents=True, status=Pair.Status.READY)], by=curator
    )


def told(before, after):
    return [(change.kind, change.label, change.parts) for change in differences(before, after)]


def test_words_that_came_and_went_are_told_apart():
    after = paper()
    after["items"][1]["text"] = "Пункт b новый."

    assert told(paper(), after) == [
        ("changed", "Пункт 2", (("same", "Пункт "), ("removed", "b."), ("added", "b новый.")))
    ]


def test_pieces_that_came_went_and_moved():
    changes = told(paper("abcd"), paper("adbe"))

    assert [(kind, label) for kind, label, _ in changes] == [
        ("moved", "Пункт 2"), ("removed", "Пункт 3"), ("added", "Пункт 4"),
    ]  # fmt: skip


def test_a_number_that_moved_along_is_no_change():
    assert [kind for kind, _, _ in told(paper("abc"), paper("bc"))] == ["removed"]
    assert [kind for kind, _, _ in told(paper(rows="xy"), paper(rows="y"))] == ["removed"]


def test_rows_and_texts_of_an_appendix_are_named():
    after = paper()
    after["appendices"][0]["body"][1]["rows"][1]["cells"][1] = "Другая строка"
    after["appendices"][0]["title_lines"] = ["Перечень"]

    assert [label for _, label, _ in told(paper(), after)] == [
        "Приложение, название", "Приложение, строка 2",
    ]  # fmt: skip


def test_equal_papers_and_papers_without_uids():
    other = CONTENT | {"items": [CONTENT["items"][0], CONTENT["items"][1] | {"text": "Контроль за завучем."}]}

    assert differences(CONTENT, CONTENT) == []
    assert [label for _, label, _ in told(CONTENT, other)] == ["Пункт 2"]
    assert differences({}, {}) == []


def test_the_order_in_which_a_database_keeps_keys_is_no_change():
    head = {"founder": "Отдел", "name_lines": ["Школа"], "short": "СОШ"}

    assert differences({"letterhead": head}, {"letterhead": dict(reversed(head.items()))}) == []


def test_page_lists_who_saved_and_marks_the_words(client, curator, draft):
    typed = [Typed("items/control", words={"text": "Контроль возложить на завуча."})]
    edit_draft(draft, version=1, typed=typed, by=curator)
    client.force_login(curator.user)

    page = client.get(reverse("documents:versions", args=[draft.pk]), {"from": 1, "to": 2}).content.decode()

    for words in ("правка текста", "составлен", str(curator.user), "<ins>", "возложить", "<del>"):
        assert words in page
    assert (
        reverse("documents:versions", args=[draft.pk])
        in client.get(draft.get_absolute_url()).content.decode()
    )


@pytest.mark.parametrize("question", [{}, {"from": "7", "to": "x"}, {"from": "now", "to": "1"}])
def test_any_question_is_answered(client, curator, draft, question):
    client.force_login(curator.user)

    assert client.get(reverse("documents:versions", args=[draft.pk]), question).status_code == 200


def test_a_signed_paper_shows_what_changed_on_the_way(client, head):
    document = signed_paper(head)
    client.force_login(head.user)

    assert client.get(reverse("documents:versions", args=[document.pk])).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_versions_cost_the_same_however_many(client, curator, count, django_assert_max_num_queries):
    document = DocumentFactory(created_by=curator, draft=True)
    for number in range(1, count + 1):
        document.versions.create(
            organization=document.organization,
            number=number,
            content=CONTENT,
            words="правка",
            saved_by=curator,
        )
    client.force_login(curator.user)

    with django_assert_max_num_queries(6):
        client.get(reverse("documents:versions", args=[document.pk]))


def test_versions_of_another_institution_are_not_there(client, stranger, draft):
    client.force_login(stranger.user)

    assert client.get(reverse("documents:versions", args=[draft.pk])).status_code == 404
