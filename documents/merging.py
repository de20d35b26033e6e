"""A draft built anew from its facts, and what a person changed in it by hand: both stay. Pure.

A piece finds its place by its uid. By hand are made: pieces with "by_hand", pieces added (uid "own-…"), pieces taken
away (paths in content["removed"]), texts and orders of lists named in a holder's "by_hand" (documents/shapes.py).
All else is what the facts say today: letterhead, signature, places, stamps, every word that nobody touched.
"""

from documents.renumbering import renumbered, woven
from documents.shapes import LISTS, TEXTS, WORDS, below, is_addressed, is_old, is_own, list_key, shape_of


def merge(stored, fresh):
    """`fresh` with the hand-made changes of `stored`; a paper drawn up before pieces had uids stays as it is."""
    if not stored or stored == fresh:
        return fresh
    if is_old(stored):
        return stored
    removed = frozenset(stored.get("removed") or ())
    merged = _holder("paper", "", stored, fresh, removed)
    if fresh.get("appendices"):
        known = {appendix["uid"]: appendix for appendix in stored.get("appendices") or []}
        merged["appendices"] = [
            _appendix(known.get(one.get("uid")), one, removed) for one in fresh["appendices"]
        ]
    if removed:
        merged["removed"] = list(stored["removed"])
    return merged


def _appendix(stored, fresh, removed):
    return _holder("appendix", fresh["uid"], stored, fresh, removed) if stored else fresh


def _holder(kind, key, stored, fresh, removed):
    """A paper, an appendix or a table: its own texts, its lists."""
    hand = stored.get("by_hand") or []
    merged = dict(fresh)
    for name in TEXTS[kind]:
        if name in hand and name in stored:
            merged[name] = stored[name]
    for name in LISTS[kind]:
        old, new = stored.get(name) or [], fresh.get(name) or []
        if (old or new) and is_addressed(old) and is_addressed(new):
            pieces = _list(list_key(key, name), old, new, name in hand, removed)
            merged[name] = renumbered(name, pieces, new, fresh.get("columns", ()))
    if hand:
        merged["by_hand"] = list(hand)
    return merged


def _list(key, stored, fresh, in_own_order, removed):
    old = {piece["uid"]: piece for piece in stored}
    kept = [piece for piece in fresh if below(key, piece["uid"]) not in removed]
    here = [_piece(below(key, piece["uid"]), old.get(piece["uid"]), piece, removed) for piece in kept]
    now = {piece["uid"]: piece for piece in here}
    gone = {piece["uid"] for piece in fresh} - set(now)
    stays = [
        now.get(piece["uid"], piece)
        for piece in stored
        if piece["uid"] in now or (_is_made_by_hand(piece) and piece["uid"] not in gone)
    ]
    return woven(stays, here) if in_own_order else woven(here, stays)


def _is_made_by_hand(piece):
    return is_own(piece["uid"]) or piece.get("by_hand") is True


def _piece(path, stored, fresh, removed):
    if stored is None or shape_of(stored) != shape_of(fresh):
        return fresh
    if shape_of(fresh) == "table":
        return _holder("table", path, stored, fresh, removed)
    if stored.get("by_hand") is not True:
        return fresh
    words = {name: stored[name] for name in WORDS.get(shape_of(fresh), ()) if name in stored}
    if shape_of(fresh) == "row":
        words["cells"] = _as_wide(words["cells"], fresh["cells"])
    return fresh | words | {"by_hand": True}


def _as_wide(cells, pattern):
    """The cells of a row after the table got or lost a column: what is new comes from the facts."""
    return [*cells[: len(pattern)], *pattern[len(cells) :]]
