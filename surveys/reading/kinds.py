"""A raw question becomes a question of one of our kinds. Pure."""

import re
from dataclasses import dataclass, field, replace

from surveys.reading import choosing
from surveys.reading.inline import BOX, BRACKETS, OTHER, by_letters, split_line, tidy
from surveys.reading.marks import MOST, Marks, following, range_in, row_in
from surveys.reading.signs import BLANK, CHOOSE, PAIR, SPACE, asks, without_space
from surveys.sheet import Kind, Option, Question, Row

LONG_ASKED = re.compile(
    r"почему|зачем|что именно|опишите|расскажите|поделитесь|пожелани|предложени|комментари"
    r"|перечислите|каким образом|что бы вы|чего бы"
    r"|объясните|поясните|обоснуйте|приведите|замечани|ожидани|впечатлени|трудност|проблем"
    r"|изменить|улучшить|ваше мнение",
    re.IGNORECASE,
)
SHORT_ASKED = re.compile(
    r"^(?:ваш[аеиу]?|какой|какая|какую|кто|где|кем|класс|школа|предмет|пол|группа|категория"
    r"|образование|место|профессия"
    r"|специальность|название|наименование|организация|тема)\b",
    re.IGNORECASE,
)
NUMBER_ASKED = re.compile(
    r"^(?:сколько\b|(?:ваш\w*\s+)?возраст|(?:ваш\w*\s+)?(?:\w+\s+)?(?:\w+\s+)?стаж"
    r"|количество|число\s)|стаж\w*[^?]{0,40}(?:полных лет|\(лет\)|_+ *(?:лет|года?)\b)",
    re.IGNORECASE,
)
DATE_ASKED = re.compile(
    r"^(?:укажите )?дат[ау]\b|^день рождения|число, месяц|\(дата\)|дд\.мм\.", re.IGNORECASE
)
WHAT = re.compile(r"^(?:что|чем|чему|чего|как|какие|каких|каким|каковы)\b", re.IGNORECASE)
WHETHER = re.compile(r"\bли\b", re.IGNORECASE)
REQUIRED = re.compile(r"\s*(?:\*+|\(обязательн\w*(?: вопрос)?\))\s*(?=[:?.]?\s*$)", re.IGNORECASE)
YES_NO = [{"да", "нет"}]


@dataclass
class Read:
    """A question on its way: the words, what may be answered, the doubts about it."""

    words: str
    hint: str = ""
    options: list[str] = field(default_factory=list)
    marks: Marks | None = None
    blanks: int = 0
    rows: list[str] = field(default_factory=list)
    is_required: bool = False
    doubts: list[str] = field(default_factory=list)

    @property
    def told(self):
        """All that says how to answer."""
        return f"{self.words} {self.hint}"


def prepared(raw) -> Read:
    """Words, hint and answers of a raw question taken apart."""
    words, options = (raw.words, raw.options) if raw.options or raw.grid else split_line(raw.words)
    if not words:  # a line of far words with nothing that asks before them
        words, options = raw.words, raw.options
    read = Read(
        words,
        options=[one for option in options for one in boxed(option)],
        blanks=raw.blanks + bool(SPACE.search(raw.words)),
    )
    loose = list(raw.loose)
    if not read.options and raw.scale is None:
        loose = take_loose(read, loose)
    read.marks = marks_in(read, raw, loose)
    take_hint(read, [*raw.hints, *([] if read.marks and is_pairs(loose) else loose)])
    read.is_required = bool(REQUIRED.search(read.words))
    read.words = tidied(REQUIRED.sub("", without_space(read.words)))
    return read


def boxed(option):
    """Answers of one line, each behind its box or its letter; the sign of the first is taken off already."""
    for first in "аa1":
        if len(found := by_letters(f"{first}) {option}")[1]) > 1:
            return found
    pieces = [tidy(piece) for piece in BOX.split(option)]
    is_other = OTHER.match(option) is not None
    return [tidy(option)] if is_other or len(pieces) < 2 else [piece for piece in pieces if piece]


