"""Changes of a sheet: questions and sections put in, moved, doubled, taken out. Pure, no Django.

A sheet never changes: each function gives a new one. Keys of questions and sections stay with them wherever they go.
"""

import secrets
from dataclasses import replace

from surveys.sheet import OF_MARKS, Question, Section, Sheet


class Missing(LookupError):
    """The question or section is not there any more."""


def new_key(letter: str, taken=()) -> str:
    """A short chance key that is not taken: q3f9a1c."""
    while (key := letter + secrets.token_hex(3)) in set(taken):
        continue
    return key


def place_of(sheet: Sheet, key: str) -> tuple[int, int]:
    """(number of the section, number of the question in it), from 0."""
    for number, section in enumerate(sheet.sections):
        for position, question in enumerate(section.questions):
            if question.key == key:
                return number, position
    raise Missing(key)


def section_place(sheet: Sheet, key: str) -> int:
    for number, section in enumerate(sheet.sections):
        if section.key == key:
            return number
    raise Missing(key)


def section_of(sheet: Sheet, key: str) -> Section:
    """The section a question stands in."""
    return sheet.sections[place_of(sheet, key)[0]]


def change_section(sheet, number, **values):
    sections = list(sheet.sections)
    sections[number] = replace(sections[number], **values)
    return replace(sheet, sections=tuple(sections))


def inserted(things, position, *new):
    """The tuple with `new` at a place; no place or one behind the end is the end."""
    place = len(things) if position is None else max(0, min(position, len(things)))
    return (*things[:place], *new, *things[place:])


def without(things, position):
    return (*things[:position], *things[position + 1 :])


def put_questions(sheet: Sheet, questions, *, section: str = "", position=None) -> Sheet:
    """Put questions into a section; a sheet without one gets its first, a section that is gone is the last one."""
    if not sheet.sections:
        sheet = put_section(sheet, Section(key=new_key("s")))
    known = [one.key for one in sheet.sections]
    number = known.index(section) if section in known else len(known) - 1
    row = sheet.sections[number].questions
    return change_section(sheet, number, questions=inserted(row, position, *questions))


def replace_question(sheet: Sheet, question: Question) -> Sheet:
    """The same question in other words, at its place."""
    number, position = place_of(sheet, question.key)
    row = sheet.sections[number].questions
    return change_section(sheet, number, questions=inserted(without(row, position), position, question))


def take_question(sheet: Sheet, key: str) -> Sheet:
    number, position = place_of(sheet, key)
    return change_section(sheet, number, questions=without(sheet.sections[number].questions, position))


def move_question(sheet: Sheet, key: str, *, section: str, position=None) -> Sheet:
    """Put a question at a place of a section, counted without itself."""
    question = sheet.question(key)
    taken = take_question(sheet, key)
    section_place(taken, section)
    return put_questions(taken, [question], section=section, position=position)


def step_question(sheet: Sheet, key: str, step: int) -> Sheet:
    """One place up or down; over the edge of its section into the neighbour one, at the end of the sheet nowhere."""
    number, position = place_of(sheet, key)
    row = sheet.sections[number].questions
    if 0 <= position + step < len(row):
        return move_question(sheet, key, section=sheet.sections[number].key, position=position + step)
    if not 0 <= number + step < len(sheet.sections):
        return sheet
    there = sheet.sections[number + step]
    return move_question(sheet, key, section=there.key, position=len(there.questions) if step < 0 else 0)


def double_question(sheet: Sheet, key: str) -> tuple[Sheet, Question]:
    """The same question once more, right below; it measures something of its own."""
    number, position = place_of(sheet, key)
    question = sheet.sections[number].questions[position]
    double = replace(question, key=new_key("q", keys_of(sheet)), measure="", rows=unmeasured(question.rows))
    return put_questions(sheet, [double], section=sheet.sections[number].key, position=position + 1), double


def unmeasured(rows):
    return tuple(replace(row, measure="") for row in rows)


def put_section(sheet: Sheet, section: Section, position=None) -> Sheet:
    return replace(sheet, sections=inserted(sheet.sections, position, section))


def take_section(sheet: Sheet, key: str) -> Sheet:
    return replace(sheet, sections=without(sheet.sections, section_place(sheet, key)))


def move_section(sheet: Sheet, key: str, position: int) -> Sheet:
    number = section_place(sheet, key)
    rest = replace(sheet, sections=without(sheet.sections, number))
    return put_section(rest, sheet.sections[number], max(0, position))


def keys_of(sheet: Sheet) -> set:
    return {question.key for question in sheet.questions}


def measured(sheet: Sheet) -> Sheet:
    """Every scale and every row of a grid names what it measures, so that a later questionnaire can be its pair."""
    sections = tuple(
        replace(section, questions=tuple(map(measured_question, section.questions)))
        for section in sheet.sections
    )
    return replace(sheet, sections=sections)


def measured_question(question):
    if question.kind not in OF_MARKS:
        return question
    if question.rows:
        rows = tuple(row if row.measure else replace(row, measure=new_key("m")) for row in question.rows)
        return replace(question, rows=rows)
    return question if question.measure else replace(question, measure=new_key("m"))


def difference(old: Sheet, new: Sheet) -> dict:
    """What a save changed, by keys only: for the journal."""
    before = {question.key: question for question in old.questions}
    after = {question.key: question for question in new.questions}
    found = {
        "added": [key for key in after if key not in before],
        "removed": [key for key in before if key not in after],
        "changed": [key for key in after if key in before and after[key] != before[key]],
        "sections": [(one.key, one.title, one.words) for one in old.sections]
        != [(one.key, one.title, one.words) for one in new.sections],
        "bands": old.bands != new.bands,
        "moved": outline(old) != outline(new) and set(before) == set(after),
    }
    return {name: value for name, value in found.items() if value}


def outline(sheet):
    return [question.key for question in sheet.questions], [len(one.questions) for one in sheet.sections]
