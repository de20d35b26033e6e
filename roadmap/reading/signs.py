"""What a cell looks like by its words alone: a term, somebody responsible, a stage."""

import re

from roadmap.reading.markers import NAMED_STAGE, clean_number, take_number
from roadmap.reading.plain import plain
from roadmap.reading.terms import ALL_ALONG, AT_TIMES

TERM = re.compile(
    r"(?<![а-я])(?:январ|феврал|март|апрел|ма[йя](?![а-я])|июн|июл|август|сентябр|октябр|ноябр|декабр)"
    r"|(?<!\d)\d{1,2}\.\d{1,2}\.\d{2,4}|(?<!\d)20\d\d(?!\d)|четверт[ьи]|полугоди|триместр|квартал"
    r"|(?<![а-я])(?:в течение|до начала|до конца|по плану|по графику|согласно (?:плану|графику)|по отдельному"
    r"|по запросу|по мере|ежегодно|ежемесячно|еженедельно|ежедневно|постоянно|весь период|регулярно|систематически"
    r"|по согласованию|каникул|учебн\w+ год|раза? в )"
)
RESPONSIBLE = re.compile(
    r"(?<![а-я])(?:директор|администраци|заведующ|зам(?:\.|еститель|директора)|куратор|наставник|методист|руководител"
    r"|педагог|психолог|учител|классн\w+ руковод|воспитател|специалист|председател|ответственн|рабоч\w+ групп|комисси"
    r"|мастер|старш\w+|социальн\w+ педагог|советник|библиотекар|секретар|начальник|соисполнител|профком|профсоюз"
    r"|завуч|имц|оу(?![а-я])|ммц|цнппм|школьн\w+ |(?:педагогический|методический) совет|педсовет|координатор)"
)
INITIALS = re.compile(r"[А-ЯЁ][а-яё-]+\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё-]+")
# how the stages of the federal models are called, for tables and texts that mark them by nothing else
KNOWN_STAGES = re.compile(
    r"(?:подготовк\w+ (?:условий|нормативн)|формирование (?:банка|базы) (?:данных )?настав\w+"
    r"|отбор и обучение(?: наставник\w+)?"
    r"|формирование наставнических (?:пар|групп)|организация (?:и осуществление )?(?:работы|хода)"
    r"|завершение (?:персонализ|наставнич|программ|цикл)|информационн\w+ (?:поддержк|сопровожд)"
    r"|(?:подготовительный|организационный|основной|практический|заключительный|итоговый|аналитический|внедренческий)"
    r"[\w ,()-]* этап)"
)
# "подготовительный этап", "1. внедренческий этап"
ENDS_WITH_STAGE = re.compile(r"(?:[\divx]+[.)]?\s*)?[а-я-]+(?:ый|ий|ой)(?:\s[а-я(),-]+){0,4}\sэтап\W*")
# "* Сроки могут уточняться", "Примечание: …", "¹ …" below or inside of a table
NOTE = re.compile(
    r"\s*(?:\*|примечани[ея]\b|(?:продолжение|окончание) таблицы|[¹²³]|(?:цел[ьи]|задач[аи])(?: этапа)?\s*[:–-])",
    re.IGNORECASE,
)
# "Директор ________ И.И. Иванов" below the rows of a sheet
SIGNATURE = re.compile(r"_{3,}|^\s*(?:исполнитель|исп\.|составил\w*|согласовано)\b", re.IGNORECASE)
# "2", "- 2 -", "Страница 2 из 5"
PAGE = re.compile(r"\W*(?:(?:страница|стр\.|лист)\s*)?\d{1,3}(?:\s*(?:из|/)\s*\d{1,3})?\W*", re.IGNORECASE)
# "|----|----|", "+----+", "-----------"
RULE = re.compile(r"\s*[|+]?[\s:|+=─━┼-]{3,}[|+]?\s*")
MAX_TERM = 110


def looks_like_term(text: str) -> bool:
    """A short text with a month, a date or words such as "в течение года"."""
    said = plain(text)
    is_said = bool(TERM.search(said) or ALL_ALONG.search(said) or AT_TIMES.search(said))
    return len(said) <= MAX_TERM and is_said


def looks_like_responsible(text: str) -> bool:
    """Begins with a person's office, a body or a name."""
    said = plain(text)
    at_start = RESPONSIBLE.match(said) or RESPONSIBLE.search(said[:40])
    return len(said) <= 200 and bool(at_start or INITIALS.search(text))


def looks_like_stage(text: str) -> bool:
    """ "II этап. Основной", "Этап 1", "Подготовительный этап", or a name out of the federal models."""
    return bool(
        NAMED_STAGE.match(text) or KNOWN_STAGES.match(plain(text)) or ENDS_WITH_STAGE.fullmatch(plain(text))
    )


def looks_like_roman(number: str | None) -> bool:
    return bool(number) and not number[0].isdigit()


def begins_row(text: str) -> bool:
    """A line of its own between rows: a stage, a number with words, a line in capitals."""
    number, rest = take_number(text)
    return looks_like_stage(text) or bool(number and rest) or (len(text) > 5 and text.isupper())


def is_aside(text: str) -> bool:
    """A line that is no part of a table though it stands there: the number of a page, a note, a signature."""
    return bool(PAGE.fullmatch(text) or NOTE.match(text) or SIGNATURE.search(text))


def is_number(text: str) -> bool:
    return clean_number(text) is not None
