"""The list of the editor: moves, doubles, what is taken out and put back, deeds on the questionnaire as a whole."""

import pytest
from django.urls import reverse

from surveys.models import Questionnaire
from surveys.services.questionnaires import freeze
from surveys.tests.factories import CampaignFactory, QuestionnaireFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def as_curator(client, curator):
    client.force_login(curator.user)
    return client


@pytest.fixture
def draft(curator):
    return QuestionnaireFactory(organization=curator.organization, title="Входная")


def at(name, row, *more):
    return reverse(f"surveys:{name}", args=[row.pk, *more])


def keys_of(row):
    row.refresh_from_db()
    return [[one.key for one in section.questions] for section in row.sheet.sections]


WHOLE = [["comfort", "often"], ["more", "wish"]]


@pytest.mark.parametrize(
    ("key", "data", "keys"),
    [
        ("often", {"step": "-1"}, [["often", "comfort"], ["more", "wish"]]),
        ("often", {"step": "1"}, [["comfort"], ["often", "more", "wish"]]),
        ("comfort", {"position": "1"}, [["often", "comfort"], ["more", "wish"]]),
        ("comfort", {"position": "1", "stage": "s2"}, [["often"], ["more", "comfort", "wish"]]),
    ],
)
def test_a_question_is_moved_by_buttons_keys_and_dragging(as_curator, draft, key, data, keys):
    answer = as_curator.post(at("question_move", draft, key), data | {"revision": 0}, headers=HTMX)

    page = answer.content.decode()
    assert keys_of(draft) == keys
    assert "<html" not in page
    assert 'name="revision" value="1"' in page
    assert answer.context["moved"] == key


def test_without_scripts_the_page_comes_back_at_the_moved_line(as_curator, draft):
    answer = as_curator.post(at("question_move", draft, "often"), {"step": "-1", "revision": 0})

    assert answer.url == f"{draft.get_absolute_url()}#line-often"


@pytest.mark.parametrize(
    "data",
    [
        {"revision": 0},
        {"step": "5", "revision": 0},
        {"step": "1"},
        {"position": 0, "stage": "zz", "revision": 0},
    ],
)
def test_a_move_to_nowhere_changes_nothing(as_curator, draft, data):
    answer = as_curator.post(at("question_move", draft, "often"), data, headers=HTMX)

    assert answer.context["refused"]
    assert keys_of(draft) == WHOLE


@pytest.mark.parametrize("name", ["question_move", "question_copy", "question_remove"])
def test_a_stale_list_is_shown_anew_and_nothing_is_done(as_curator, draft, name):
    Questionnaire.objects.filter(pk=draft.pk).update(revision=3)

    answer = as_curator.post(at(name, draft, "often"), {"revision": 2, "step": "-1"}, headers=HTMX)

    assert "сохранил кто-то другой" in answer.context["refused"]
    assert 'name="revision" value="3"' in answer.content.decode()
    assert keys_of(draft) == WHOLE


def test_a_question_is_repeated_below_itself(as_curator, draft):
    as_curator.post(at("question_copy", draft, "comfort"), {"revision": 0})

    first = keys_of(draft)[0]
    assert (first[0], first[2], len(first)) == ("comfort", "often", 3)


def test_a_removed_question_comes_back_to_its_place(as_curator, draft):
    shown = as_curator.post(at("question_remove", draft, "comfort"), {"revision": 0}, headers=HTMX)
    assert "Насколько вам комфортно?" in shown.context["removed"]
    assert keys_of(draft) == [["often"], ["more", "wish"]]

    as_curator.post(at("removed_restore", draft), {"revision": 1})
    assert keys_of(draft) == WHOLE

    again = as_curator.post(at("removed_restore", draft), {"revision": 2}, headers=HTMX)
    assert "Возвращать нечего" in again.context["refused"]
    assert keys_of(draft) == WHOLE


def test_a_removed_section_comes_back_with_its_questions(as_curator, draft):
    as_curator.post(at("section_remove", draft, "s1"), {"revision": 0})
    assert keys_of(draft) == [["more", "wish"]]

    as_curator.post(at("removed_restore", draft), {"revision": 1})
    assert keys_of(draft) == WHOLE
    assert draft.sheet.sections[0].title == "О работе пары"


def test_what_was_removed_comes_back_to_its_own_questionnaire_only(as_curator, curator, draft):
    other = QuestionnaireFactory(organization=curator.organization)
    as_curator.post(at("question_remove", draft, "comfort"), {"revision": 0})

    answer = as_curator.post(at("removed_restore", other), {"revision": 0}, headers=HTMX)

    assert answer.context["refused"]
    assert keys_of(other) == WHOLE


@pytest.mark.parametrize(
    ("key", "data", "order"),
    [
        ("s2", {"step": "-1"}, ["s2", "s1"]),
        ("s1", {"step": "-1"}, ["s1", "s2"]),
        ("s1", {"position": "1"}, ["s2", "s1"]),
    ],
)
def test_a_section_is_moved(as_curator, draft, key, data, order):
    as_curator.post(at("section_move", draft, key), data | {"revision": 0})

    draft.refresh_from_db()
    assert [section.key for section in draft.sheet.sections] == order


