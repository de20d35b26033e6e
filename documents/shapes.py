"""What a piece of a content is (documents/papers/pieces.py), and which of its words a hand may change. Pure.

A holder is what has texts of its own and lists of pieces: the paper, an appendix, a table. Its "by_hand" names the
texts that were written by hand and the lists that were put in order by hand; a piece's "by_hand" is True.
A path names a piece or a text within a paper: "items/control", "appendix/pairs/pair-3", "@heading",
"appendix/@title_lines". The same uid may stand in two lists, a path is one.
"""

import re

from common.russian import clean_text

# The words of a piece that a hand may change, by its shape.
WORDS = {
    "item": ("text", "level", "who", "until"),
    "row": ("cells",),
    "stage": ("stage",),
    "heading": ("text",),
    "label": ("text",),
    "text": ("text",),
    "facts": ("rows",),
    "sides": ("sides",),
}
TEXTS = {
    "paper": ("heading", "title_lines", "preamble"),
    "appendix": ("title_lines", "intro"),
    "table": ("title",),
}
LISTS = {"paper": ("items", "body"), "appendix": ("body",), "table": ("rows",)}
SECTION = re.compile(r"(\d+)\.\s+")
OWN, OLD = (
    "own-",
    "old-",
)  # how the uid begins of a piece added by hand; of one drawn up before pieces had uids


def shape_of(piece):
    """item, row, stage, or what a block says of itself; a block without a word is a text."""
    if "level" in piece:
        return "item"
    if "cells" in piece:
        return "row"
    return "stage" if "stage" in piece else piece.get("is", "text")


def is_addressed(pieces):
    """Whether every piece of a list can be told from the others: papers drawn up long ago have no uids."""
    return all(isinstance(piece, dict) and piece.get("uid") for piece in pieces)


def is_old(content):
    """A content without uids of its own: hand-made changes cannot find their place in a new one."""
    named = list(content.get("appendices") or [])
    for holder in [content, *named]:
        named += [*(holder.get("items") or []), *(holder.get("body") or [])]
    return any(not piece.get("uid") or piece["uid"].startswith(OLD) for piece in named)


def with_uids(content):
    """The same content, each piece that has no uid with one: so old drafts can be edited too."""
    content = content | {name: _named(name, content.get(name) or []) for name in ("items", "body")}
    appendices = _named("appendix", content.get("appendices") or [])
    return content | {
        "appendices": [one | {"body": _named("body", one.get("body") or [])} for one in appendices]
    }


def _named(name, pieces):
    return [{"uid": f"{OLD}{name}-{n}"} | piece for n, piece in enumerate(pieces, 1)]


def is_own(uid):
    return uid.startswith(OWN)


def below(key, name):
    """The path of what stands in a list or is a text of a holder; the lists of the paper itself have no holder."""
    return f"{key}/{name}" if key else name


def list_key(key, name):
    """How a list is named in paths: "items", "body", an appendix or a table by itself."""
    return key or name


def without_number(text):
    """A heading of a section without its number: "2. Общие положения" -> "Общие положения"."""
    return SECTION.sub("", text, count=1) if SECTION.match(text) else text


def cell_text(cell):
    """A cell as lines of text; None for one that is no text: boxes to tick."""
    if isinstance(cell, list | tuple):
        lines = [cell_text(one) for one in cell]
        return None if None in lines else "\n".join(lines)
    if isinstance(cell, dict):
        if "lines" in cell:  # of a roadmap
            return "\n".join(cell["lines"])
        return None if "boxes" in cell else f"{cell['name']}{cell.get('rest', '')}"
    return str(cell)


def editable(piece):
    """The words of a piece as its fields show them: {"text", "level", "who", "until"} or {"cells": […]}."""
    shape = shape_of(piece)
    if shape == "item":
        return {name: piece.get(name, "") for name in WORDS["item"]}
    if shape == "row":
        return {"cells": [cell_text(cell) for cell in piece["cells"]]}
    if shape == "facts":
        return {"cells": [cell_text(row[1]) for row in piece["rows"]]}
    if shape == "sides":
        return {"cells": ["\n".join(map(str, side)) for side in piece["sides"]]}
    if shape == "stage":
        return {"text": piece["stage"]}
    if shape in WORDS:
        return {"text": without_number(piece["text"]) if shape == "heading" else piece["text"]}
    return {}


def plain(piece, *, is_counted=False):
    """The same words without what a browser may change on the way: kinds of spaces and of line ends.

    `is_counted`: the first cell of a row is its number, which no hand writes.
    """
    words = _clean(editable(piece))
    return {"cells": words["cells"][1:]} if is_counted and shape_of(piece) == "row" else words


def _clean(value):
    if isinstance(value, dict):
        return {name: _clean(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(one) for one in value]
    return clean_lines(value) if isinstance(value, str) else value


def clean_lines(text):
    """The lines of a text, each cleaned, empty ones left out."""
    return "\n".join(line for line in map(clean_text, text.splitlines()) if line)
