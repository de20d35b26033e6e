"""Lists of a paper in order: pieces woven in behind their neighbours, numbers put right. Pure."""

import re

from documents.papers.items import numbered
from documents.shapes import SECTION, shape_of, without_number

CLAUSE = re.compile(r"\d+\.\d+\.")


def woven(base, others):
    """The pieces of `base`, and those of `others` that it lacks, each behind the one it stood behind in `others`."""
    result, names = list(base), [piece["uid"] for piece in base]
    place = 0
    for piece in others:
        if piece["uid"] in names:
            place = names.index(piece["uid"]) + 1
            continue
        result.insert(place, piece)
        names.insert(place, piece["uid"])
        place += 1
    return result


def in_order_of(pieces, order):
    """The pieces in the order of these uids; those that it does not name stay behind their neighbours."""
    known = {piece["uid"]: piece for piece in pieces}
    return woven([known[uid] for uid in order if uid in known], pieces)


def renumbered(kind, pieces, pattern, columns=()):
    """The numbers of items, sections or rows put right, if `pattern`, the list as the system made it, has such.

    Pieces that are "gone" (taken away, not yet saved) neither get a number nor use one up.
    """
    number = {"items": numbered, "body": section_numbers, "rows": row_numbers}[kind]
    if not is_regular(kind, pattern, columns):
        return pieces
    standing = iter(number([piece for piece in pieces if not piece.get("gone")]))
    return [piece if piece.get("gone") else next(standing) for piece in pieces]


def is_regular(kind, pattern, columns=()):
    if kind == "items":
        return numbered(pattern) == pattern
    if kind == "body":
        return section_numbers(pattern) == pattern
    return has_row_numbers(pattern, columns)


def has_row_numbers(rows, columns):
    """Whether the first column counts the rows: "№ п/п"."""
    cells = [row["cells"] for row in rows if shape_of(row) == "row"]
    is_count = bool(columns) and columns[0]["title"].lstrip().startswith("№")
    return (
        is_count and bool(cells) and [one[0] for one in cells] == [str(n) for n in range(1, len(cells) + 1)]
    )


def row_numbers(rows):
    count, done = 0, []
    for row in rows:
        if shape_of(row) == "row":
            count += 1
            row = row | {"cells": [str(count), *row["cells"][1:]]}
        done.append(row)
    return done


def section_numbers(blocks):
    """ "1. Title", "1.1. words": sections and their clauses; whatever has no such number has none afterwards."""
    first = second = 0
    done = []
    for block in blocks:
        if shape_of(block) == "heading" and SECTION.match(block["text"]):
            first, second = first + 1, 0
            block = block | {"text": f"{first}. {without_number(block['text'])}"}
        elif shape_of(block) == "text" and CLAUSE.fullmatch(block.get("number") or ""):
            second += 1
            block = block | {"number": f"{first}.{second}."}
        done.append(block)
    return done