def test_a_section_is_added_and_renamed(as_curator, draft):
    as_curator.post(at("section_add", draft), {"revision": 0, "title": "Итоги", "words": "Последнее"})
    as_curator.post(at("section_edit", draft, "s1"), {"revision": 1, "title": "Начало", "words": ""})

    draft.refresh_from_db()
    assert [section.title for section in draft.sheet.sections] == ["Начало", "Что дальше", "Итоги"]
    assert keys_of(draft) == [*WHOLE, []]


def test_what_is_gone_is_not_found(as_curator, draft):
    for name in ("question_edit", "question_items"):
        assert as_curator.get(at(name, draft, "gone")).status_code == 404
    assert as_curator.post(at("section_move", draft, "gone"), {"revision": 0, "step": 1}).status_code == 404


def test_a_doubt_is_shown_beside_its_question_until_it_was_looked_at(as_curator, draft):
    draft.doubts = [
        {"question": "often", "words": "Неясна шкала."},
        {"question": "", "words": "Прочитано не всё."},
    ]
    draft.save()

    page = as_curator.get(draft.get_absolute_url())
    assert page.content.decode().count("Неясна шкала.") == 1
    assert page.context["general_doubts"] == ["Прочитано не всё."]

    as_curator.post(at("doubt_settle", draft), {"revision": 0, "question": "often"})
    draft.refresh_from_db()
    assert [one["words"] for one in draft.doubts] == ["Прочитано не всё."]


def test_problems_stand_beside_their_question(as_curator, draft):
    wrong = {"key": "a", "kind": "single", "words": "Что?"}
    doubtful = {"key": "b", "kind": "short", "words": "Ваш диагноз?"}
    draft.content = {"sections": [{"key": "s1", "questions": [wrong, doubtful]}]}
    draft.save()

    answer = as_curator.get(draft.get_absolute_url())

    assert [line.number for line in answer.context["wrong"]] == [1]
    assert "Похоже, вопрос о здоровье" in answer.content.decode()


def test_copy_version_and_archive_by_their_buttons(as_curator, curator, draft):
    freeze(draft, by=curator)

    copy = Questionnaire.objects.get(pk=opened(as_curator.post(at("questionnaire_copy", draft))))
    version = Questionnaire.objects.get(pk=opened(as_curator.post(at("questionnaire_version", draft))))
    again = as_curator.post(at("questionnaire_version", draft))
    as_curator.post(at("questionnaire_archive", draft))

    draft.refresh_from_db()
    assert (copy.version, version.version, draft.status) == (1, 2, "archived")
    assert again.url == draft.get_absolute_url()
    as_curator.post(at("questionnaire_restore", draft))
    draft.refresh_from_db()
    assert draft.status == "frozen"


def opened(answer):
    return int(answer.url.rstrip("/").split("/")[-1])


def test_a_draft_is_removed_only_after_the_question(as_curator, draft):
    asked = as_curator.get(at("questionnaire_remove", draft))
    assert "вернуть его будет нельзя" in asked.content.decode()
    assert Questionnaire.objects.filter(pk=draft.pk).exists()

    as_curator.post(at("questionnaire_remove", draft))
    assert not Questionnaire.objects.filter(pk=draft.pk).exists()


def test_a_questionnaire_with_a_campaign_is_not_removed(as_curator, draft):
    CampaignFactory(questionnaire=draft, status="closed")

    answer = as_curator.post(at("questionnaire_remove", draft))

    assert answer.status_code == 422
    assert Questionnaire.objects.filter(pk=draft.pk).exists()


def test_a_preview_shows_both_widths_and_keeps_nothing(as_curator, draft, django_assert_max_num_queries):
    page = as_curator.get(at("preview", draft)).content.decode()
    with django_assert_max_num_queries(6):
        sheet = as_curator.get(at("preview_sheet", draft))

    assert page.count("<iframe") == 2
    assert [len(screen.fields) for screen in sheet.context["screens"]] == [2, 2]
    assert "<form" not in sheet.content.decode()
    assert as_curator.post(at("preview_sheet", draft)).status_code == 405


@pytest.mark.parametrize(("side", "shown"), [("mentor", 1), ("mentee", 0), ("", 0), ("nonsense", 0)])
def test_a_preview_is_of_the_chosen_side(as_curator, draft, side, shown):
    only = {"key": "a", "kind": "short", "words": "Что?", "only_for": "mentor"}
    draft.content = {"sections": [{"key": "s1", "questions": [only]}]}
    draft.save()

    sheet = as_curator.get(f"{at('preview_sheet', draft)}?side={side}")

    assert sheet.context["count"] == shown
    assert len(as_curator.get(at("preview", draft)).context["sides"]) == 5
