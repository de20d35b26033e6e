"""All that is kept about one person, room by room (152-ФЗ ст. 14): the registry of its parts and the facts of a row.

A room registers a function `(person) -> list[dict]`; the keys are the words that the person reads and the keys of the
JSON alike. Moments and dates stay dates until the file is written.
"""

import datetime as dt
import json
from collections.abc import Callable

from django.db import models
from django.utils import timezone

from common.fields import ChoiceSetField
from common.russian import date_dots, date_words, upper_first

PARTS: dict[str, Callable] = {}
TABLE_COLUMNS = 5  # more facts than a sheet is wide stand one under another
ROWS_ON_PAPER = 500  # a journal of years is for the JSON
WIDTHS = {1: [94], 2: [47, 47], 3: [32, 31, 31], 4: [24, 24, 23, 23], 5: [19, 19, 19, 19, 18]}


def part(title):
    """Register `function(person) -> list[dict]` as a part of the extract."""

    def add(function):
        if title in PARTS:
            raise ValueError(f"the part {title} is registered twice")
        PARTS[title] = function
        return function

    return add


def facts(row, *, but=(), **more):
    """The columns of a row as {words: value}, empty ones too; `but` names those that are no fact about the person."""
    found = {}
    for column in row._meta.concrete_fields:
        if column.name not in {"id", "organization", *but}:
            found[str(column.verbose_name)] = value_of(row, column)
    return found | more


def value_of(row, column):
    """What a column says, in words: a choice by its label, a link by the name of its row, a file by being there."""
    if isinstance(column, ChoiceSetField):
        return column.words(row)
    if column.is_relation:
        return str(getattr(row, column.name) or "")
    if isinstance(column, models.FileField):
        return "приложен" if getattr(row, column.name) else ""
    if column.choices:
        return str(getattr(row, f"get_{column.name}_display")() or "")
    value = getattr(row, column.attname)
    return "" if value is None else value


def extract_of(person):
    """Everything about the person: {title of a part: its rows}, the parts of this room first."""
    ours = sorted(PARTS.items(), key=lambda item: not item[1].__module__.startswith("people."))
    return {title: function(person) for title, function in ours}


def as_json(person, parts) -> bytes:
    """The extract for another program: UTF-8, dates by ISO 8601, keys in Russian in a fixed order."""
    organization = person.organization
    whole = {
        "документ": "Выписка персональных данных",
        "оператор": organization.full_name,
        "субъект": person.full_name,
        "составлено": timezone.now().astimezone(organization.zone),
        "разделы": parts,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2, default=spelled_iso).encode()


def spelled_iso(value):
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def paper_content(person, parts):
    """Content of the paper: templates/papers/extract.html."""
    organization, zone = person.organization, person.organization.zone
    return {
        "letterhead": {
            "founder": organization.founder,
            "name_lines": [organization.full_name],
            "short": organization.short_name,
        },
        "title": "Выписка персональных данных",
        "name": person.full_name,
        "date": date_words(organization.today),
        "contact": ", ".join(filter(None, [organization.address, organization.phone, organization.email])),
        "sections": [section(title, rows, zone) for title, rows in parts.items() if rows],
        "empty": [title for title, rows in parts.items() if not rows],
    }


def section(title, rows, zone):
    """A part as a table where the rows have few facts, else one row under another without its empty facts."""
    more = max(len(rows) - ROWS_ON_PAPER, 0)
    rows = [
        {upper_first(key): spelled(value, zone) for key, value in row.items()} for row in rows[:ROWS_ON_PAPER]
    ]
    columns = list(rows[0])
    if len(columns) <= TABLE_COLUMNS and all(list(row) == columns for row in rows):
        heads = [{"title": "№", "width": 6}]
        heads += [
            {"title": name, "width": width} for name, width in zip(columns, WIDTHS[len(columns)], strict=True)
        ]
        cells = [[str(number), *row.values()] for number, row in enumerate(rows, 1)]
        return {"title": title, "columns": heads, "rows": cells, "more": more}
    filled = [[[key, value] for key, value in row.items() if value] for row in rows]
    return {"title": title, "records": [record for record in filled if record], "more": more}


def spelled(value, zone):
    """A value as it stands on paper."""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, dt.datetime):
        return f"{value.astimezone(zone):%d.%m.%Y %H:%M}"
    if isinstance(value, dt.date):
        return date_dots(value)
    if isinstance(value, list | tuple):
        return "; ".join(spelled(one, zone) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {spelled(one, zone)}" for key, one in value.items())
    return str(value)
