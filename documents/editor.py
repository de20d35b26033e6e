"""A draft as the editor shows it: its texts and lists as fields, with what can be done to each. Pure.

A section is {"label", "texts", "lists"}; a list is {"key", "name", "pieces", "removed", "is_ordered", "add"}; a piece
is {"path", "shape", "number", "is_own", "by_hand", "gone", "seen", "can_revert", "label", "rows"} and its words.
"""

import datetime as dt

from common.russian_dates import date_dots
from documents.arranging import can_revert, pieces_of
from documents.corrections import seen_of, seen_of_text
from documents.renumbering import has_row_numbers
from documents.shapes import (
    SECTION,
    below,
    editable,
    is_addressed,
    is_own,
    list_key,
    plain,
    shape_of,
)

MOST_CELLS = 4000  # of all tables together: a request holds 5000 fields
MOST_COLUMNS = 12
TEXT_LABELS = {
    "heading": ("Заголовок", "Отвечает на вопрос «о чём?», без точки в конце."),
    "title_lines": ("Название", "Каждая строка печатается с новой строки."),
    "preamble": ("Преамбула", ""),
    "intro": ("Вступление к приложению", ""),
    "title": ("Название таблицы", ""),
}
LIST_LABELS = {"items": "Пункты", "body": "Текст", "rows": "Строки"}
NEW = {"items": "пункт", "body": "абзац", "rows": "строку"}
SHAPES = {
    "item": "Пункт",
    "heading": "Заголовок раздела",
    "label": "Подзаголовок",
    "text": "Абзац",
    "row": "Строка",
    "stage": "Строка во всю ширину",
    "facts": "Сведения",
    "sides": "Реквизиты сторон",
    "table": "Таблица",
    "signatures": "Подписи",
    "bars": "Диаграмма",
}


