"""From the rows of somebody's list of people to persons: what can be taken, corrected, passed over.

Pure: no database. Two rows are one person when the normalised full name and position are equal
(`identity_key`), so the same file sent twice adds nothing, and two namesakes with different positions are two
people. Our own export says the same to the letter and is read so (`roster_own`).
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import lru_cache

from common.russian import Name, guess_gender, normalise_search
from people.roster_fields import (
    EMPLOYEE,
    LEARNER,
    LEFT_OUT,
    LONGEST,
    NAMES,
    PARENT,
    RosterRow,
    label_of,
)
from people.roster_headings import Header, RosterError, find_header
from people.roster_own import read_own_row
from people.roster_samples import is_example
from people.roster_values import (
    NOTHING,
    BadValue,
    in_title_case,
    is_name_first,
    name_problem,
    read_birth_date,
    read_category,
    read_email,
    read_experience,
    read_gender,
    read_past_date,
    read_phone,
    read_relation,
    split_name,
    without_latin,
)

__all__ = [
    "Header",
    "Roster",
    "RosterError",
    "RosterRow",
    "bad_rows_table",
    "find_header",
    "identity_key",
    "parse_roster",
]

TEXTS = ("position", "subject", "education", "awards", "workplace")


@dataclass
class Roster:
    """A staff list as read; `skipped` counts section titles, totals and other rows that are nobody's."""

    header: Header
    rows: list[RosterRow]
    unknown_headings: list[str]
    heading_cells: list[str] = field(default_factory=list)
    skipped: int = 0
    kind: str = EMPLOYEE

    @property
    def good(self):
        return [row for row in self.rows if not row.problems]

    @property
    def bad(self):
        return [row for row in self.rows if row.problems]


def parse_roster(rows: list[list[str]], today: dt.date, kind: str = EMPLOYEE) -> Roster:
    """Read every row below the heading; raises RosterError when there is no heading."""
    header = find_header(rows, kind)
    read = read_own_row if header.is_own else read_row
    roster = Roster(header, [], header.unknown, list(rows[header.row_index]), kind=kind)
    seen = {}
    for number, cells in enumerate(rows[header.row_index + 1 :], header.row_index + 2):
        if not any(cells):
            continue
        if is_nobody(cells, header, roster.heading_cells):
            roster.skipped += 1
            continue
        at = {name: cells[column] for name, column in header.columns.items() if column < len(cells)}
        row = read(number, at, today, kind)
        row.source = cells
        if not header.is_own:  # whom we know apart by their cards may share name and position
            mark_repeat(row, seen)
        roster.rows.append(row)
    return roster


def identity_key(values) -> str:
    """What makes two rows one person: the normalised full name and position."""
    # Part by part: first names and patronymics repeat, so most of the work is done once.
    names = filter(None, [normalised(values[name]) for name in NAMES])
    return f"{' '.join(names)}|{normalised(values['position'])}"


def bad_rows_table(roster: Roster):
    """(header, rows) of the rows not taken, as they came, with a last column that says what to correct."""
    bad = roster.bad
    width = max([len(roster.heading_cells), *(len(row.source) for row in bad)])
    header = [*roster.heading_cells, *[""] * (width - len(roster.heading_cells)), "Что исправить"]
    return header, [[*row.source, *[""] * (width - len(row.source)), " ".join(row.problems)] for row in bad]


normalised = lru_cache(maxsize=8192)(normalise_search)


def mark_repeat(row, seen):
    """A problem for the second row of one person; a bad row does not count as the first."""
    if not row.problems:
        first = seen.setdefault(identity_key(row.values), row.number)
        if first != row.number:
            row.problems.append(
                f"Повтор строки {first}: те же имя и должность. Если это другой человек, уточните должность."
            )


# One row


def read_row(number, at, today, kind):
    problems, notes = [], []
    values = read_names(at, problems, notes)
    for name in TEXTS:
        text = at.get(name, "")
        values[name] = "" if text.casefold() in NOTHING else text
    read_facts(values, at, today, kind, problems, notes)
    values["is_gender_said"] = bool(read_gender(at.get("gender", "")))
    values["gender"] = read_gender(at.get("gender", "")) or gender_of(values)
    if kind == LEARNER and at.get("representative", "").casefold() not in NOTHING:
        values["representative"] = read_representative(at, problems, notes)
    problems += too_long(values, kind)
    return RosterRow(number, values, problems, notes, [], kind)


