"""The shape of a questionnaire: JSON there and back, wrong JSON refused."""

import json

import pytest
from hypothesis import given, settings

from surveys.sheet import Kind, Option, Question, Section, Sheet, ShowIf, dump, load
from surveys.tests.factories import CONTENT
from surveys.tests.sheets import sheets


@settings(max_examples=60, deadline=None)
@given(sheets())
def test_every_sheet_comes_back_from_its_json(sheet):
    text = json.dumps(dump(sheet))

    assert load(json.loads(text)) == sheet


def test_json_holds_only_what_is_set():
    question = Question("q1", Kind.YES_NO, "Хотите?", show_if=ShowIf("q0", ("yes",)))

    assert dump(Sheet((Section("s1", questions=(question,)),))) == {
        "sections": [
            {
                "key": "s1",
                "questions": [
                    {
                        "key": "q1",
                        "kind": "yes_no",
                        "words": "Хотите?",
                        "show_if": {"question": "q0", "answers": ["yes"]},
                    }
                ],
            }
        ]
    }


def test_a_score_of_nothing_is_kept_apart_from_no_score():
    assert dump(Option("o1", "Никогда", score=0)) == {"key": "o1", "words": "Никогда", "score": 0}
    assert dump(Option("o1", "Никогда")) == {"key": "o1", "words": "Никогда"}


def test_sheet_finds_its_questions():
    sheet = load(CONTENT)

    assert [one.key for one in sheet.questions] == ["comfort", "often", "more", "wish"]
    assert sheet.question("often").keys == ("week", "month")
    assert sheet.question("nothing") is None
    assert list(sheet.question("comfort").marks) == list(range(1, 11))


@pytest.mark.parametrize(
    "content",
    [
        [],
        "sections",
        {"sections": {}},
        {"sections": None},
        {"sections": "текст"},
        {"sections": [["s1"]]},
        {"unknown": []},
        {"sections": [{"key": "s1", "colour": "red"}]},
        {"sections": [{"key": "s1", "questions": [{"key": "q", "words": "?", "kind": "poem"}]}]},
        {"sections": [{"key": "s1", "questions": [{"key": "q", "words": "?"}]}]},
        {
            "sections": [
                {"key": "s1", "questions": [{"key": "q", "kind": "scale", "words": "?", "labels": "abc"}]}
            ]
        },
        {
            "sections": [
                {"key": "s1", "questions": [{"key": "q", "kind": "short", "words": "?", "show_if": ["a"]}]}
            ]
        },
    ],
)
def test_wrong_json_is_refused(content):
    with pytest.raises((TypeError, ValueError)):
        load(content)
