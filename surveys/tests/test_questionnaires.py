"""Questionnaires made, edited, copied, frozen and put away."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from audit.models import Entry
from surveys import editing
from surveys.fingerprints import digest_of
from surveys.models import Questionnaire
from surveys.services.questionnaires import (
    MOST_QUESTIONS,
    StaleQuestionnaire,
    archive,
    change_head,
    copy_questionnaire,
    create_questionnaire,
    freeze,
    remove,
    restore,
    save_sheet,
    settle_doubt,
    start_version,
)
from surveys.sheet import Kind, Question, Section, Sheet, load
from surveys.tests.factories import CONTENT, CampaignFactory, QuestionnaireFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(curator):
    return QuestionnaireFactory(organization=curator.organization, title="Входная")


@pytest.fixture
def frozen(draft, curator):
    return freeze(draft, by=curator)


def state_of(row):
    """Everything a row says, to see that nothing changed."""
    return Questionnaire.objects.filter(pk=row.pk).values().get()


def refused(row, act, words=""):
    """The deed is refused in words, and nothing changed and nothing was journalled."""
    before, entries, count = state_of(row), Entry.objects.count(), Questionnaire.objects.count()

    with pytest.raises(ValidationError) as error:
        act()

    assert words in " ".join(error.value.messages)
    assert (state_of(row), Entry.objects.count(), Questionnaire.objects.count()) == (before, entries, count)


def without_first(row):
    return editing.take_question(row.sheet, row.sheet.questions[0].key)


def test_created_questionnaire_is_an_empty_draft(curator):
    row = create_questionnaire(
        curator.organization, title="Новая", purpose="entry", side="mentee", by=curator
    )

    assert (row.status, row.version, row.revision, row.sheet.questions) == ("draft", 1, 0, ())
    assert row.changed_on == curator.organization.today
    assert Entry.objects.get(action="questionnaire.created").details == {"origin": "", "questions": 0}


def test_what_was_read_from_a_file_names_what_it_measures(curator):
    content = {"sections": [{"key": "s", "questions": [
        {"key": "q", "kind": "scale", "words": "?", "low": 1, "high": 5}]}]}  # fmt: skip

    own = create_questionnaire(curator.organization, title="Из файла", content=content, by=curator)
    ready = create_questionnaire(
        curator.organization, title="Готовая", content=content, origin="e", by=curator
    )

    assert own.sheet.questions[0].measure
    assert ready.sheet.questions[0].measure == ""


def test_head_is_changed_with_its_revision(draft, curator):
    row = change_head(draft, revision=0, title="Итоговая", purpose="exit", by=curator)

    row.refresh_from_db()
    assert (row.title, row.purpose, row.revision) == ("Итоговая", "exit", 1)
    assert Entry.objects.get(action="questionnaire.edited").details == {
        "revision": 1, "fields": ["title", "purpose"],
    }  # fmt: skip


def test_head_of_a_stale_form_is_refused(draft, curator):
    change_head(draft, revision=0, title="Раз", by=curator)

    refused(draft, lambda: change_head(draft, revision=0, title="Два", by=curator), "кто-то другой")


def test_sheet_is_saved_with_its_revision(draft, curator):
    row = save_sheet(draft, without_first(draft), revision=0, by=curator)

    row.refresh_from_db()
    assert [one.key for one in row.sheet.questions] == ["often", "more", "wish"]
    assert row.revision == 1
    assert Entry.objects.get(action="questionnaire.questions_changed").details == {
        "revision": 1, "removed": ["comfort"],
    }  # fmt: skip


@pytest.mark.parametrize("revision", [1, 7, -1])
def test_stale_sheet_is_refused(draft, curator, revision):
    with pytest.raises(StaleQuestionnaire):
        save_sheet(draft, Sheet(), revision=revision, by=curator)

    refused(draft, lambda: save_sheet(draft, Sheet(), revision=revision, by=curator))


def test_too_many_questions_are_refused(draft, curator):
    many = tuple(Question(f"q{number}", Kind.SHORT, "?") for number in range(MOST_QUESTIONS + 1))
    sheet = Sheet((Section("s", questions=many),))

    refused(draft, lambda: save_sheet(draft, sheet, revision=0, by=curator), "не больше 150")


def test_doubts_go_with_the_question_that_was_corrected_or_looked_at(draft, curator):
    draft.doubts = [{"question": key, "words": "?"} for key in ("comfort", "often", "more")]
    draft.save()

    sheet = editing.replace_question(without_first(draft), Question("often", Kind.SHORT, "Иначе"))
    row = save_sheet(draft, sheet, revision=0, by=curator)
    assert [one["question"] for one in row.doubts] == ["more"]

    row = settle_doubt(row, question="more", revision=1, by=curator)
    assert row.doubts == []
    assert row.revision == 2


@pytest.mark.parametrize("status", ["frozen", "archived"])
def test_nothing_of_what_stands_still_can_be_changed(draft, curator, status):
    draft.status = status
    draft.save()

    refused(draft, lambda: save_sheet(draft, Sheet(), revision=0, by=curator), "не меняются")
    refused(draft, lambda: change_head(draft, revision=0, title="Иначе", by=curator), "не меняются")
    refused(draft, lambda: settle_doubt(draft, question="more", revision=0, by=curator), "не меняются")


def test_a_copy_is_its_own_questionnaire(frozen, curator):
    copy = copy_questionnaire(frozen, by=curator)

    assert (copy.title, copy.status, copy.version, copy.digest) == ("Входная (копия)", "draft", 1, "")
    assert copy.line != frozen.line
    assert copy.sheet == frozen.sheet
    assert Entry.objects.get(action="questionnaire.copied").details == {"source": frozen.pk}


def test_a_copy_of_the_longest_title_fits(draft, curator):
    draft.title = "я" * 200
    draft.save()

    assert copy_questionnaire(draft, by=curator).title.endswith("(копия)")


def test_the_next_version_stands_in_the_same_line(frozen, curator):
    row = start_version(frozen, by=curator)

    assert (row.title, row.status, row.version, row.line) == ("Входная", "draft", 2, frozen.line)
    assert row.sheet == frozen.sheet
    refused(frozen, lambda: start_version(frozen, by=curator), "уже есть редакция")


def test_versions_are_counted_over_the_whole_line(frozen, curator):
    second = freeze(start_version(frozen, by=curator), by=curator)
    archive(second, by=curator)

    assert start_version(frozen, by=curator).version == 3


def test_freezing_keeps_the_fingerprint_of_the_questions(draft, curator):
    draft.doubts = [{"question": "more", "words": "?"}]
    draft.save()

    row = freeze(draft, by=curator)

    row.refresh_from_db()
    assert (row.status, row.digest, row.doubts) == ("frozen", digest_of(CONTENT), [])
    assert Entry.objects.get(action="questionnaire.frozen").details == {"digest": row.digest}


def test_freezing_again_changes_nothing(frozen, curator):
    before = state_of(frozen)

    freeze(frozen, by=curator)

    assert state_of(frozen) == before
    assert Entry.objects.filter(action="questionnaire.frozen").count() == 1


def test_serious_faults_stop_the_freezing_with_the_number_of_the_question(draft, curator):
    draft.content = {"sections": [{"key": "s", "questions": [
        {"key": "a", "kind": "short", "words": "Ваш диагноз?"}, {"key": "b", "kind": "single", "words": "Что?"},
    ]}]}  # fmt: skip
    draft.save()

    refused(draft, lambda: freeze(draft, by=curator), "Вопрос 2. Нет вариантов")


def test_a_file_stops_the_freezing_for_a_campaign_without_names_only(draft, curator):
    draft.content = {"sections": [{"key": "s", "questions": [{"key": "a", "kind": "file", "words": "План"}]}]}
    draft.save()

    refused(draft, lambda: freeze(draft, is_anonymous=True, by=curator), "без имён")
    freeze(draft, by=curator)
    refused(draft, lambda: freeze(draft, is_anonymous=True, by=curator), "без имён")


def test_what_is_in_the_archive_is_not_frozen(draft, curator):
    archive(draft, by=curator)

    refused(draft, lambda: freeze(draft, by=curator), "в архиве")


def test_the_archive_gives_back_what_it_was(draft, frozen, curator):
    other = QuestionnaireFactory(organization=curator.organization)

    for row, status in [(frozen, "frozen"), (other, "draft")]:
        assert archive(row, by=curator).status == "archived"
        assert restore(row, by=curator).status == status


def test_the_archive_takes_and_gives_only_once(draft, curator):
    refused(draft, lambda: restore(draft, by=curator), "не в архиве")
    archive(draft, by=curator)
    refused(draft, lambda: archive(draft, by=curator), "уже в архиве")


def test_a_second_draft_does_not_come_back_from_the_archive(frozen, curator):
    second = start_version(frozen, by=curator)
    archive(second, by=curator)
    start_version(frozen, by=curator)

    refused(second, lambda: restore(second, by=curator), "уже есть редакция")


@pytest.mark.parametrize(("status", "is_refused"), [("draft", True), ("open", True), ("closed", False)])
def test_what_is_being_asked_stays_out_of_the_archive(frozen, curator, status, is_refused):
    CampaignFactory(questionnaire=frozen, status=status)

    if is_refused:
        refused(frozen, lambda: archive(frozen, by=curator), "идёт опрос")
    else:
        assert archive(frozen, by=curator).status == "archived"


def test_a_draft_that_nobody_was_asked_can_be_removed(draft, curator):
    remove(draft, by=curator)

    assert not Questionnaire.objects.exists()
    assert Entry.objects.get(action="questionnaire.removed").details["version"] == 1


def test_what_was_or_will_be_asked_stays(draft, frozen, curator):
    planned = QuestionnaireFactory(organization=curator.organization)
    CampaignFactory(questionnaire=planned, status="draft")

    refused(frozen, lambda: remove(frozen, by=curator), "только черновик")
    refused(planned, lambda: remove(planned, by=curator), "только черновик")


def test_fingerprint_does_not_change_with_what_a_database_makes_of_json():
    written = {"b": 5.0, "a": [1e3, {"z": 0.5, "y": "я"}]}
    read = {"a": [1000, {"y": "я", "z": 0.5}], "b": 5}

    assert digest_of(written) == digest_of(read)
    assert digest_of(written) != digest_of(read | {"b": 6})


def test_nightly_check_names_the_questionnaire_whose_questions_changed(frozen, capsys):
    call_command("check_integrity")

    Questionnaire.objects.filter(pk=frozen.pk).update(content={"sections": []})
    with pytest.raises(CommandError):
        call_command("check_integrity")
    assert "анкета «Входная», редакция 1" in capsys.readouterr().err


def test_nightly_check_misses_no_fingerprint_that_was_wiped(frozen):
    Questionnaire.objects.filter(pk=frozen.pk).update(digest="")

    with pytest.raises(CommandError):
        call_command("check_integrity")


def test_frozen_content_survives_the_database(frozen):
    frozen.refresh_from_db()

    assert load(frozen.content) == load(CONTENT)
    assert digest_of(frozen.content) == frozen.digest
