"""What can be done with the draft of a roadmap: every word of it stays somewhere."""

import copy

import pytest

from roadmap.correcting.draft import (
    DraftError,
    carry_out,
    editable,
    line_of,
    live_lines,
    stage_of,
    stamp_fields,
)


def a_draft(**fields):
    first = stage_of("1", "Подготовка", [
        line_of(number="1.1", title="Изучение", content=["Решение"], term="Август", responsible=["Куратор"]),
        line_of(number="1.2", title="Подготовка базы", content=["Приказ", "Положение"], term="Сентябрь"),
    ])  # fmt: skip
    second = stage_of("2", "Отбор", [line_of(number="2.1", title="Анкета", result="Справка")])
    return {
        "stages": [first, second],
        "unrecognised": ["Лишнее", "Сноска"],
        "dismissed": ["Колонтитул"],
        "intro": "",
    } | fields


def titles(draft):
    return [[line["title"] for line in stage["activities"]] for stage in draft["stages"]]


def words(value):
    """All texts of a draft, in no order; the words of a removed line are still there."""
    if isinstance(value, dict):
        return sorted(word for inner in value.values() for word in words(inner))
    if isinstance(value, list):
        return sorted(word for inner in value for word in words(inner))
    return value.split() if isinstance(value, str) else []


@pytest.mark.parametrize(
    ("do", "expected", "place"),
    [
        ("up 0 1", [["Подготовка базы", "Изучение"], ["Анкета"]], (0, 0)),
        ("up 1 0", [["Изучение", "Подготовка базы", "Анкета"], []], (0, 2)),
        ("up 0 0", [["Изучение", "Подготовка базы"], ["Анкета"]], (0, 0)),
        ("down 0 1", [["Изучение"], ["Подготовка базы", "Анкета"]], (1, 0)),
        ("down 0 0", [["Подготовка базы", "Изучение"], ["Анкета"]], (0, 1)),
        ("down 1 0", [["Изучение", "Подготовка базы"], ["Анкета"]], (1, 0)),
        ("stage_up 1", [["Анкета"], ["Изучение", "Подготовка базы"]], (0, None)),
        ("stage_down 0", [["Анкета"], ["Изучение", "Подготовка базы"]], (1, None)),
        ("stage_down 1", [["Изучение", "Подготовка базы"], ["Анкета"]], (1, None)),
        ("make_line 1", [["Изучение", "Подготовка базы", "Отбор", "Анкета"]], (0, 2)),
        ("make_line 0", [["Подготовка", "Изучение", "Подготовка базы"], ["Анкета"]], (0, 0)),
        ("drop_stage 1", [["Изучение", "Подготовка базы", "Анкета"]], (0, 2)),
        ("make_stage 0 1", [["Изучение"], ["Приказ", "Положение"], ["Анкета"]], (1, None)),
        ("split 0 1", [["Изучение", "Подготовка базы", "Приказ", "Положение"], ["Анкета"]], (0, 1)),
        ("add_line 0 0", [["Изучение", "", "Подготовка базы"], ["Анкета"]], (0, 1)),
        ("add_to_stage 0", [["Изучение", "Подготовка базы", ""], ["Анкета"]], (0, 2)),
        ("add_stage 0", [["Изучение", "Подготовка базы"], [], ["Анкета"]], (1, None)),
        ("join 1 0", [["Изучение", "Подготовка базы Анкета"], []], (0, 1)),
        ("remove 0 0", [["Изучение", "Подготовка базы"], ["Анкета"]], (0, 0)),
    ],
)  # fmt: skip
def test_deed_moves_lines_and_loses_no_word(do, expected, place):
    draft = a_draft()
    before = set(words(draft))

    seen = carry_out(draft, do.split())

    assert titles(draft) == expected
    assert seen == place
    assert before - set(words(draft)) <= {"1.2", "2.1"}  # the number of a line that was joined or split goes


def test_removed_line_is_no_line_until_it_is_put_back():
    draft = a_draft()

    carry_out(draft, ["remove", "0", "0"])
    removed = len(live_lines(draft))
    carry_out(draft, ["put_back", "0", "0"])

    assert (removed, draft) == (2, a_draft())


def test_row_cut_by_a_page_goes_to_the_row_above_field_by_field():
    draft = a_draft()
    draft["stages"][0]["activities"][1] = line_of(
        title="имеющихся материалов", content=["о внедрении", "Ещё"], term="Август"
    )

    carry_out(draft, ["join", "0", "1"])

    (line,) = draft["stages"][0]["activities"]
    assert (line["title"], line["term"]) == ("Изучение имеющихся материалов", "Август")
    assert line["content"] == ["Решение о внедрении", "Ещё"]