def take_loose(read, loose):
    """Lines without signs under a question are its answers when there are several, or when one holds several."""
    if is_pairs(loose):
        return loose
    loose = [one for one in loose if not BLANK.match(one)]
    if len(loose) == 1:
        words, options = split_line(loose[0]) if "?" not in loose[0] else ("", [])
        if not options and (found := re.split(r"\s{3,}|\s+[/|]\s+", loose[0])) and len(found) > 1:
            words, options = "", [tidy(one) for one in found]
        if options and not words:
            read.options = options
            return []
    elif len(loose) > 1 and all(len(one) <= 120 for one in loose):
        read.options = [tidy(one) for one in loose]
        return []
    return loose


def is_pairs(lines):
    return len(lines) > 1 and all(PAIR.match(line) for line in lines)


def marks_in(read, raw, loose):
    """The scale of a question, wherever the document says it."""
    if raw.grid:
        return raw.grid.marks
    if raw.scale:
        before, marks, after = raw.scale
        said = range_in(f"{read.words} {' '.join(raw.hints)}")
        words = said or marks
        return replace(
            marks, low_words=tidy(before) or words.low_words, high_words=tidy(after) or words.high_words
        )
    if read.options and (found := of_options(read)):
        return found
    if not read.options and (found := row_in(read.words)):
        said = range_in(f"{found[0]})")
        read.words = found[0] or read.words
        return replace(said or found[1], **({"high_words": tidy(found[2])} if tidy(found[2]) else {}))
    told = " ".join([read.words, *raw.hints, "; ".join(loose)])
    return None if choosing.limits(told) and read.options else range_in(told)


def of_options(read):
    """Answers that are marks: 1, 2, 3 or «1 – нет», «2 – да»."""
    numbers = [re.match(r"^(\d{1,2})(?:\s*балл\w*)?$", one) for one in read.options]
    if len(numbers) > 2 and all(numbers) and (found := following([int(one[1]) for one in numbers])):
        said = range_in(read.words)
        read.options = []
        return said if said and (said.low, said.high) == (found.low, found.high) else found
    if (run := numbers_among(read.options)) and (found := following(run)):
        first = next(at for at, one in enumerate(read.options) if one.isdigit())
        ends = (read.options[:first], read.options[first + len(run) :])
        read.options = []
        return replace(found, low_words=" ".join(ends[0]), high_words=" ".join(ends[1]))
    if is_pairs(read.options) and (found := range_in("; ".join(read.options))):
        read.options = []
        return found
    return None


def numbers_among(options):
    """The marks of a scale that stand each in its line, with at most one line of words at either end."""
    numbers = [int(one) for one in options if one.isdigit()]
    inside = [one.isdigit() for one in options[1:-1]]
    return numbers if len(numbers) > 2 and all(inside) else []


def take_hint(read, lines):
    """The instruction in brackets behind the words, and the lines that say how to answer."""
    found = BRACKETS.search(read.words)
    if found and (
        CHOOSE.search(found[1])
        or range_in(found[0])
        or choosing.limits(found[1])
        or choosing.is_one(found[1])
    ):
        read.words = read.words[: found.start()]
        lines = lines if is_only_scale(found[1], read.marks) else [found[1], *lines]
    said = " ".join(sentence(line) for line in lines if line.strip())
    read.hint = without_space(said)


def is_only_scale(words, marks):
    """Whether the brackets say nothing that the scale does not show: «от 1 до 10, где 1 – плохо, 10 – хорошо»."""
    return bool(marks) and len(range_words(words)) <= len(
        f"{marks.low_words}{marks.high_words}{''.join(marks.labels)}"
    )


def range_words(words):
    return re.sub(r"\b(?:от|до|где|балл\w*|по|шкал\w*|а|и)\b|[^\w]|\d|балльн\w*", "", words)


def sentence(line):
    line = line.strip(" ()")
    return line[:1].upper() + line[1:] + ("" if line.endswith((".", "!", "?", ":")) else ".")


def tidied(words):
    words = re.sub(r"\s+", " ", words).strip(" ;–—-").removesuffix(":").strip()
    return words[:1].upper() + words[1:]


# Which kind it is


