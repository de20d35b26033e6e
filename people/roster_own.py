"""The rows of our own export: every text is taken to the letter, whatever name it is."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from people.models import Person
from people.roster_fields import DATES, FIELDS, LONGEST, YEARS, RosterRow, label_of

KINDS = {label: value for value, label in Person.Kind.choices}
GENDERS = {label: value for value, label in Person.Gender.choices}
LENGTHS = LONGEST | {"category": 60, "phone": 40, "email": 254}
YEARS_MAX = 100


def read_own_row(number, at, today, kind):
    """One line of the export; only what the card itself could not hold is a problem."""
    kind = KINDS.get(at.get("kind", ""), kind)
    values, problems = {}, []
    for field in FIELDS:
        text = at.get(field, "")
        values[field] = read_own(field, text, today, problems)
        if len(text) > LENGTHS.get(field, len(text)):
            problems.append(f"{label_of(field, kind)}: текст длиннее {LENGTHS[field]} знаков, сократите.")
    values["is_gender_said"] = bool(values["gender"])
    if not values["last_name"] or not values["first_name"]:
        problems.append("Нет имени: напишите фамилию и имя полностью.")
    card = at.get("card", "")
    card = int(card) if card.isascii() and card.isdecimal() and len(card) < 19 else None
    return RosterRow(number, values, problems, [], [], kind, card)


def read_own(field, text, today, problems):
    if field == "gender":
        return GENDERS.get(text, "")
    if field in YEARS:
        return own_years(field, text, problems)
    if field == "email" and text:
        return own_email(text, problems)
    return own_date(field, text, today, problems) if field in DATES else text


def own_email(text, problems):
    try:
        validate_email(text)
    except ValidationError:
        problems.append(f"Адрес почты «{text}» написан с ошибкой: исправьте или оставьте пустым.")
    return text


def own_years(field, text, problems):
    if not text:
        return None
    if text.isascii() and text.isdecimal() and len(text) < 4 and int(text) <= YEARS_MAX:
        return int(text)
    problems.append(f"{label_of(field, '')} «{text}» непонятен: напишите число полных лет.")
    return None


def own_date(field, text, today, problems):
    if not text:
        return None
    try:
        day = dt.datetime.strptime(text, "%d.%m.%Y").date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        problems.append(f"{label_of(field, '')} «{text}» непонятна: напишите день, месяц и год.")
        return None
    if day > today and field != "joined_on":
        problems.append(f"{label_of(field, '')} «{text}» ещё не наступила: проверьте год.")
        return None
    return day.isoformat()
