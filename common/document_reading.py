"""Documents that people send in: DOCX, PDF, XLSX, XLS, ODS, TXT or pasted text become paragraphs and tables.

The file is judged by its content, never by its name, and is opened by a child process (`document_parsing`)
with limits on memory and time: whatever is in it, the web process goes on and the person reads a sentence
that says what to do.
"""

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
from common.guarded import ask_child

__all__ = ["MAX_BYTES", "DocumentError", "blocks_of_text", "read_document"]

MAX_BYTES = 15 * 1024 * 1024

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
    answer = ask_child("common.document_parsing", data, too_heavy=TOO_HEAVY, broken=BROKEN)
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
