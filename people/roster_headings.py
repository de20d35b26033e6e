"""Finds the heading row of a list of people and says which column is what, in any spelling and order."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from common.russian import normalise_search
from people.roster_fields import EMPLOYEE, LEARNER, OWN_HEADINGS, OWN_MARK, PARTNER
from people.roster_rules import RULES, WANTED

ROWS_SEARCHED = 30
HEADING_MAX = 80
OTHERS = {LEARNER: "список обучающихся", PARTNER: "список партнёров", EMPLOYEE: "список работников"}


class RosterError(ValueError):
    """A table in which no staff list is found; the text is for the person who sent it."""


@dataclass(frozen=True)
class Header:
    """Where the heading row is (from 0) and the column of each known field."""

    row_index: int
    columns: dict[str, int]
    unknown: list[str] = field(default_factory=list)
    is_own: bool = False  # written by our export: taken to the letter


LATIN_TWINS = str.maketrans("aceopxykmth", "асеорхукмтн")
RUSSIAN_AND_LATIN = re.compile(r"\b(?=\w*[а-я])(?=\w*[a-z])\w+\b")


def find_header(rows, kind=EMPLOYEE) -> Header:
    """The row within the first thirty that names a column for names and the most other columns.

    A heading of two rows (ФИО over Фамилия and Имя, Стаж over общий) counts as its lower row.
    """
    best = None
    for index, row in enumerate(rows[:ROWS_SEARCHED]):
        if set(row) >= OWN_MARK:
            return own_header(index, row)
        upper = rows[index - 1] if index else []
        for cells in (row, under(upper, row, kind)):
            columns, unknown = recognise(cells, kind)
            if has_name(columns) and (best is None or len(columns) > len(best.columns)):
                best = Header(index, columns, unknown)
    if best is None:
        raise RosterError(
            other_kind(rows, kind)
            or "Не найдена строка заголовков. Нужен столбец «ФИО» или столбцы «Фамилия», «Имя», «Отчество»; "
            f"ещё читаются {WANTED[kind]}. Поставьте заголовки в одну из первых тридцати строк."
        )
    return best


def other_kind(rows, kind):
    """The sentence for a list of others than the page was told."""
    for other, words in OTHERS.items():
        if other != kind and any(has_name(recognise(row, other)[0]) for row in rows[:ROWS_SEARCHED]):
            return f"Похоже, это {words}: отметьте это в поле «Кто в списке» и выберите файл снова."
    return ""


def own_header(index, row):
    """The heading of our own export: each column by its very words."""
    columns = {OWN_HEADINGS[cell]: column for column, cell in enumerate(row) if cell in OWN_HEADINGS}
    unknown = [cell for cell in row if cell and cell not in OWN_HEADINGS]
    return Header(index, columns, unknown, is_own=True)


def has_name(columns):
    return "full_name" in columns or {"last_name", "first_name"} <= columns.keys()


def under(upper, lower, kind):
    """Headings of a two-row heading: the lower cell where it says something, else the upper one.

    Only a lower row of nothing but headings is one: a row of people is not.
    """
    said = [cell for cell in lower if cell]
    if not said or not all(fitting(heading(cell), kind)[0] for cell in said):
        return []
    width = max(len(upper), len(lower))
    pad = [""] * width
    return [low or up for up, low, _ in zip([*upper, *pad], [*lower, *pad], pad, strict=False)]


def recognise(cells, kind):
    """({field: column}, unknown headings); of two columns for one field the better heading wins."""
    chosen, unknown = {}, []
    for column, cell in enumerate(cells):
        name, rank = fitting(heading(cell), kind)
        if name is None:
            unknown.append(cell)
        elif name and (name not in chosen or rank < chosen[name][0]):
            if name in chosen:
                unknown.append(cells[chosen[name][1]])
            chosen[name] = (rank, column)
        elif name:
            unknown.append(cell)
    columns = {name: column for name, (_, column) in chosen.items()}
    if {"last_name", "first_name"} <= columns.keys():
        columns.pop("full_name", None)
    return columns, unknown


def heading(cell):
    """A heading without case, ё, dots, signs, line breaks and Latin twins: «Ф.И.О.» is «фио»."""
    text = re.sub(r"[\W\d_]+", " ", normalise_search(cell.replace("-\n", ""))).strip()
    text = RUSSIAN_AND_LATIN.sub(lambda word: word[0].translate(LATIN_TWINS), text)
    return re.sub(r"\bф и о\b", "фио", text)


@lru_cache(maxsize=4096)
def fitting(text, kind=EMPLOYEE):
    """(field, rank) of a heading; ("", 0) for a column to pass over, (None, 0) for one unknown."""
    if len(text) <= HEADING_MAX:
        for name, rank, pattern in RULES[kind]:
            if pattern.fullmatch(text):
                return name, rank
    return None, 0