class Editor:
    """`content` may hold pieces marked "gone"; `seen` are the fingerprints that came with a form, by path; the cursor
    goes to the piece `where`.
    """

    def __init__(self, content, fresh, *, seen=None, where=""):
        self.content, self.fresh, self.seen, self.where = content, fresh or {}, seen or {}, where
        self.cells_left = MOST_CELLS

    def sections(self):
        paper = self.section("", "", self.content, ("heading", "title_lines", "preamble"), ("items", "body"))
        found = [paper]
        appendices = [one for one in self.content.get("appendices") or [] if one.get("uid")]
        for appendix in appendices:
            label = appendix.get("label") or " ".join(appendix.get("title_lines") or []) or "Приложение"
            names = ("title_lines", "intro")
            found.append(self.section(appendix["uid"], label, appendix, names, ("body",)))
            found[-1]["from_data"] = bool(appendix.get("table") or appendix.get("columns"))
        return found

    def section(self, key, label, holder, texts, lists):
        return {
            "label": label,
            "texts": [self.text(key, holder, name) for name in texts if self.has_text(key, holder, name)],
            "lists": [self.list(key, holder, name) for name in lists if self.has_list(key, holder, name)],
        }

    def has_text(self, key, holder, name):
        return bool(holder.get(name)) or name in (holder.get("by_hand") or ())

    def has_list(self, key, holder, name):
        pieces = holder.get(name) or []
        return is_addressed(pieces) and bool(pieces or self.removed(list_key(key, name)))

    def text(self, key, holder, name):
        path, value = below(key, f"@{name}"), holder.get(name) or ""
        label, hint = TEXT_LABELS[name]
        by_hand = name in (holder.get("by_hand") or ())
        return {
            "path": path,
            "label": label,
            "hint": hint,
            "text": (words := "\n".join(value) if isinstance(value, list) else value),
            "lines": lines_of(words),
            "by_hand": by_hand,
            "can_revert": by_hand and can_revert(self.fresh, path),
            "seen": self.seen.get(path, seen_of_text(value)),
        }

    def list(self, key, holder, name):
        own_key, columns = list_key(key, name), holder.get("columns") or []
        pieces, made = holder.get(name) or [], pieces_of(self.fresh, own_key)
        is_counted = name == "rows" and has_row_numbers(made or pieces, columns)
        return {
            "key": own_key,
            "name": name,
            "label": LIST_LABELS[name],
            "new": NEW[name],
            "columns": [column["title"] for column in columns],
            "is_ordered": name in (holder.get("by_hand") or ()),
            "can_unorder": name in (holder.get("by_hand") or ()) and bool(made),
            "removed": self.removed(own_key),
            "pieces": [
                self.piece(own_key, n, piece, columns, is_counted) for n, piece in enumerate(pieces, 1)
            ],
        }

    def removed(self, key):
        """What was taken away and saved, and the facts still say: (path, first words)."""
        paths = {below(key, piece["uid"]): piece for piece in pieces_of(self.fresh, key)}
        gone = [path for path in self.content.get("removed") or () if path in paths]
        return [(path, first_words(paths[path])) for path in gone]

    def piece(self, key, n, piece, columns, is_counted):
        path, shape = below(key, piece["uid"]), shape_of(piece)
        by_hand = piece.get("by_hand") is True
        seen = seen_of(plain(piece, is_counted=is_counted))
        shown = {
            "path": path,
            "shape": shape,
            "number": str(n) if shape == "row" else number_of(piece, shape),
            "is_own": is_own(piece["uid"]),
            "by_hand": by_hand,
            "can_revert": by_hand and can_revert(self.fresh, path),
            "gone": piece.get("gone", False),
            "seen": self.seen.get(path, "" if path in (self.content.get("removed") or ()) else seen),
            "first_words": first_words(piece),
            "focus": path == self.where and not first_words(piece),
        }
        words = editable(piece)
        if "cells" in words:
            shown["cells"] = cells_of(piece, shape, words["cells"], columns, is_counted)
        shown |= {name: value for name, value in words.items() if name != "cells"}
        shown["lines"] = lines_of(words.get("text", ""))
        shown["told"] = told(words.get("who", ""), words.get("until", ""))
        shown["name"] = f"{SHAPES.get(shape, 'Абзац')} {shown['number']}".strip()
        return shown | (self.table(path, piece) if shape == "table" else {})

    def table(self, path, piece):
        """The rows of a table as a list of its own, if they are not too many to be sent in one form."""
        cells = sum(len(row.get("cells", [0])) for row in piece["rows"])
        fits = (
            cells <= self.cells_left and len(piece["columns"]) <= MOST_COLUMNS and is_addressed(piece["rows"])
        )
        if not fits:
            return {"too_big": True}
        self.cells_left -= cells
        texts = [self.text(path, piece, "title")] if self.has_text(path, piece, "title") else []
        return {"texts": texts, "rows": self.list(path, piece, "rows")}


def number_of(piece, shape):
    if shape == "heading":
        return found[0].strip() if (found := SECTION.match(piece["text"])) else ""
    return piece.get("number", "")


def cells_of(piece, shape, cells, columns, is_counted):
    """[(label, text, whether a hand may change it), …] of a row, of facts, of two sides."""
    if shape == "facts":
        labels = [name for name, _ in piece["rows"]]
    elif shape == "sides":
        labels = ["Слева", "Справа"]
    else:
        labels = [column["title"] for column in columns]
    labels += [""] * (len(cells) - len(labels))
    counted = is_counted and shape == "row"
    return [
        {
            "label": label,
            "text": cell or "",
            "fixed": cell is None or (counted and n == 0),
            "lines": lines_of(cell or "", 24),
        }
        for n, (label, cell) in enumerate(zip(labels, cells, strict=False))
    ]


def told(who, until):
    """Who is to do an item and until when, in one line."""
    day = date_dots(dt.date.fromisoformat(until)) if until else ""
    return ", ".join(filter(None, [who, day and f"до {day}"]))


def lines_of(text, wide=64):
    """How high a field stands where the browser does not grow it by itself."""
    return min(sum(len(line) // wide + 1 for line in text.split("\n")), 20)


def first_words(piece, most=60):
    words = editable(piece)
    text = (
        words.get("text")
        or " · ".join(cell for cell in words.get("cells", []) if cell)
        or piece.get("title", "")
    )
    line = " ".join(str(text).split())
    return line if len(line) <= most else f"{line[:most].rstrip()}…"
