"""The five seeds and the made-up documents of `reading/`, each in its layout, read and judged cell by cell.

The table of scores: `pytest roadmap/tests/test_reading_corpus.py -k overall -s`.
"""

import functools
import json
import random
from pathlib import Path

import pytest

from common.document_reading import blocks_of_text, read_document
from roadmap.reading.interpreting import interpret
from roadmap.tests.layouts import lay_out, text_of, whole_rows
from roadmap.tests.scoring import listed, lost_words, score
from tests.each import sliced

FOLDER = Path(__file__).parent / "reading"
DOCUMENTS = sorted(path.stem for path in FOLDER.glob("d*.json"))
SEEDS = [(f"seed_s{i}", kind) for i in range(5) for kind in ("txt", "docx", "xlsx", "pdf")]
# Stages, activities and content items of the seeds.
COUNTS = {
    "seed_s0": (7, 14, 7),
    "seed_s1": (7, 16, 33),
    "seed_s2": (1, 10, 0),
    "seed_s3": (7, 14, 5),
    "seed_s4": (7, 14, 5),
}


@functools.cache
def document(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


OTHER_KINDS = [
    (name, kind)
    for name in DOCUMENTS
    for kind in ("docx", "xlsx", "pdf")
    if "parts" in document(name) and document(name)["format"] != kind
]

TEXTS = [name for name in DOCUMENTS if "text" in document(name)] + [f"seed_s{i}" for i in range(5)]


@functools.cache
def answer(name, kind=""):
    """What the reader makes of a document, and the texts that stood in it; each is read once a run."""
    data = document(name)
    kind = kind or data["format"]
    if name.startswith("seed") and kind == "txt":
        text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
        return read(read_document(text.encode(), f"{name}.txt")), cells_of_text(text)
    if "text" in data:
        text = "\n".join(data["text"])
        pasted = kind == "paste"
        encoded = text.encode(data.get("encoding", "utf-8"))
        blocks = blocks_of_text(text) if pasted else read_document(encoded, f"{name}.txt")
        return read(blocks), cells_of_text(text)
    content = lay_out(data["parts"], kind, **data.get("options", {}))
    return read(read_document(content, f"{name}.{kind}")), cells_of_parts(data["parts"])


def read(blocks):
    """The answer as the command prints it."""
    return json.loads(json.dumps(interpret(blocks).to_json()))


def cells_of_text(text):
    return [cell for line in text.split("\n") for cell in line.replace("|", "\t").split("\t")]


def cells_of_parts(parts):
    """Texts of a document; a head repeated word for word counts once, a row of the columns' numbers never."""
    cells, heads = [], set()
    for part in parts:
        if isinstance(part, str):
            cells.append(part)
            continue
        for row in whole_rows(part)[0] if "rows" in part else part.get("side", [part.get("numbered", [])]):
            texts = tuple(text_of(cell) for cell in row)
            if texts not in heads and not all(text.isdigit() for text in texts):
                cells += texts
            heads.add(texts)
    return cells


def counts(found):
    activities = [activity for stage in found["stages"] for activity in stage["activities"]]
    return len(found["stages"]), len(activities), sum(len(activity["content"]) for activity in activities)


@pytest.mark.parametrize(("name", "kind"), SEEDS)
def test_seed_is_read_whole_in_every_layout(name, kind):
    found, source = answer(name, kind)
    expected = document(name)["expected"]

    assert counts(found) == counts(expected) == COUNTS[name]
    assert score(expected, found).wrong == []
    assert lost_words(source, found) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_made_up_document_is_read(name):
    found, source = answer(name)
    result = score(document(name)["expected"], found)

    assert lost_words(source, found) == []
    assert result.share >= 0.85, result.wrong


@pytest.mark.parametrize(("name", "kind"), sliced(OTHER_KINDS))
def test_made_up_document_is_read_in_other_layouts(name, kind):
    found, source = answer(name, kind)
    result = score(document(name)["expected"], found)

    assert lost_words(source, found) == []
    assert result.share >= 0.85, result.wrong


@pytest.mark.parametrize("name", sliced(TEXTS))
def test_text_in_any_disorder_loses_no_word(name):
    lines = text_lines(name)
    for seed in range(20):
        shuffled = "\n".join(random.Random(seed).sample(lines, len(lines) - seed % 4))

        assert lost_words(cells_of_text(shuffled), read(blocks_of_text(shuffled))) == []


def test_footnote_between_a_head_and_its_only_stage_is_read():
    text = "этапа\nОсвещение мероприятий на всех этапах\n¹ Заполняется куратором.\n1. Подготовка условий для"

    assert lost_words(cells_of_text(text), read(blocks_of_text(text))) == []


def text_lines(name):
    if name.startswith("seed"):
        return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return document(name)["text"]


def test_overall_share_of_cells_in_the_right_field():
    results = {name: score(document(name)["expected"], answer(name)[0]) for name in DOCUMENTS}
    right, total = (sum(getattr(result, name) for result in results.values()) for name in ("right", "total"))
    lines = [line_of(name, result) for name, result in results.items()]

    print("", *lines, f"{'all':28} {right:4} of {total:4}  {right / total:6.1%}", sep="\n")  # noqa: T201
    assert len(DOCUMENTS) >= 24
    assert right / total >= 0.95


def line_of(name, result):
    """A line of the table of scores."""
    unrecognised = listed(result.wrong, answer(name)[0])
    rest = f"not recognised {unrecognised}, elsewhere {len(result.wrong) - unrecognised}" * bool(result.wrong)
    return f"{name:28} {result.right:4} of {result.total:4}  {result.share:6.1%}  {rest}"


def perfect(name):
    """The answer of a reader who errs nowhere."""
    return json.loads(json.dumps(document(name)["expected"]))


def test_judge_sees_swapped_columns_extra_rows_and_lost_stages():
    expected = document("d03_stage_word_rows")["expected"]
    swapped, longer, flat = (perfect("d03_stage_word_rows") for _ in range(3))
    for stage in swapped["stages"]:
        for activity in stage["activities"]:
            activity["term"], activity["responsible"] = activity["responsible"][0], [activity["term"]]
    longer["stages"][0]["activities"].append({"title": "Исполнитель: Ветрова А.А.", "content": []})
    flat["stages"] = [
        {"number": None, "title": None, "activities": [a for s in flat["stages"] for a in s["activities"]]}
    ]

    assert score(expected, perfect("d03_stage_word_rows")).share == 1
    assert score(expected, swapped).share < 0.85
    assert [wrong[2] for wrong in score(expected, longer).wrong] == ["Исполнитель: Ветрова А.А."]
    assert score(expected, flat).share < 0.85


def test_judge_sees_lost_words_but_not_lost_numbering():
    source = ["Этап 1. Подготовка", "1) Издание приказа\n2) Приказ № 8-од", "Сноска¹"]
    draft = {"title": "Подготовка", "unrecognised": ["Издание приказа", "№ 8-од"], "stages": []}

    assert lost_words(source, draft) == ["приказ", "сноска"]