def test_what_a_stage_heading_cannot_hold_is_listed():
    draft = a_draft()
    draft["stages"][1]["activities"].insert(0, line_of(title="Обучение", term="Май", responsible=["Завуч"]))

    carry_out(draft, ["make_stage", "1", "0"])

    assert draft["unrecognised"] == ["Лишнее", "Сноска", "Май", "Завуч"]
    assert [stage["title"] for stage in draft["stages"]] == ["Подготовка", "Отбор", "Обучение"]


def test_first_line_of_a_map_without_stages_becomes_its_first_stage():
    draft = a_draft(stages=[stage_of(activities=[line_of(title="Этап 1"), line_of(title="Анкета")])])

    place = carry_out(draft, ["make_stage", "0", "0"])

    assert (titles(draft), draft["stages"][0]["title"], place) == ([["Анкета"]], "Этап 1", (0, None))


@pytest.mark.parametrize(
    ("name", "check"),
    [
        ("to_content", lambda draft: draft["stages"][1]["activities"][0]["content"] == ["Лишнее"]),
        ("to_lines", lambda draft: titles(draft)[1] == ["Анкета", "Лишнее"]),
        ("to_intro", lambda draft: draft["intro"] == "Лишнее"),
        ("dismiss", lambda draft: draft["dismissed"] == ["Колонтитул", "Лишнее"]),
    ],
)
def test_piece_goes_where_it_is_sent(name, check):
    draft = a_draft()

    carry_out(draft, [name], pieces=[0], target=(1, 0))

    assert draft["unrecognised"] == ["Сноска"]
    assert check(draft)


def test_dismissed_piece_comes_back_and_a_line_without_a_target_goes_to_the_end():
    draft = a_draft()

    carry_out(draft, ["take_back"], pieces=[0])
    carry_out(draft, ["to_lines"], pieces=[2])

    assert (draft["dismissed"], draft["unrecognised"]) == ([], ["Лишнее", "Сноска"])
    assert titles(draft)[-1] == ["Анкета", "Колонтитул"]


@pytest.mark.parametrize(
    "do",
    ["join 0 0", "split 1 0", "to_content", "dismiss", "remove 9 9", "remove -1 0", "remove 0", "remove x y",
     "add_stage", "stage_up 0 1", "burn 0 0", "take_back", "split",
     "add_stage 9", "add_line 0 9"],
)  # fmt: skip
def test_deed_that_cannot_be_done_changes_nothing(do):
    draft = a_draft()
    pieces = [] if do in {"dismiss", "take_back"} else [0]

    with pytest.raises(DraftError) as refused:
        carry_out(draft, do.split(), pieces=pieces)

    assert str(refused.value).endswith(".")
    assert draft == a_draft()


def test_piece_that_is_not_there_is_refused():
    draft = a_draft()

    with pytest.raises(DraftError):
        carry_out(draft, ["dismiss"], pieces=[7])

    assert draft == a_draft()


def stamp(word, *lines, number=None):
    return {
        "word": word,
        "position": None,
        "name": None,
        "lines": [word, *lines],
        "number": number,
        "date": None,
    }


@pytest.mark.parametrize(
    ("stamps", "expected"),
    [
        ([], ("person", 2)),
        ([stamp("УТВЕРЖДАЮ", "Директор")], ("person", 2)),
        ([stamp("УТВЕРЖДАЮ", "Приказ № 5", number="5")], ("order", 2)),
        ([stamp("УТВЕРЖДЕНА", "приказом № 5", "Приложение № 3", number="5")], ("appendix", 3)),
        ([stamp("Приложение", "Приложение 1 к приказу № 5", number="5")], ("appendix", 1)),
    ],
)
def test_stamp_tells_how_the_roadmap_is_approved(stamps, expected):
    fields = stamp_fields(stamps)

    assert (fields["stamp"], fields["appendix_number"]) == expected


def test_other_stamps_are_kept_as_texts():
    fields = stamp_fields(
        [stamp("ПРИНЯТО", "Педагогическим советом", "протокол № 1"), stamp("СОГЛАСОВАНО", "Профком")]
    )

    assert fields["adopted"] == "Педагогическим советом\nпротокол № 1"
    assert fields["agreed"] == "Профком"


def test_draft_is_a_copy_of_what_was_read():
    result = {"stages": [], "stamps": [], "unrecognised": []}
    kept = copy.deepcopy(result)

    draft = editable(result, ["Карта"])
    carry_out(draft, ["add_to_stage", "0"])

    assert result == kept
    assert len(draft["stages"]) == 1
