"""No file kills the server (UPL-1, UPL-2): every file of the corpus through every reader, measured.

This is the one half of the product files x doors. Doors that read a table or a document differ only in what they do
with the answer of these readers; `test_upload_doors.py` takes it from there over HTTP.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import document_corpus, pdf_corpus
from tests.each import sliced
from tests.measuring import FURTHER
from tests.upload_corpus import AS_DOCUMENT, AS_TABLE, CONTENTS, GROUPS, SCANS, SENDINGS

ROOT = Path(__file__).resolve().parents[1]
SIZES = {"spreadsheets": 33, "csv": 27, "documents": 26, "pdf": 23, "pictures": 12}
WORDS = {name: words for name, (_, words) in (document_corpus.HOSTILE | pdf_corpus.HOSTILE).items()}
PDF_SCANS = {name for name in SCANS if name.startswith("pdf/")}
# Scans of which not even a bad sheet can be named.
NO_SHEETS = {"pdf/encrypted", "pdf/without_pages", "pictures/png_50000", "pictures/truncated"}
MOST_SECONDS, MOST_MEGABYTES, MOST_OF_OUR_OWN = 10, 512, 100


@pytest.fixture(scope="module")
def measured():
    """Asks the process that measures; it lives as long as this module's tests."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.measuring"],
        cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip

    def ask(name, *readers):
        process.stdin.write(json.dumps({"file": name, "readers": readers}) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    yield ask
    process.stdin.close()
    process.wait(10)


def within_limits(cost):
    return (
        cost["seconds"] <= MOST_SECONDS
        and cost["child_mb"] <= MOST_MEGABYTES
        and cost["own_mb"] < MOST_OF_OUR_OWN
    )


def is_sentence(text):
    return text[0].isupper() and text.endswith(".") and any("а" <= letter <= "я" for letter in text)


def test_corpus_is_whole():
    assert {group: len(members) for group, members in GROUPS.items()} == SIZES
    assert len(CONTENTS) + len(SENDINGS) == 136
    assert set(AS_TABLE) | set(AS_DOCUMENT) <= set(CONTENTS)


@pytest.mark.parametrize("name", sliced(CONTENTS))
def test_file_is_read_or_refused_with_its_sentence_within_time_and_memory(measured, name):
    answers = measured(name, "table", "document")

    for reader, refused in (("table", AS_TABLE), ("document", AS_DOCUMENT)):
        answer, words = answers[reader], refused.get(name, "")
        assert within_limits(answer), (reader, answer)
        assert bool(answer["message"]) is bool(words), (reader, answer)
        assert any(word in answer["message"] for word in words.split("|")), (reader, answer)
        assert is_sentence(answer["message"]) if words else answer["found"]


@pytest.mark.parametrize("name", sliced(sorted(SCANS)))
def test_scan_is_taken_apart_or_refused_within_time_and_memory(measured, name):
    """What is kept by its first bytes is read sheet by sheet when it comes in a pile: by a job, some sheets a child."""
    sheets = measured(name, "sheets")["sheets"]

    assert within_limits(sheets | {"seconds": sheets["seconds"] / 3}), sheets
    assert bool(sheets["message"]) is (name in NO_SHEETS), sheets
    assert not sheets["message"] or is_sentence(sheets["message"])


@pytest.mark.parametrize("name", [*sorted(PDF_SCANS), "pdf/table_of_objects_bomb"])
def test_only_the_sealed_file_itself_is_confirmed_within_time_and_memory(measured, name):
    seal = measured(name, "seal")["seal"]

    assert within_limits(seal), seal
    assert bool(seal["found"]) is (name == "pdf/signed"), seal


@pytest.mark.parametrize("name", sliced(FURTHER))
def test_further_file_is_read_or_refused_within_time_and_memory(measured, name):
    group, _, member = name.partition("/")
    reader = "table" if group == "tables" else "document"

    answer = measured(name, reader)[reader]

    assert within_limits(answer), answer
    assert bool(answer["message"]) is (group != "odd"), answer
    assert answer["found"] or is_sentence(answer["message"])
    words = WORDS[member] if group == "words" else ""
    assert any(word in answer["message"] for word in words.split("|")), answer
