"""Finds the heading row of a staff list and says which column is what, in any spelling and order."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from common.russian import normalise_search

ROWS_SEARCHED = 30
HEADING_MAX = 80


class RosterError(ValueError):
    """A table in which no staff list is found; the text is for the person who sent it."""


@dataclass(frozen=True)
class Header:
    """Where the heading row is (from 0) and the column of each known field."""

    row_index: int
    columns: dict[str, int]
    unknown: list[str] = field(default_factory=list)


WHO = r"( (работника|сотрудника|педагога|учителя|преподавателя|воспитателя|педагогического работника))?"
# (field, fit: 0 is best, pattern of the heading without dots and signs). The first match wins.
RULES = [
    (name, rank, re.compile(pattern))
    for name, rank, pattern in (
        (
            "full_name",
            0,
            rf"(фио|фамилия имя( и)? отчество|фамилия и имя|фамилия имя){WHO}( полностью)?( фио)?",
        ),
        ("full_name", 1, r"(работник|сотрудник|педагог|педагогический работник)"),
        ("last_name", 0, rf"фамилия{WHO}"),
        ("first_name", 0, rf"имя{WHO}"),
        ("patronymic", 0, rf"отчество{WHO}( при наличии)?"),
        ("experience_years", 0, r".*\bпед\w*( \w+)? стаж\w*\b.*|.*\bстаж\w* \w*( \w+)?пед.*|педагогический"),
        ("experience_years", 3, r"стаж в( данной| этой)? (должности|учреждении|организации).*"),
        ("experience_years", 2, r"общий( трудовой)? стаж.*|стаж( работы)? общий|общий"),
        ("experience_years", 1, r"(трудовой )?стаж( работы)?( лет| полных лет| полных| в годах)?"),
        ("category", 0, r".*\bкатегори[яи]\b.*|кв кат\w*"),
        ("position", 0, r"(занимаемая |наименование |текущая )?должност[ьи]( \w+){0,3}"),
        ("subject", 0, r"(преподаваем\w+ )?(предмет|дисциплин|учебн\w+ предмет)\w*( \w+){0,3}"),
        ("subject", 1, r"(возрастная )?группа( \w+)?|предмет\w* группа|класс группа"),
        ("education", 0, r"(уровень )?образовани[ея]( \w+){0,4}"),
        ("phone", 0, r"(номер )?(сотов|мобильн)\w+( телефон\w*| тел)?( \w+)?"),
        ("phone", 1, r"(контактн\w+ |номер )*(телефон|тел)\w*( контактн\w+| \w+)?|контакты"),
        (
            "email",
            0,
            r"(адрес )?(e mail|email|эл почт\w*|электронн\w+ (почт|адрес)\w*|почта|мейл|имейл)( \w+)?",
        ),
        ("birth_date", 0, r"(дата|день|число) (и год )?рождения|дата рожд|д р|др"),
        ("gender", 0, r"пол"),
        ("", 0, r"|n|no|п п|пп|номер( по порядку| строки)?|(таб|табельный)( номер| n)?"),
    )
]
LATIN_TWINS = str.maketrans("aceopxykmth", "асеорхукмтн")
RUSSIAN_AND_LATIN = re.compile(r"\b(?=\w*[а-я])(?=\w*[a-z])\w+\b")


def find_header(rows) -> Header:
    """The row within the first thirty that names a column for names and the most other columns.

    A heading of two rows (ФИО over Фамилия and Имя, Стаж over общий) counts as its lower row.
    """
    best = None
    for index, row in enumerate(rows[:ROWS_SEARCHED]):
        upper = rows[index - 1] if index else []
        for cells in (row, under(upper, row)):
            columns, unknown = recognise(cells)
            if has_name(columns) and (best is None or len(columns) > len(best.columns)):
                best = Header(index, columns, unknown)
    if best is None:
        raise RosterError(
            "Не найдена строка заголовков. Нужен столбец «ФИО» или столбцы «Фамилия», «Имя», «Отчество»; "
            "ещё читаются «Должность», «Предмет», «Стаж», «Категория», «Образование», «Телефон», "
            "«Электронная почта», «Дата рождения». Поставьте заголовки в одну из первых тридцати строк."
        )
    return best


def has_name(columns):
    return "full_name" in columns or {"last_name", "first_name"} <= columns.keys()


def under(upper, lower):
    """Headings of a two-row heading: the lower cell where it says something, else the upper one.

    Only a lower row of nothing but headings is one: a row of people is not.
    """
    said = [cell for cell in lower if cell]
    if not said or not all(fitting(heading(cell))[0] for cell in said):
        return []
    width = max(len(upper), len(lower))
    pad = [""] * width
    return [low or up for up, low, _ in zip([*upper, *pad], [*lower, *pad], pad, strict=False)]


def recognise(cells):
    """({field: column}, unknown headings); of two columns for one field the better heading wins."""
    chosen, unknown = {}, []
    for column, cell in enumerate(cells):
        name, rank = fitting(heading(cell))
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
def fitting(text):
    """(field, rank) of a heading; ("", 0) for a column to pass over, (None, 0) for one unknown."""
    if len(text) <= HEADING_MAX:
        for name, rank, pattern in RULES:
            if pattern.fullmatch(text):
                return name, rank
    return None, 0
