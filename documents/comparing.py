"""What differs between two versions of a paper, piece by piece and word by word. Pure."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from documents.content import texts_of
from documents.shapes import SECTION, cell_text, shape_of, without_number
from people.text_changes import words

HEAD = {
    "kind": "Вид документа",
    "place": "Место",
    "number": "Номер",
    "date": "Дата",
    "date_blank": "Дата",
    "heading": "Заголовок",
    "title_lines": "Название",
    "preamble": "Преамбула",
    "command": "Распорядительное слово",
    "letterhead": "Бланк",
    "addressee": "Адресат",
    "left_stamps": "Грифы",
    "stamp": "Гриф",
    "signature": "Подпись",
    "signatures": "Подписи",
    "performer": "Исполнитель",
}
APPENDIX = {
    "label": "отметка",
    "head_lines": "отметка",
    "title_lines": "название",
    "intro": "вступление",
    "stamp": "гриф",
    "left_stamps": "грифы",
}


@dataclass(frozen=True)
class Piece:
    key: str  # the same in both versions
    label: str  # "Пункт 1.2", "Приложение, строка 3"
    text: str


@dataclass(frozen=True)
class Change:
    """`kind`: changed, added, removed or moved; `parts` are (same | added | removed, words)."""

    kind: str
    label: str
    parts: tuple


def differences(before, after):
    """All changes in the order in which the paper is read."""
    old, new = pieces_of(before), pieces_of(after)
    was, now = {piece.key: piece for piece in old}, {piece.key: piece for piece in new}
    moved = _moved([key for key in was if key in now], [key for key in now if key in was])
    found = []
    for key in _together(list(was), list(now)):
        if key not in now:
            found.append(Change("removed", was[key].label, (("removed", was[key].text),)))
        elif key not in was:
            found.append(Change("added", now[key].label, (("added", now[key].text),)))
        elif was[key].text != now[key].text:
            parts = tuple(words(was[key].text, now[key].text))
            found.append(Change("changed", now[key].label, parts))
        elif key in moved:
            found.append(Change("moved", now[key].label, (("same", now[key].text),)))
    return found


def _together(old, new):
    """All keys in reading order, those that went in their former place."""
    order = list(new)
    place = 0
    for key in old:
        if key in new:
            place = order.index(key) + 1
        else:
            order.insert(place, key)
            place += 1
    return order


def _moved(old, new):
    """Keys that stand elsewhere than before; the fewest that explain it."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    stayed = {key for a, _, size in matcher.get_matching_blocks() for key in old[a : a + size]}
    return set(new) - stayed


def pieces_of(content):
    """Every piece with words, in reading order."""
    found = [Piece(f"@{name}", label, joined(content.get(name))) for name, label in HEAD.items()]
    found += [
        Piece(
            f"items/{key}", f"Пункт {(one.get('number') or '').rstrip('.')}".strip(), joined(one.get("text"))
        )
        for key, one in keyed(content.get("items"))
    ]
    found += blocks_of("body", "", content.get("body"))
    for key, appendix in keyed(content.get("appendices")):
        found += appendix_of(key, appendix)
    return [piece for piece in found if piece.text]


def appendix_of(key, appendix):
    label = appendix.get("label") or "Приложение"
    found = [
        Piece(f"{key}/@{name}", f"{label}, {word}", joined(appendix.get(name)))
        for name, word in APPENDIX.items()
    ]
    found += blocks_of(key, f"{label}, ", appendix.get("body"))
    for name in ("rows", "table"):  # a table that is no block of its own
        rows = appendix.get(name) or []
        rows = rows.get("rows", []) if isinstance(rows, dict) else rows
        found += rows_of(f"{key}/{name}", f"{label}, ", rows)
    return found


def blocks_of(above, label, blocks):
    found = []
    for n, (key, block) in enumerate(keyed(blocks), 1):
        path, shape = f"{above}/{key}", shape_of(block)
        if shape == "table":
            found.append(Piece(f"{path}/@title", f"{label}название таблицы", block.get("title") or ""))
            found += rows_of(path, label, block["rows"])
        else:
            found.append(Piece(path, block_label(label, block, shape, n), block_text(block, shape)))
    return found


def block_label(label, block, shape, n):
    if shape == "heading" and (number := SECTION.match(block["text"])):
        words = f"раздел {number[1]}"
    elif shape == "heading":
        words = "заголовок"
    elif number := (block.get("number") or "").rstrip("."):
        words = f"пункт {number}"
    else:
        words = f"абзац {n}"
    return f"{label}{words}" if label else words[:1].upper() + words[1:]


def block_text(block, shape):
    """The words of a block, without the number that the system puts."""
    if shape == "heading":
        return without_number(block["text"])
    return joined({name: value for name, value in block.items() if name != "number"})


def rows_of(above, label, rows):
    found = []
    for n, (key, row) in enumerate(keyed(rows), 1):
        words = f"{label}строка {n}" if label else f"Строка {n}"
        found.append(Piece(f"{above}/{key}", words, row_text(row)))
    return found


def row_text(row):
    """The cells of a row in one line, its number left out: it changes by itself."""
    cells = row.get("cells") if isinstance(row, dict) else row
    if not isinstance(cells, list | tuple):
        return joined(row)
    lines = [" ".join((cell_text(cell) or joined(cell)).split()) for cell in cells]
    return " · ".join(line for n, line in enumerate(lines) if line and not (n == 0 and line.isdigit()))


def keyed(pieces):
    """(key, piece): by uid, or by place in papers drawn up before there were uids."""
    pieces = pieces or []
    uids = [piece.get("uid") if isinstance(piece, dict) else "" for piece in pieces]
    return [(uid or f"n{n}", piece) for n, (uid, piece) in enumerate(zip(uids, pieces, strict=True))]


def joined(value):
    return " ".join(" ".join(texts_of(_in_order(value))).split())


def _in_order(value):
    """The same with the keys of every dict in one order: PostgreSQL keeps them in another than they were made."""
    if isinstance(value, dict):
        return {name: _in_order(value[name]) for name in sorted(value)}
    return [_in_order(one) for one in value] if isinstance(value, list | tuple) else value
