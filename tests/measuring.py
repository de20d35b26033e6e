"""Reads files of the corpus one after another, each in a process forked off for it, and tells what it cost.

`python -m tests.measuring` takes lines {"file": …} on its stdin and answers each with a line: for each reader the
sentence ("" when the file was read), how many rows or blocks came of it, the seconds, and the megabytes of the child
that opened the file and of the process that asked it. The libraries are loaded once, the memory is that of one file.
"""

import json
import os
import resource
import sys
import time

from common.document_reading import read_document
from common.sealing import check_seal
from common.sheet_reading import read_sheets
from common.table_reading import read_table
from tests import corpus, document_corpus, pdf_corpus, upload_corpus, upload_papers


def look_at_seal(data, _name):
    """The verification page's look: what it does not confirm counts as refused."""
    check = check_seal(data, [upload_papers.keys()["cert_pem"]])
    if not check.ok:
        raise ValueError(f"{check.problem.capitalize()}.")
    return [check]


READERS = {
    "table": read_table,
    "document": read_document,
    "sheets": lambda data, _name: [sheet for sheet, _ in read_sheets([data]) if not sheet.is_broken],
    "seal": look_at_seal,
}
# Members of the older lists that stand among the 136 already.
AGAIN = {
    *(
        "zip_bomb_50",
        "zip_bomb_200",
        "zip_bomb_1000",
        "far_cell",
        "many_rows",
        "many_columns",
        "lying_zip_bomb",
    ),
    *(
        "shared_string_bomb",
        "entity_bomb",
        "external_entity",
        "ods_repeat_bomb",
        "truncated",
        "broken_directory",
    ),
    *(
        "zip_in_zip",
        "password",
        "old_word",
        "gzip",
        "wrong_1kb",
        "empty",
        "unclosed_quote",
        "million_columns",
    ),
    *("zip_bomb_xlsx", "shared_string_bomb_xlsx", "entity_bomb_xlsx", "far_cell_xlsx", "pdf_10000_pages"),
    *("pdf_cyclic_pages", "pdf_stream_bomb", "pdf_scan", "pdf_rubbish_layer", "pdf_locked", "inserted_file"),
    *("tables_nested_1000_deep", "ten_thousand_tables", "remote_picture", "pdf_giant_box", "pdf_broken_xref"),
    *("pdf_without_end", "pdf_and_zip", "docx_of_a_picture", "locked_office_file", "rtf"),
}
OLDER = {
    **{f"tables/{name}": make for name, make in corpus.HOSTILE.items()},
    **{f"words/{name}": make for name, (make, _) in (document_corpus.HOSTILE | pdf_corpus.HOSTILE).items()},
    **{f"odd/{name}": make for name, make in (document_corpus.ODD | pdf_corpus.ODD).items()},
}
FURTHER = {name: make for name, make in OLDER.items() if name.partition("/")[2] not in AGAIN}
FILES = upload_corpus.CONTENTS | FURTHER | {"pdf/table_of_objects_bomb": upload_papers.xref_bomb}


def read(reader, data):
    """What one reader makes of the data, in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, message, found = time.monotonic(), "", []
    try:
        found = READERS[reader](data, "file.bin")
    except ValueError as error:
        message = str(error)
    return {
        "message": message,
        "found": len(found),
        "seconds": time.monotonic() - start,
        "child_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        "own_mb": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
    }


def forked(work, *args):
    """The result of work(*args) in a fork of this process."""
    readable, writable = os.pipe()
    if pid := os.fork():
        os.close(writable)
        with os.fdopen(readable) as pipe:
            answer = pipe.read()
        os.waitpid(pid, 0)
        return json.loads(answer)
    with os.fdopen(writable, "w") as pipe:
        pipe.write(json.dumps(work(*args)))
        pipe.flush()
        os._exit(0)


def measure(name, readers):
    data = FILES[name]()
    return {reader: forked(read, reader, data) for reader in readers}


def main():
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(forked(measure, asked["file"], asked["readers"])), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