def kind_of(read: Read, wide: Marks | None = None) -> dict:
    """What a question of this sheet has besides its key and words; `wide` is the scale of the whole section."""
    if len(read.options) > 1 and choosing.is_ranking(read.told):
        return {"kind": Kind.RANKING, "options": options_of(read.options)}
    if read.rows:
        return of_rows(read.rows, with_ends(read.marks, wide))
    if read.marks and read.marks.is_scale:
        return (
            of_rows(read.options, read.marks) if len(read.options) > 1 else of_marks(Kind.SCALE, read.marks)
        )
    if read.options:
        return of_choice(read)
    if read.marks:
        return {"kind": Kind.NUMBER, "low": read.marks.low, "high": read.marks.high}
    if wide and not read.blanks and not is_open(read.words):
        return of_marks(Kind.SCALE, wide)
    return of_words(read)


def with_ends(marks, wide):
    """Columns of bare numbers: what 1 and 5 mean stands above the table, or at the top of the sheet."""
    is_bare = not (marks.labels or marks.low_words or marks.high_words)
    if is_bare and wide and (wide.low, wide.high) == (marks.low, marks.high):
        return replace(marks, low_words=wide.low_words, high_words=wide.high_words, labels=wide.labels)
    return marks


def is_open(words):
    return bool(LONG_ASKED.search(words) or SHORT_ASKED.match(words) or NUMBER_ASKED.search(words))


def of_marks(kind, marks):
    ends = {} if marks.labels else {"low_words": marks.low_words, "high_words": marks.high_words}
    return {"kind": kind, "low": marks.low, "high": marks.high, "labels": marks.labels, **ends}


def of_rows(rows, marks):
    return {
        **of_marks(Kind.GRID, marks),
        "rows": tuple(Row(f"r{at}", words.strip(" ;–—-")) for at, words in enumerate(rows, 1)),
    }


def options_of(words):
    return tuple(Option(f"o{at}", one) for at, one in enumerate(words, 1))


def of_choice(read):
    words = [one for one in read.options if one]
    if {one.lower() for one in words} == {"да", "нет"}:
        return {"kind": Kind.YES_NO}
    limits = choosing.limits(read.told)
    if limits is None and choosing.seems_many(read.words, words) and not choosing.is_one(read.told):
        limits = (None, None)
        read.doubts.append(
            "Программа решила, что можно выбрать несколько вариантов. Если нужен один, поправьте."
        )
    if limits is not None:
        return {"kind": Kind.SEVERAL, "options": options_of(words), "least": limits[0], "most": limits[1]}
    own = [one for one in words if OTHER.match(one)]
    rest = [one for one in words if not OTHER.match(one)]
    kind = Kind.SINGLE_OTHER if own and rest else Kind.SINGLE
    return {"kind": kind, "options": options_of(rest if own and rest else words)}


def of_words(read):
    """A question without answers to choose from: what is to be written."""
    if DATE_ASKED.search(read.words):
        return {"kind": Kind.DATE}
    if NUMBER_ASKED.search(read.words):
        return {"kind": Kind.NUMBER}
    if WHETHER.search(read.words) and not read.blanks and not LONG_ASKED.search(read.words):
        read.doubts.append(
            "Вариантов в файле нет: программа предложит «да» и «нет». Если нужен ответ словами, поправьте."
        )
        return {"kind": Kind.YES_NO}
    if read.blanks > 1 or LONG_ASKED.search(read.words) or WHAT.match(read.words):
        return {"kind": Kind.LONG}
    if read.blanks or SHORT_ASKED.match(read.words):
        return {"kind": Kind.SHORT}
    if not asks(read.words):
        read.doubts.append(
            "Непонятно, как на это отвечать: программа поставила развёрнутый ответ. Проверьте вид вопроса."
        )
    return {"kind": Kind.LONG}


def question_of(read: Read, key: str, wide=None) -> Question:
    found = kind_of(read, wide)
    if read.marks and read.marks.is_turned:
        read.doubts.append(
            "В файле лучшая оценка стоит первой, здесь она последняя: чем больше, тем лучше. Проверьте порядок."
        )
    return Question(key=key, words=read.words, hint=read.hint, is_required=read.is_required, **found)


__all__ = ["MOST", "Read", "prepared", "question_of"]
