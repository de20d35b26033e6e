"""Who answers for a line: one cell of a document parted into roles, persons and bodies, each as it is written. Pure."""

import re

from roadmap.reading.phrases import without_cuts

LONGEST = 2000  # a longer cell is no list of people: it stays whole
NEAR = 200  # letters after a sign that say what stands there
_ROLES = (
    r"администрация|дирекция|директор|заместител[ьи]|зам\.(?: ?директора)?|заведующ(?:ий|ая|ие)|завучи?",
    r"руководител[ьи]|начальники?",
    r"(?:\w+-)?(?:куратор|координатор|наставник|методист|тьютор|психолог|логопед|специалист|педагог)[иы]?",
    r"наставляемы[йе]|учител[ья]|воспитател[ьи]|преподавател[ьи]|мастера?|участники|студенты|обучающиеся|родители",
    r"юрисконсульт|делопроизводитель|библиотекар[ьи]|советник|концертмейстеры?|тренеры?|инструкторы?",
    r"(?:главный )?бухгалтер|экономист|медицинск(?:ая сестра|ий работник)|программист|инженер|инспектор|диспетчер",
    r"работодател[ьи]|партн[её]ры|представител[ьи]|члены|профком|ответственн(?:ый|ая|ые)|председатель|секретарь|юрист",
    r"старш(?:ий|ие) (?:воспитател|методист|мастер)\w+|социальн(?:ый|ые) педагоги?|классн(?:ый|ые) руководител[ьи]",
    r"(?:рабочая|творческая|проектная) группа|педагогический совет|педсовет|методический (?:совет|центр|кабинет)",
    r"методическ(?:ое|ие) объединени[ея]|совет (?:наставников|школы|учреждения)|отдел (?:образования|кадров)",
    r"управление образования|комитет (?:по образованию|образования)|образовательн(?:ые|ая) организаци[ия]",
    r"образовательн(?:ые|ое) учреждени[ея]",
)
_ABBREVIATIONS = r"(?:ОУ|ОО|ДОУ|ИМЦ|ММЦ|ГМЦ|РМЦ|РМК|ММС|ЦНППМ|РОО|ГОРОО|УО)(?![А-Яа-яё])"
_END = r"(?:-[а-яё]+)*(?![А-Яа-яё])"
_QUALITY = r"(?:[а-яё]+(?:ый|ий|ой|ые|ие|ая) )?"  # «молодые педагоги»
ROLE = re.compile(rf"(?:{_QUALITY}(?:{'|'.join(_ROLES)}){_END}|{_ABBREVIATIONS})", re.IGNORECASE)
BODY = re.compile(_ABBREVIATIONS)
# Legal forms stand before the name of an institution: «МБОУ Школа № 5» is one body.
LEGAL = re.compile(
    r"(?:(?:ФГ|ГБ|ГА|ГК|МБ|МА|МК|АН|КГ|ОГ|НЧ|ЧУ?)[А-Я]{1,6}|ОБПОУ|ГУ|МУ|МОУ|ГОУ|ДПО|ДППО)(?![А-Яа-яё])"
)
_SURNAME, _INITIALS = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?", r"[А-ЯЁ]\. ?(?:[А-ЯЁ]\.)?"
NAME = re.compile(
    rf"{_SURNAME}\s{_INITIALS}|{_INITIALS} ?{_SURNAME}|{_SURNAME} [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+(?:вич|вна|ична)"
)
ENDS_WITH_NAME = re.compile(rf"({_SURNAME}) {_INITIALS}$")
# What cannot stand alone goes on with the words before it: «по УВР, ВР», «№ 4, г. Киров».
GOES_ON = re.compile(r"\s*(?:г\. ?[А-ЯЁ]|(?:УВР|УМР|УПР|НМР|АХР|УР|ВР|МР|МО|ШМО|РМО|ПЦК)(?![А-Яа-яё]))")
OPEN_END = re.compile(r"(?:№|-|«|(?<![а-яё])(?:г\.|им\.|по|в|на|с|за|и|для|при|от|к|о))$", re.IGNORECASE)
MARKER = re.compile(r"^\s*(?:[-–—•*·]+|\d{1,2}[.)])\s+", re.MULTILINE)
SEPARATOR = re.compile(r"\s+и\s+|[ \t]*[;,\n][ \t]*|\s*/\s*|\s+")


