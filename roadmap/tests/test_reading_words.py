"""Whatever a document is, reading it gives a draft, and no word of it gets lost."""

import json
import random
from pathlib import Path

import pytest

from common.blocks import Merge, Paragraph, Table
from roadmap.reading.draft import RoadmapDraft
from roadmap.reading.interpreting import interpret
from roadmap.reading.words import lost_texts, lost_words

SEEDS = Path(__file__).parent / "reading"
MARKS = [
    "1",
    "1.1",
    "I.",
    "2)",
    "- ",
    "УТВЕРЖДАЮ",
    "№",
    "Срок",
    "Мероприятие",
    "Этап 1.",
    "«",
    "___",
    "\t",
    "|",
    "   ",
]
HEADINGS = ["№", "Этап", "Мероприятие", "Содержание", "Срок", "Ответственный", "Результат"]


def test_lost_words_are_counted_and_numbering_is_no_word():
    blocks = [
        Paragraph("1. Приказ о наставни-"),
        Paragraph("честве"),
        Table([["Этап 2. Опрос", "опрос"]], []),
    ]
    draft = RoadmapDraft(title_lines=["Опрос"]).to_json()

    assert lost_words(blocks, draft) == ["приказ", "о", "наставничестве", "опрос"]
    assert lost_texts(blocks, draft) == ["1. Приказ о наставни-честве", "Этап 2. Опрос"]


def random_text(chance, phrases):
    count = chance.choice([0, 1, 1, 1, 2, 4])
    return chance.choice([" ", "\t", "   "]).join(
        chance.choice(chance.choice([phrases, MARKS])) for _ in range(count)
    )


def random_table(chance, phrases):
    width, height = chance.randint(1, 7), chance.randint(1, 7)
    rows = [["\n".join(random_text(chance, phrases) for _ in range(chance.choice([1, 1, 3]))) for _ in range(width)]
            for _ in range(height)]  # fmt: skip
    if chance.random() < 0.5:
        rows[0] = HEADINGS[:width]
    row, column = chance.randrange(height), chance.randrange(width)
    merge = Merge(row, column, chance.randint(1, height - row), chance.randint(1, width - column))
    for i in range(row, row + merge.rows):
        for j in range(column, column + merge.columns):
            rows[i][j] = rows[i][j] if (i, j) == (row, column) else ""
    return Table(rows, [merge])


def random_document(number):
    chance = random.Random(number)  # noqa: S311
    texts = [(SEEDS / f"seed_s{i}.txt").read_text(encoding="utf-8") for i in range(5)]
    phrases = [
        part.strip()
        for text in texts
        for line in text.split("\n")
        for part in line.split("\t")
        if part.strip()
    ]
    return [
        Paragraph(random_text(chance, phrases)) if chance.random() < 0.6 else random_table(chance, phrases)
        for _ in range(chance.randint(0, 12))
    ]


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_any_document_gives_a_draft_and_loses_no_word(start):
    for number in range(start, start + 50):
        blocks = random_document(number)

        draft = json.loads(json.dumps(interpret(blocks).to_json()))

        assert lost_words(blocks, draft) == [], f"random document {number}"
