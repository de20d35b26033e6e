"""A pile of scanned sheets is told apart in child processes with limits, a few sheets at a time."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass

from common.guarded import ask_child
from common.sheet_limits import BROKEN, MAX_SHEETS, TOO_HEAVY, TOO_MANY

AT_ONCE = 12
MOST_BROKEN = 6  # each costs the whole time a child may take; a scanner does not write so many


class PileError(ValueError):
    """A file that cannot be read as scans; the text is for the person who sent it."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: what its QR codes say, its own PDF and a small picture; `is_broken` when none of it could be had."""

    codes: tuple[str, ...] = ()
    is_empty: bool = False
    file: bytes = b""
    picture: bytes = b""
    is_broken: bool = False


def read_sheets(files: list[bytes]) -> Iterator[tuple[Sheet, int]]:
    """Every sheet of the files in order, each with the number of sheets known so far in all.

    Raises PileError when a file as a whole cannot be opened or the pile is too long; a bad sheet is only named.
    """
    before = broken = 0
    for data in files:
        total, first = 1, 0
        while first < total:
            answer = ask(data, first, AT_ONCE)
            if "error" in answer:
                total, sheets = one_by_one(data, first, total)
            else:
                total, sheets = answer["total"], [made(sheet) for sheet in answer["sheets"]]
            if before + total > MAX_SHEETS:
                raise PileError(TOO_MANY)
            broken += sum(sheet.is_broken for sheet in sheets)
            if broken >= MOST_BROKEN:
                raise PileError(answer.get("error", BROKEN))
            for sheet in sheets:
                yield sheet, before + total
            first += len(sheets)
        before += total


def one_by_one(data, first, total):
    """Sheets of a group that was too much for the child: the bad one stands alone, the others are read."""
    sheets, number = [], first
    while number < max(total, first + 1) and len(sheets) < AT_ONCE:
        if sum(sheet.is_broken for sheet in sheets) >= MOST_BROKEN:
            break
        answer = ask(data, number, 1)
        if "error" in answer and number == 0 and total == 1:
            total = ask(data, 0, 0).get("total", 0)  # how long the file is, without its first sheet
            if not total:
                raise PileError(answer["error"])
        total = answer.get("total", total)
        sheets.append(Sheet(is_broken=True) if "error" in answer else made(answer["sheets"][0]))
        number += 1
    return total, sheets


def ask(data, first, count):
    head = json.dumps({"first": first, "count": count}).encode()
    answer = ask_child("common.sheet_parsing", head + b"\n" + data, too_heavy=TOO_HEAVY, broken=BROKEN)
    if "refused" in answer:
        raise PileError(answer["refused"])
    return answer


def made(sheet):
    file, picture = base64.b64decode(sheet["file"]), base64.b64decode(sheet["picture"])
    return Sheet(tuple(sheet["codes"]), sheet["is_empty"], file, picture)