def read_facts(values, at, today, kind, problems, notes):
    """Category, contacts, years and dates."""
    values["category"], note = read_category(at.get("category", ""))
    values["phone"], several = attempt(read_phone, at.get("phone", ""), ("", ""), problems)
    values["email"] = attempt(read_email, at.get("email", ""), "", problems)
    for name in ("experience_years", "experience_here_years"):
        values[name] = attempt(read_experience, at.get(name, ""), None, problems)
    for name, words in (("category_on", "Дата категории"), ("joined_on", "Дата приёма")):
        values[name] = attempt(
            lambda text, words=words: read_past_date(text, today, words), at.get(name, ""), None, problems
        )
    values["birth_date"] = attempt(
        lambda text: read_birth_date(text, today, kind), at.get("birth_date", ""), None, problems
    )
    notes += filter(None, (note, several))


def read_representative(at, problems, notes):
    """The learner's representative: the name in one cell, what the list says to reach him or her by."""
    wrong, unsaid = [], []
    person = read_names({"full_name": at["representative"]}, wrong, unsaid)
    contacts = {name: at.get(f"representative_{name}", "") for name in ("phone", "email")}
    person["phone"], several = attempt(read_phone, contacts["phone"], ("", ""), wrong)
    person["email"] = attempt(read_email, contacts["email"], "", wrong)
    person["gender"] = gender_of(person)
    person["relation"] = read_relation(at.get("relation", ""), person["gender"])
    wrong += too_long(person, PARENT)
    problems += [f"Представитель. {words}" for words in wrong]
    notes += [f"Представитель. {words}" for words in (*unsaid, several) if words]
    return person


def attempt(read, text, otherwise, problems):
    """The value, or `otherwise` and a problem more."""
    if not text:
        return otherwise
    try:
        return read(text)
    except BadValue as error:
        problems.append(str(error))
        return otherwise


def read_names(at, problems, notes):
    fields = ("full_name",) if "full_name" in at else NAMES
    written = [at.get(name, "") for name in fields]
    parts = [without_latin(text) for text in written]
    if parts != written:
        notes.append("Латинские буквы в имени заменены русскими.")
    last, first, patronymic = parts if len(parts) == len(NAMES) else names_of_one_cell(parts[0], notes)
    patronymic = "" if patronymic.casefold() in NOTHING else patronymic
    if problem := name_problem(last, first, patronymic):
        problems.append(problem)
    return dict(zip(NAMES, map(in_title_case, (last, first, patronymic)), strict=True))


def names_of_one_cell(text, notes):
    words = text.split()
    if is_name_first(words):
        notes.append("Имя стояло перед фамилией, порядок исправлен.")
        return words[2], words[0], words[1]
    parts = split_name(text)
    if len(words) > 3 and " " in parts[1]:
        notes.append(f"Проверьте имя: фамилия «{parts[0]}», имя «{parts[1]}», отчество «{parts[2]}».")
    return parts


def gender_of(values):
    if not values["last_name"] or not values["first_name"]:
        return ""
    return known_gender(
        values["first_name"], values["patronymic"], "" if values["patronymic"] else values["last_name"]
    )


@lru_cache(maxsize=8192)
def known_gender(first, patronymic, last):
    return guess_gender(Name(last, first, patronymic))


def too_long(values, kind):
    return [
        f"{label_of(name, kind)}: текст длиннее {longest} знаков, сократите."
        for name, longest in LONGEST.items()
        if len(values.get(name, "")) > longest
    ]


# Rows that are nobody's

TOTAL = re.compile(rf"(итого?|всего|{LEFT_OUT})\b", re.IGNORECASE)
SIGNATURE = "___"
SECTION = re.compile(
    r"\b(педагог|учител|воспитател|администрац|специалист|мастер|преподавател|сотрудник|работник|персонал|отдел|"
    r"корпус|групп|совместител|школ|сад\b|детск|начальн|стаж[её]р|наставник|студент|дошкольн|класс|методи|кафедр|"
    r"цикл|комисси)",
    re.IGNORECASE,
)


def is_nobody(cells, header, heading_cells):
    """Totals, section titles, a heading repeated on each sheet of paper, the row of column numbers."""
    said = [cell for cell in cells if cell]
    if header.is_own:
        return said[0].startswith(LEFT_OUT)
    if is_example(said):
        return True
    if TOTAL.match(said[0]) or said[0].endswith(":") or SIGNATURE in "".join(said):
        return True
    if len(said) == 1:
        return is_section(said[0]) and (len(header.columns) > 1 or bool(SECTION.search(said[0])))
    return cells == heading_cells or (said[0] == "1" and said == [str(n) for n in range(1, len(said) + 1)])


def is_section(text):
    """A lone cell that is no person: a known word or later words in lower case; «Школьников Пётр» is one."""
    words = text.split()
    if len(words) > 1 and text.istitle():
        return False
    if SECTION.search(text) or text.isdecimal():
        return True
    return len(words) > 1 and not text.islower() and all(word.islower() for word in words[1:])
