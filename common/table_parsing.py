"""The child of `table_reading`: a table's bytes from stdin, {"rows": …} or {"error": …} as JSON to stdout.

Imports no Django and nothing slow that the file at hand does not need; limits are set before the first byte
is read.
"""

import json
import resource
import sys

from common.table_limits import (
    EMPTY,
    MAX_CELLS_ACROSS,
    MAX_CELLS_DOWN,
    MAX_TEXT,
    TOO_HEAVY,
    TableError,
    too_far,
)

MEMORY = 512 << 20
CPU_SECONDS = 8
HEAVY = json.dumps({"error": TOO_HEAVY})  # made beforehand: when memory is gone there is none for it
ZIP, OLE = (b"PK\x03\x04", b"PK\x05\x06"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def parse(data: bytes) -> list[list[str]]:
    """Rows of text of a table in any of the known formats."""
    if data.startswith((*ZIP, OLE)):
        from common.table_workbook import read_workbook  # noqa: PLC0415  slow: loads calamine

        return within_limits(read_workbook(data, is_archive=data.startswith(ZIP)))
    from common.table_text import read_text  # noqa: PLC0415  slow: loads csv and the HTML parser

    return within_limits(read_text(data))


def within_limits(rows):
    """The rows without empty ends; too many rows, columns or letters are refused."""
    kept, gap, letters = [], 0, 0
    for row in rows:
        while row and not row[-1].strip():
            row.pop()
        if not row:
            gap += 1
            continue
        letters += sum(map(len, row))
        if len(row) > MAX_CELLS_ACROSS or len(kept) + gap >= MAX_CELLS_DOWN or letters > MAX_TEXT:
            raise TableError(too_far(len(kept) + gap, len(row) - 1) if letters <= MAX_TEXT else TOO_HEAVY)
        kept.extend([] for _ in range(gap))
        kept.append(row)
        gap = 0
    if not kept:
        raise TableError(EMPTY)
    return kept


def set_limits():
    """No more memory, time, files or core dumps for this process than one table needs."""
    for kind, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))


def main():
    set_limits()
    try:
        answer = json.dumps({"rows": parse(sys.stdin.buffer.read())}, ensure_ascii=False)
    except TableError as error:
        answer = json.dumps({"error": str(error)})
    except (MemoryError, RecursionError):
        answer = HEAVY
    sys.stdout.buffer.write(answer.encode("utf-8", "replace"))
