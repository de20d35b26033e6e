"""The child of `document_reading`: a document's bytes from stdin, {"blocks": …} or {"error": …} as JSON to stdout.

Imports no Django and nothing slow that the file at hand does not need; limits are set before the first byte
is read.
"""

import json
import logging
import sys

from common.blocks import Block, to_json
from common.document_limits import (
    LOCKED,
    OLD_WORD,
    SLIDES,
    TOO_HEAVY,
    UNKNOWN,
    DocumentError,
    within_limits,
)
from common.table_limits import TableError
from common.table_parsing import OLE, ZIP, set_limits

HEAVY = json.dumps({"error": TOO_HEAVY}).encode()  # made now: later there is no memory for it
PDF_STARTS_WITHIN = 1024  # bytes of rubbish that readers of PDF forgive


def parse(data: bytes) -> list[Block]:
    """The blocks of a document in any of the known formats."""
    if data.startswith(ZIP):
        from common.document_archive import read_archive  # noqa: PLC0415  slow: loads lxml, calamine

        return read_archive(data)
    if data.startswith(OLE):
        return parse_ole(data)
    if b"%PDF-" in data[:PDF_STARTS_WITHIN]:
        from common.document_pdf import read_pdf  # noqa: PLC0415  slow: loads pdfplumber

        return read_pdf(data)
    from common.document_text import read_plain  # noqa: PLC0415  slow: loads csv and the HTML parser

    return read_plain(data)


def parse_ole(data):
    """An old .xls is read; the other files of that container are named and refused."""
    for stream, message in (
        ("EncryptedPackage", LOCKED),
        ("WordDocument", OLD_WORD),
        ("PowerPoint", SLIDES),
    ):
        if stream.encode("utf-16-le") in data:
            raise DocumentError(message)
    if not any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        raise DocumentError(UNKNOWN)
    from common.document_sheet import read_sheets  # noqa: PLC0415  slow: loads calamine

    return read_sheets(data, is_archive=False)


def main():
    set_limits()
    logging.disable(logging.CRITICAL)  # a broken PDF would write a line for every object
    try:
        blocks = within_limits(parse(sys.stdin.buffer.read()))
        answer = json.dumps({"blocks": to_json(blocks)}, ensure_ascii=False).encode("utf-8", "replace")
    except (DocumentError, TableError) as error:
        answer = json.dumps({"error": str(error)}).encode()
    except (MemoryError, RecursionError):
        answer = HEAVY
    sys.stdout.buffer.write(answer)
