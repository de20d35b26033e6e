"""What a document is made of once it has been read: paragraphs and tables, whatever format they came in."""

import re
import unicodedata
from dataclasses import dataclass, field

__all__ = ["Block", "Merge", "Paragraph", "Table", "from_json", "tidy", "to_json"]

# Soft hyphen, zero-width signs, marks of direction, the byte order mark.
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
LINE_END = re.compile("\r\n|[\r\x0b\x0c\u0085\u2028\u2029]")
WIDE_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or, in plain text, one physical line; empty lines are kept as "".

    `is_strong`: a heading or all in bold, where the file says so; paragraphs of the same text are equal all the same.
    """

    text: str
    is_strong: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Merge:
    """Cells joined into one, counted from 0; the text stands in the top left one, the others are ""."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True)
class Table:
    """A grid of cell texts, every row equally long; lines inside a cell are parted by a line feed."""

    rows: list[list[str]]
    merges: list[Merge] = field(default_factory=list)


Block = Paragraph | Table


def tidy(text: str) -> str:
    """The text in NFC without unseen and control signs; tabs and line feeds stay, all spaces are plain."""
    if text.isascii() and text.isprintable():
        return text
    text = CONTROL.sub("", LINE_END.sub("\n", text))
    return unicodedata.normalize("NFC", UNSEEN.sub("", WIDE_SPACE.sub(" ", text)))


def to_json(blocks: list[Block]) -> list[dict]:
    """Blocks as plain data: {"text": …}, also "strong", or {"rows": …, "merges": [[row, column, rows, columns]]}."""
    return [
        {"text": block.text} | ({"strong": True} if block.is_strong else {})
        if isinstance(block, Paragraph)
        else {"rows": block.rows, "merges": [[m.row, m.column, m.rows, m.columns] for m in block.merges]}
        for block in blocks
    ]


def from_json(data: list[dict]) -> list[Block]:
    """The blocks that `to_json` was given."""
    return [
        Paragraph(item["text"], item.get("strong", False))
        if "text" in item
        else Table([list(row) for row in item["rows"]], [Merge(*numbers) for numbers in item["merges"]])
        for item in data
    ]
