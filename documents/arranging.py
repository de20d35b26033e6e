"""What the buttons of the editor do with a draft that is not saved yet: move, add, take away, bring back. Pure."""

import copy
import secrets

from documents.corrections import blank
from documents.renumbering import in_order_of, renumbered, woven
from documents.shapes import OWN, is_own


class NoPlace(LookupError):
    """The button speaks of a place that the paper has no more."""


def arranged(content, fresh, do):
    """(content after the button, what to say, the path the cursor goes to); `do` is "up:items/control" and so on.

    `fresh` is the paper as the facts alone make it, {} when it cannot be made anew. NoPlace for an unknown place.
    """
    deed, _, path = do.partition(":")
    if deed not in DEEDS:
        raise NoPlace(do)
    content = copy.deepcopy(content)
    said, where = DEEDS[deed](content, fresh, path)
    return content, said, where


def list_of(content, key):
    """(holder, name of its list) by the key of the list: "items", "body", an appendix, a table."""
    if key in ("items", "body"):
        return content, key
    above, _, uid = key.rpartition("/")
    if not above:
        return _find(content.get("appendices") or [], uid), "body"
    holder, name = list_of(content, above)
    table = _find(holder.get(name) or [], uid)
    if table.get("is") != "table":
        raise NoPlace(key)
    return table, "rows"


def pieces_of(content, key):
    """The pieces of a list; none where the paper has no such list."""
    try:
        holder, name = list_of(content, key)
    except NoPlace:
        return []
    return holder.get(name) or []


def _find(pieces, uid):
    for piece in pieces:
        if piece.get("uid") == uid:
            return piece
    raise NoPlace(uid)


def _put(content, fresh, key, pieces):
    """The pieces into their list, numbered as the list is."""
    holder, name = list_of(content, key)
    pattern = pieces_of(fresh, key) or holder.get(name) or []
    holder[name] = renumbered(name, pieces, pattern, holder.get("columns") or ())


def _move(step):
    def move(content, fresh, path):
        key, _, uid = path.rpartition("/")
        pieces = list(pieces_of(content, key))
        standing = [n for n, piece in enumerate(pieces) if not piece.get("gone")]
        here = next((place for place, n in enumerate(standing) if pieces[n]["uid"] == uid), None)
        if here is None:
            raise NoPlace(path)
        if not 0 <= here + step < len(standing):
            return "Дальше двигать некуда.", path
        one, other = standing[here], standing[here + step]
        pieces.insert(other, pieces.pop(one))
        _put(content, fresh, key, pieces)
        return "Переставили выше." if step < 0 else "Переставили ниже.", path

    return move


def _add(content, fresh, path):
    """An empty piece behind this one; "first" puts it at the head of a list."""
    key, _, uid = path.rpartition("/")
    pieces = list(pieces_of(content, key))
    place = pieces.index(_find(pieces, uid)) + 1
    return _insert(content, fresh, key, place)


def _first(content, fresh, key):
    return _insert(content, fresh, key, 0)


def _insert(content, fresh, key, place):
    holder, name = list_of(content, key)
    pieces = list(holder.get(name) or [])
    new = blank(name, OWN + secrets.token_hex(5), holder.get("columns") or (), pieces[:place])
    _put(content, fresh, key, [*pieces[:place], new, *pieces[place:]])
    return "Добавили пустое место: впишите текст.", f"{key}/{new['uid']}"


def _drop(content, fresh, path):
    key, _, uid = path.rpartition("/")
    pieces = list(pieces_of(content, key))
    _find(pieces, uid)["gone"] = True
    _put(content, fresh, key, pieces)
    return "Убрали. Пока документ не сохранён, это можно отменить.", path


def _back(content, fresh, path):
    key, _, uid = path.rpartition("/")
    pieces = list(pieces_of(content, key))
    _find(pieces, uid).pop("gone", None)
    _put(content, fresh, key, pieces)
    return "Вернули на место.", path


def _restore(content, fresh, path):
    """What was taken away and saved comes back from the facts, to where they put it."""
    key, _, uid = path.rpartition("/")
    piece, here = _find(pieces_of(fresh, key), uid), pieces_of(content, key)
    around = [
        one for one in pieces_of(fresh, key) if one in (piece,) or one["uid"] in {p["uid"] for p in here}
    ]
    _put(content, fresh, key, woven(here, around))
    content["removed"] = [one for one in content.get("removed", []) if one != path]
    return "Вернули из данных.", path


def _revert(content, fresh, path):
    """The words of one piece, or of one text, as the facts say them."""
    key, _, uid = path.rpartition("/")
    if uid.startswith("@"):
        return _revert_text(content, fresh, key, uid[1:])
    made = _find(pieces_of(fresh, key), uid)
    _put(content, fresh, key, [made if piece["uid"] == uid else piece for piece in pieces_of(content, key)])
    return "Вернули слова из данных.", path


def _revert_text(content, fresh, key, name):
    holder, made = _holder(content, key), _holder(fresh, key)
    if name not in made:
        raise NoPlace(name)
    holder[name] = made[name]
    _forget(holder, name)
    return "Вернули слова из данных.", f"{key}/@{name}" if key else f"@{name}"


def _unorder(content, fresh, key):
    """The order of a list as the facts give it; what was added by hand stays behind its neighbour."""
    holder, name = list_of(content, key)
    order = [piece["uid"] for piece in pieces_of(fresh, key)]
    _put(content, fresh, key, in_order_of(pieces_of(content, key), order))
    _forget(holder, name)
    return "Вернули порядок из данных.", key


def _holder(content, key):
    """What bears the texts of a key: the paper, an appendix, a table."""
    if not key:
        return content
    above, _, uid = key.rpartition("/")
    return _find(pieces_of(content, above) if above else content.get("appendices") or [], uid)


def _forget(holder, name):
    hand = [one for one in holder.get("by_hand") or () if one != name]
    holder.pop("by_hand", None)
    if hand:
        holder["by_hand"] = hand


def _settle(content, fresh, path):
    """Nothing more: rows were dragged, their numbers are put right on the way."""
    return "Порядок изменён.", path


def can_revert(fresh, path):
    """Whether the facts say this piece at all."""
    key, _, uid = path.rpartition("/")
    if is_own(uid):
        return False
    try:
        return (
            uid[1:] in _holder(fresh, key) if uid.startswith("@") else bool(_find(pieces_of(fresh, key), uid))
        )
    except NoPlace:
        return False


DEEDS = {
    "up": _move(-1),
    "down": _move(1),
    "add": _add,
    "first": _first,
    "drop": _drop,
    "back": _back,
    "restore": _restore,
    "revert": _revert,
    "unorder": _unorder,
    "settle": _settle,
}
