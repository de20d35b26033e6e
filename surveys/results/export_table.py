"""Answers as a table and its codebook. Without names no row tells whose it is: chance order, small groups blank."""

import csv
import io
import random
from collections import Counter
from dataclasses import dataclass

from common.table_limits import guarded
from common.table_writing import as_text, write_xlsx_sheets
from people.models import MentoringForm
from surveys.models.questionnaires import Side
from surveys.results.closeness import is_few
from surveys.results.export_columns import Variable, variables
from surveys.results.hiding import LEAST

SIDES = {value: number for number, value in enumerate(Side.values, 1)}
FORMS = {value: number for number, value in enumerate(MentoringForm.values, 1)}
GROUPS = {
    "side": ("Как кто отвечал", lambda one: SIDES.get(one.side), list(enumerate(Side.labels, 1))),
    "form": (
        "Форма наставничества",
        lambda one: FORMS.get(one.form),
        list(enumerate(MentoringForm.labels, 1)),
    ),
    "young": (
        "Молодой педагог",
        lambda one: None if one.is_young is None else int(one.is_young),
        [(1, "да"), (0, "нет")],
    ),
}
CODEBOOK = ["Столбец", "Вопрос", "Вид", "Значения", "Что измеряет", "Ответов", "Примечание"]
BLANK = "меньше пяти ответов: не выгружается"
GROUP_BLANK = "есть группы меньше пяти человек: не выгружается"
NUMBERS = (int, float)


@dataclass
class Table:
    """Both halves of an export."""

    header: list
    rows: list
    codebook: list


def nameless(sheet, respondents) -> Table:
    people = list(respondents)
    random.SystemRandom().shuffle(people)
    kept = kept_groups(people)
    groups = {name: read for name, (_, read, _) in GROUPS.items()}
    columns = [[groups[name](one) if name in kept else None for one in people] for name in GROUPS]
    notes = ["" if name in kept else GROUP_BLANK for name in GROUPS]
    return tabled(sheet, people, list(GROUPS), columns, notes, hides=True)


def named(sheet, respondents, names) -> Table:
    """`names`: {person id: name} of the people who may stand in a file by name; others are left out."""
    people = sorted(
        (one for one in respondents if one.person_id in names), key=lambda one: names[one.person_id]
    )
    columns = [[names[one.person_id] for one in people]]
    columns += [[read(one) for one in people] for _, read, _ in GROUPS.values()]
    columns += [[int(one.is_late) for one in people]]
    return tabled(sheet, people, ["name", *GROUPS, "late"], columns, [""] * (len(GROUPS) + 2), hides=False)


def tabled(sheet, people, heads, columns, notes, *, hides):
    found = variables(sheet)
    book = [about_head(*one) for one in zip(heads, columns, notes, strict=True)]
    for variable in found:
        values = [variable.read(one.answers) for one in people]
        number = sum(value is not None for value in values)
        if hides and is_few(number):
            values = [None] * len(people)
        columns.append(values)
        book.append(about(variable, number, is_blank=hides and is_few(number)))
    rows = list(zip(*columns, strict=True))
    return Table([*heads, *(variable.name for variable in found)], rows, book)


def kept_groups(people):
    """The group columns, one after another, as long as each combination has five rows or more."""
    kept = []
    for name in GROUPS:
        readers = [GROUPS[one][1] for one in (*kept, name)]
        counts = Counter(tuple(read(one) for read in readers) for one in people)
        if min(counts.values(), default=0) >= LEAST:
            kept.append(name)
    return kept


def about_head(name, values, note):
    number = sum(value is not None for value in values)
    if name not in GROUPS:
        words = {"name": ("ФИО", "текст"), "late": ("После срока", "1 – да; 0 – нет")}[name]
        return [name, words[0], "", words[1], "", number, note]
    words, _, codes = GROUPS[name]
    return [
        name,
        words,
        "один вариант",
        "; ".join(f"{code} – {word}" for code, word in codes),
        "",
        number,
        note,
    ]


def about(variable: Variable, number, *, is_blank):
    note = "; ".join(filter(None, [variable.note, BLANK if is_blank else ""]))
    shown = "" if is_blank else number
    return [variable.name, variable.words, variable.kind, variable.values, variable.measure, shown, note]


def to_xlsx(table) -> bytes:
    sheets = [("Ответы", table.header, table.rows), ("Обозначения", CODEBOOK, table.codebook)]
    return write_xlsx_sheets(sheets, has_numbers=True)


def to_csv(table) -> bytes:
    return as_csv(table.header, table.rows)


def to_codebook(table) -> bytes:
    return as_csv(CODEBOOK, table.codebook)


def as_csv(header, rows):
    """For SPSS, R (read.csv2) and a Russian Excel: UTF-8 with a mark, semicolons, a comma in decimals."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow(header)
    writer.writerows([cell_of(value) for value in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def cell_of(value):
    if type(value) is int:
        return value
    if value is None:
        return ""
    if type(value) is float:
        return str(value).replace(".", ",")
    return guarded(as_text(value))