def split_responsible(text: str) -> list[str]:
    """Parts at commas, semicolons and lines; at "и", a slash or a mere space only between known roles and bodies."""
    if len(text) > LONGEST:
        return [_clean(text)]
    text = without_cuts(MARKER.sub("", text.strip()))
    seen = _masked(text)
    parts, start = [], 0
    for found in SEPARATOR.finditer(seen):
        left, right = " ".join(seen[start : found.start()].split()), seen[found.end() :]
        if found.start() >= start and _parts(found[0], left, right):
            parts.append(text[start : found.start()])
            start = found.end()
    parts.append(text[start:])
    return [words for part in parts if (words := _clean(part))]


def _masked(text):
    """The same length, with nothing to see inside brackets and quotation marks."""
    return re.sub(r"\([^()]*\)|«[^«»]*»|\"[^\"\n]*\"", lambda found: "·" * len(found[0]), text)


def _clean(part):
    """Single spaces; a full stop goes only after a whole word, never after an initial or "г."."""
    words = " ".join(part.split()).strip(" ;,·•")
    words = re.sub(r"(?<=[а-яё]{4})\.$", "", words)
    return words if re.search(r"\w", words) else ""


def _parts(sign, left, right):
    """Whether a sign between two pieces of a cell parts two answerable ones."""
    kind = sign.strip() or ("\n" if "\n" in sign else " ")
    if kind in ("и", "/"):
        right = " ".join(right[:NEAR].split())
    if kind in (";", ","):
        return not GOES_ON.match(right)
    if kind == "\n":
        return _parts_lines(left, right.strip())
    return _parts_at_and(left, right) if kind in ("и", "/") else _parts_at_space(left, right)


def _parts_lines(left, line):
    """A new line is a new one unless it goes on with the words before: a lower letter, a number, the name of a post."""
    if not left or OPEN_END.search(left) or _waits_for_noun(left, line):
        return False
    if LEGAL.match(line) or line.startswith("Администрации ") or _cuts_name(left, line):
        return False
    if ROLE.match(line):
        return bool(ROLE.search(left) or NAME.search(left) or line[:1].isupper())
    if NAME.match(line):
        return bool(NAME.search(left))
    return line[:1].isupper() and not GOES_ON.match(line)


def _waits_for_noun(left, line):
    """ "классные" + "руководители": a mere quality at the end of a line."""
    last = left.split(" ")[-1]
    is_quality = re.fullmatch(r"[А-Яа-яё-]+(?:ый|ий|ой|ые|ие|ая)", last) and not ROLE.fullmatch(last)
    return bool(is_quality) and line[:1].islower()


def _cuts_name(left, line):
    """ "Куратор Летова" + "Б.Б.": initials below their surname."""
    last = left.split(" ")[-1]
    is_surname = re.fullmatch(_SURNAME, last) and not ROLE.fullmatch(last)
    return bool(is_surname and re.match(_INITIALS, line))


def _parts_at_and(left, right):
    """ "куратор и наставники" are two, "отдел образования и молодежной политики" or "представители ОУ и ИМЦ" one."""
    if not (ROLE.match(left) or NAME.search(left)) or not (ROLE.match(right) or NAME.match(right)):
        return False
    is_bare = BODY.fullmatch(right.split(",")[0].strip())
    return not is_bare or bool(
        BODY.match(left) or re.match(r"(?:отдел|управление|комитет)\b", left, re.IGNORECASE)
    )


def _parts_at_space(left, right):
    """ "ОУ ИМЦ", "Кураторы целевой модели Наставники", "куратор Петрова А.А. психолог Сидорова В.В."."""
    named = ENDS_WITH_NAME.search(left)
    if named and not ROLE.fullmatch(named[1]) and (NAME.match(right) or ROLE.match(right)):
        return True
    last = left.split(" ")[-1]
    if BODY.match(right):
        return bool(BODY.fullmatch(last))
    is_role = bool(ROLE.match(right)) and right[:1].isupper()
    return is_role and bool(ROLE.match(left)) and not LEGAL.fullmatch(last) and not OPEN_END.search(left)
