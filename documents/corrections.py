"""What somebody typed in the editor, laid upon a draft: only what was really changed becomes hand-made. Pure.

A field carries the fingerprint of the words that the person was shown. What is typed like that was not touched: it
follows the draft as it is now, so a person renamed meanwhile, or a colleague's change to another piece, stays.
"""

import hashlib
import json
from dataclasses import dataclass, field

from common.russian import clean_text
from documents.papers.pieces import row, text
from documents.renumbering import CLAUSE, has_row_numbers, renumbered, woven
from documents.shapes import (
    LISTS,
    SECTION,
    TEXTS,
    below,
    cell_text,
    clean_lines,
    is_addressed,
    is_own,
    list_key,
    plain,
    shape_of,
)

FULL_STOPS = (".", ":", ";", "!", "?", "…", ",")


@dataclass(frozen=True)
class Typed:
    """One piece or text of the form. `words`: {"text", "level", "who", "until"} or {"cells": […]}."""

    path: str
    seen: str = ""  # the fingerprint of what was shown; empty for what came back by "Вернуть"
    is_gone: bool = False
    words: dict = field(default_factory=dict)

    @property
    def key(self):
        return self.path.rpartition("/")[0]

    @property
    def uid(self):
        return self.path.rpartition("/")[2]


def seen_of(piece_words):
    """A short fingerprint of words as `plain` gives them."""
    canonical = json.dumps(piece_words, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def seen_of_text(value):
    return seen_of(clean_lines("\n".join(value) if isinstance(value, list) else value or ""))


@dataclass
class Correction:
    """`fresh` is the paper as the facts alone make it, None when it cannot be made anew.

    `keeps_gone`: pieces taken away stay, marked "gone", and empty ones stay: the editor shows them until saved.
    """

    current: dict
    fresh: dict | None
    typed: list[Typed]
    keeps_gone: bool = False

    def content(self):
        self.removed = list(self.current.get("removed") or ())
        self.by_key = {}
        for one in self.typed:
            self.by_key.setdefault(one.key, []).append(one)
        content = self.holder("paper", "", self.current, self.fresh or {})
        fresh = {one.get("uid"): one for one in (self.fresh or {}).get("appendices") or []}
        if content.get("appendices"):
            content["appendices"] = [
                self.holder("appendix", one["uid"], one, fresh.get(one["uid"]) or {})
                if one.get("uid")
                else one
                for one in content["appendices"]
            ]
        content.pop("removed", None)
        return content | ({"removed": self.removed} if self.removed else {})

    def holder(self, kind, key, current, fresh):
        """A paper, an appendix or a table with its texts and lists as typed."""
        content, hand = dict(current), set(current.get("by_hand") or ())
        for one in self.by_key.get(key, ()):
            if one.uid.startswith("@") and one.uid[1:] in TEXTS[kind]:
                self.text(content, hand, one, fresh)
        for name in LISTS[kind]:
            pieces, posted = content.get(name) or [], self.by_key.get(list_key(key, name))
            posted = [one for one in posted or () if not one.uid.startswith("@")]
            if posted and is_addressed(pieces):
                content[name] = self.list(name, list_key(key, name), content, fresh, posted)
                self.mark_order(hand, name, pieces, fresh.get(name) or [], posted)
        content.pop("by_hand", None)
        return content | ({"by_hand": sorted(hand)} if hand else {})

    def text(self, content, hand, one, fresh):
        """A text of a holder: heading, title, preamble."""
        name, now = one.uid[1:], content.get(one.uid[1:])
        lines = clean_lines(one.words.get("text", ""))
        if seen_of(lines) == one.seen:
            return
        if name in fresh and seen_of(lines) == seen_of_text(fresh[name]):
            content[name] = fresh[name]
            hand.discard(name)
        elif seen_of(lines) != seen_of_text(now):
            content[name] = lines.splitlines() if isinstance(now, list) else clean_text(lines)
            hand.add(name)

    def list(self, name, key, holder, fresh, posted):
        known = {piece["uid"]: piece for piece in holder.get(name) or []}
        made = {piece["uid"]: piece for piece in fresh.get(name) or []} if self.fresh else {}
        columns, pattern = holder.get("columns") or (), list((made or known).values())
        is_counted = has_row_numbers(pattern, columns)
        result = []
        for one in posted:
            new = blank(name, one.uid, columns, result)
            piece = self.piece(one, known.get(one.uid), made.get(one.uid), new, is_counted)
            if piece is not None:
                result.append(piece)
        went = {one.uid for one in posted} - {piece["uid"] for piece in result}
        pieces = woven(result, [piece for piece in known.values() if piece["uid"] not in went])
        return renumbered(name, pieces, pattern, columns)

    def piece(self, one, current, made, new, is_counted):
        """The piece as typed, or None when it goes."""
        base = current or made or new
        typed = with_words(base, one.words)
        words = plain(typed, is_counted=is_counted)
        is_touched = seen_of(words) != one.seen
        if not current and not is_touched and not is_own(one.uid):
            return None  # gone from the facts, or taken away by somebody else; nothing was typed into it
        if one.is_gone or (not self.keeps_gone and is_empty(words, shape_of(typed))):
            return self.gone(one, base if not is_touched else typed)
        self.removed = [path for path in self.removed if path != one.path]
        if shape_of(base) == "table":
            return self.holder("table", one.path, base, made or {})
        if current and not is_touched:
            return current
        if made and words == plain(made, is_counted=is_counted):
            return made
        typed = {name: value for name, value in typed.items() if name != "by_hand"}
        return typed if is_own(one.uid) else typed | {"by_hand": True}

    def gone(self, one, piece):
        if self.keeps_gone:
            return piece | {"gone": True}
        if not is_own(one.uid) and one.path not in self.removed:
            self.removed.append(one.path)
        return None

    def mark_order(self, hand, name, pieces, made, posted):
        """By hand is an order that neither the facts give nor the draft had."""
        typed = [one.uid for one in posted]
        now = [piece["uid"] for piece in pieces if piece["uid"] in typed]
        if [uid for uid in typed if uid in now] == now:
            return
        facts = [piece["uid"] for piece in made if piece["uid"] in typed]
        if facts and [uid for uid in typed if uid in facts] == facts:
            hand.discard(name)
        else:
            hand.add(name)


def out_of_place(content, typed):
    """What was typed into lists that the paper does not have: a table that the facts lost, a torn form."""
    keys, lists = {"", "items", "body"}, [("items", content), ("body", content)]
    for appendix in content.get("appendices") or []:
        keys.add(appendix.get("uid"))
        lists.append((appendix.get("uid"), appendix))
    for key, holder in lists:
        tables = [one for one in holder.get("body") or [] if shape_of(one) == "table"]
        keys |= {below(key, one.get("uid")) for one in tables}
    return [one for one in typed if one.key not in keys]


def with_words(piece, words):
    """The piece with typed words; cells whose text is the same keep their shape: a person, a list of people."""
    shape = shape_of(piece)
    if shape in ("row", "facts", "sides"):
        return piece | _with_cells(piece, shape, words.get("cells", []))
    if "text" not in words:
        return piece
    line = clean_text(words["text"])
    if shape == "item":
        more = {name: clean_text(words.get(name, piece.get(name, ""))) for name in ("who", "until")}
        level = words.get("level", piece["level"])
        return piece | more | {"text": _ended(line), "level": level}
    if shape == "heading" and (number := SECTION.match(piece["text"])):
        line = f"{number[0]}{line}" if line else ""
    return piece | {"stage" if shape == "stage" else "text": line}


def _with_cells(piece, shape, typed):
    if shape == "row":
        pairs = enumerate(piece["cells"])
        return {"cells": [_cell(cell, typed[n]) if n < len(typed) else cell for n, cell in pairs]}
    if shape == "facts":
        rows = [[name, _cell(words, typed[n]) if n < len(typed) else words]
                for n, (name, words) in enumerate(piece["rows"])]  # fmt: skip
        return {"rows": rows}
    sides = [
        clean_lines(typed[n]).splitlines() if n < len(typed) else side
        for n, side in enumerate(piece["sides"])
    ]
    return {"sides": sides}


def _cell(cell, typed):
    before = cell_text(cell)
    lines = clean_lines(typed)
    if before is None or clean_lines(before) == lines:
        return cell
    return lines.splitlines() if "\n" in lines else lines


def _ended(line):
    """An item ends with a stop of some kind."""
    return f"{line}." if line and not line.endswith(FULL_STOPS) else line


def is_empty(words, shape):
    """Whether nothing stands in a piece that is nothing without words."""
    if shape == "row":
        return all(cell == "" for cell in words["cells"])
    return shape not in ("facts", "sides") and words.get("text") == ""


def blank(name, uid, columns, before):
    """What a new piece of a list is before anything is typed into it."""
    if name == "items":
        return {"uid": uid, "level": 1, "text": "", "who": "", "until": "", "number": ""}
    if name == "rows":
        return row(uid, *[""] * len(columns))
    follows = before and CLAUSE.fullmatch(before[-1].get("number") or "")
    return text(
        uid, "", number="0.0." if follows else "", look=(before[-1].get("look", "") if before else "")
    )
