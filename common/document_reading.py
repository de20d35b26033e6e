"""Documents that people send in: DOCX, PDF, XLSX, XLS, ODS, TXT or pasted text become paragraphs and tables.

The file is judged by its content, never by its name, and is opened by a child process (`document_parsing`)
with limits on memory and time: whatever is in it, the web process goes on and the person reads a sentence
that says what to do.
"""

import json
import logging
import subprocess  # noqa: S404  the child is our own module, run by this very interpreter
import sys
from pathlib import Path

from common.blocks import Block, from_json
from common.document_limits import (
    ARCHIVE,
    BROKEN,
    EMPTY,
    SAVE_AS,
    TOO_HEAVY,
    UNKNOWN,
    DocumentError,
    paragraphs_of,
    within_limits,
)

__all__ = ["MAX_BYTES", "DocumentError", "blocks_of_text", "read_document"]

logger = logging.getLogger(__name__)

MAX_BYTES = 15 * 1024 * 1024
SECONDS = 9
HOUSE = str(Path(__file__).parents[1])
PARSER = "import sys; sys.path.append(sys.argv[1]); from common.document_parsing import main; main()"

PICTURE = (
    "Это картинка, букв в ней программа не видит. "
    "Загрузите файл Word (.docx) или вставьте текст документа в поле для текста."
)
FOREIGN = {
    b"{\\rtf": f"Это документ в формате RTF. {SAVE_AS}",
    b"\x89PNG": PICTURE,
    b"\xff\xd8\xff": PICTURE,
    b"GIF8": PICTURE,
    b"RIFF": PICTURE,
    b"II*\0": PICTURE,
    b"MM\0*": PICTURE,
    b"BM": PICTURE,
    b"Rar!": ARCHIVE,
    b"7z\xbc\xaf": ARCHIVE,
    b"\x1f\x8b": ARCHIVE,
    b"BZh": ARCHIVE,
    b"MZ\x90": UNKNOWN,
    b"MZ\0": UNKNOWN,
    b"\x7fELF": UNKNOWN,
}


def read_document(data: bytes, filename: str = "") -> list[Block]:
    """The document's paragraphs and tables in reading order, their text clean (`blocks.tidy`).

    Raises DocumentError with a sentence for the person. `filename` is taken and not believed.
    """
    _check_outside(data)
    answer = _ask_parser(data)
    if "error" in answer:
        raise DocumentError(answer["error"])
    return from_json(answer["blocks"])


def blocks_of_text(text: str) -> list[Block]:
    """Pasted text, a paragraph for every line of it; raises DocumentError if it is empty or endless."""
    if not text.strip():
        raise DocumentError("Вставьте текст документа: поле пустое.")
    return within_limits(paragraphs_of(text))


def _check_outside(data):
    if not data.strip(b"\0\t\r\n "):
        raise DocumentError(
            "Файл пустой. Проверьте, что выбран нужный файл и что он сохранён." if not data else EMPTY
        )
    if len(data) > MAX_BYTES:
        raise DocumentError(
            "Файл больше 15 МБ. Удалите из него картинки или вставьте текст документа в поле для текста."
        )
    for magic, message in FOREIGN.items():
        if data.startswith(magic):
            raise DocumentError(message)


def _ask_parser(data):
    """What the child says; one that was stopped by its limits says that the document is too heavy."""
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", PARSER, HOUSE]
    try:
        done = subprocess.run(  # noqa: S603 - fixed command, the file goes through stdin
            command, input=data, capture_output=True, timeout=SECONDS, env={}, check=False
        )
    except subprocess.TimeoutExpired:
        return {"error": TOO_HEAVY}
    if done.returncode:
        logger.warning("the document parser ended with code %s", done.returncode)
        return {"error": TOO_HEAVY if done.returncode < 0 else BROKEN}
    return json.loads(done.stdout)
