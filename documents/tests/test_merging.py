"""A draft built anew keeps what was made by hand: rules one by one, and properties for drafts nobody thought of."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.merging import merge
from documents.papers.items import item, numbered
from documents.papers.pieces import row, sections, table, text

MAIN = {
    "letterhead": {"short": "МБОУ «Школа № 12»"},
    "heading": "О парах",
    "title_lines": [],
    "preamble": "В целях",
}


def paper(uids="abc", *, rows="xy", word="", **parts):
    """A content of items and one table in an appendix; `word` stands in every text."""
    items = [item(uid, f"Пункт {uid} {word}".strip()) for uid in uids]
    lines = [row(uid, str(n), f"Строка {uid} {word}".strip()) for n, uid in enumerate(rows, 1)]
    body = [text("intro", f"Вступление {word}".strip()), table("pairs", [("№ п/п", 10), ("Кто", 90)], lines)]
    appendix = {"uid": "appendix", "title_lines": ["Состав"], "body": body}
    return copy.deepcopy(MAIN) | {"items": numbered(items), "body": [], "appendices": [appendix]} | parts


def uids(content):
    return "".join(one["uid"].removeprefix("own-") for one in content["items"])


def rows_of(content):
    return content["appendices"][0]["body"][1]["rows"]


def own(uid):
    return {"uid": f"own-{uid}", "level": 1, "text": "Своё.", "who": "", "until": "", "number": ""}


def test_what_nobody_touched_follows_the_facts():
    merged = merge(paper(), paper("abcd", word="новое", letterhead={"short": "МБОУ «Лицей»"}))

    assert merged == paper("abcd", word="новое", letterhead={"short": "МБОУ «Лицей»"})


def test_words_written_by_hand_stay():
    stored = paper()
    stored["items"][1] |= {
        "text": "Своими словами.",
        "who": "Громова",
        "until": "2027-01-29",
        "by_hand": True,
    }
    stored |= {"heading": "О своём", "by_hand": ["heading"]}
    rows_of(stored)[0] |= {"cells": ["1", "Своя строка"], "by_hand": True}

    merged = merge(stored, paper(word="новое"))

    assert [one["text"] for one in merged["items"]] == ["Пункт a новое.", "Своими словами.", "Пункт c новое."]
    assert (merged["items"][1]["who"], merged["items"][1]["until"]) == ("Громова", "2027-01-29")
    assert (merged["heading"], merged["preamble"]) == ("О своём", "В целях")
    assert [one["cells"][1] for one in rows_of(merged)] == ["Своя строка", "Строка y новое"]


def test_what_was_added_stays_behind_its_neighbour_and_numbers_are_put_right():
    stored = paper()
    stored["items"].insert(1, own("1"))
    stored["items"].append(own("2"))

    merged = merge(stored, paper("nabc"))

    assert uids(merged) == "na1bc2"
    assert [one["number"] for one in merged["items"]] == ["1.", "2.", "3.", "4.", "5.", "6."]


def test_what_was_taken_away_does_not_come_back():
    stored = paper("ac", rows="y", removed=["items/b", "appendix/pairs/x"])

    merged = merge(stored, paper("abcd"))

    assert uids(merged) == "acd"
    assert [one["cells"] for one in rows_of(merged)] == [["1", "Строка y"]]
    assert merged["removed"] == ["items/b", "appendix/pairs/x"]


def test_order_made_by_hand_stays_and_new_pieces_go_behind_their_predecessor():
    stored = paper("cab", by_hand=["items"])

    assert uids(merge(stored, paper("abxc"))) == "cabx"


def test_without_a_mark_the_order_is_that_of_the_facts():
    assert uids(merge(paper("abc"), paper("cba"))) == "cba"


def test_pieces_that_the_facts_lost_go_unless_by_hand():
    stored = paper("abc")
    stored["items"][2]["by_hand"] = True

    assert uids(merge(stored, paper("a"))) == "ac"


def test_a_paper_drawn_up_before_there_were_uids_stays_as_it_is():
    stored = paper()
    del stored["items"][0]["uid"]

    assert merge(stored, paper(word="новое")) is stored


def test_sections_are_numbered_anew_around_a_taken_clause():
    parts = [("Общие положения", ["Первое.", "Второе.", "Третье."]), ("Порядок", ["Четвёртое."])]
    fresh = paper(body=sections(parts))

    merged = merge(fresh | {"removed": ["body/s1-2"]}, fresh)

    assert [one.get("number", "") for one in merged["body"]] == ["", "1.1.", "1.2.", "", "2.1."]


names = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)
lines = st.lists(st.sampled_from("xyzuvw"), unique=True, max_size=6)
fresh_papers = st.builds(paper, uids=names, rows=lines, word=st.sampled_from(["", "другое"]))


@st.composite
def edited_papers(draw):
    """A draft after a person has been at it: words, order, own pieces, pieces taken away."""
    content = copy.deepcopy(draw(fresh_papers))
    for one in content["items"]:
        if draw(st.booleans()):
            one |= {"text": f"Руками {one['uid']}.", "by_hand": True}
    removed = [one["uid"] for one in content["items"] if draw(st.integers(0, 4)) == 0]
    content["items"] = [one for one in content["items"] if one["uid"] not in removed]
    for n in range(draw(st.integers(0, 2))):
        content["items"].insert(draw(st.integers(0, len(content["items"]))), own(str(n)))
    if draw(st.booleans()):
        content["items"] = draw(st.permutations(content["items"]))
        content["by_hand"] = ["items"]
    content["items"] = numbered(content["items"])
    return content | ({"removed": [f"items/{uid}" for uid in removed]} if removed else {})


@settings(max_examples=300, deadline=None)
@given(edited_papers(), fresh_papers)
def test_whatever_the_facts_become_the_hand_is_kept(stored, fresh):
    merged = merge(stored, fresh)

    by_hand = {
        one["uid"]: one["text"] for one in stored["items"] if one.get("by_hand") or "own-" in one["uid"]
    }
    assert {one["uid"]: one["text"] for one in merged["items"] if one["uid"] in by_hand} == by_hand
    gone = {path.removeprefix("items/") for path in stored.get("removed", [])}
    expected = {one["uid"] for one in fresh["items"]} - gone | set(by_hand)
    assert sorted(one["uid"] for one in merged["items"]) == sorted(expected)
    assert merged["items"] == numbered(merged["items"])


@settings(max_examples=300, deadline=None)
@given(edited_papers(), fresh_papers)
def test_merging_twice_is_merging_once(stored, fresh):
    once = merge(stored, fresh)

    assert merge(once, fresh) == once
    assert merge(fresh, copy.deepcopy(fresh)) == fresh


@settings(max_examples=200, deadline=None)
@given(edited_papers(), fresh_papers)
def test_order_by_hand_is_kept_among_what_stays(stored, fresh):
    merged = merge(stored | {"by_hand": ["items"]}, fresh)

    stayed = [one["uid"] for one in merged["items"]]
    assert [uid for uid in stayed if uid in uids_of(stored)] == [
        uid for uid in uids_of(stored) if uid in stayed
    ]


def uids_of(content):
    return [one["uid"] for one in content["items"]]


@pytest.mark.parametrize("stored", [{}, None])
def test_nothing_stored_is_the_fresh_paper(stored):
    assert merge(stored, paper()) == paper()
