"""A map by stages in running lines: which number begins a stage, which an item of its cell."""

import re
from dataclasses import dataclass

from roadmap.reading.grids import GridRow, Line
from roadmap.reading.markers import depth, take_number
from roadmap.reading.plain import plain
from roadmap.reading.signs import KNOWN_STAGES, is_number, looks_like_roman, looks_like_stage

# "Отбор и обучение 1. Анализ банка": the first item on the line of the title
FIRST_ITEM = re.compile(r"(?<=[\w»)])\s+(?=1[.)]\s*[А-ЯЁ])")
# "Информационная поддержка Освещение мероприятий": a sentence begins
NEW_SENTENCE = re.compile(r"(?<=[а-яё»)])\s+(?=[А-ЯЁ][а-яё]{2,})")
# "¹ Заполняется куратором.", "* При наличии наставляемых"
FOOTNOTE = re.compile(r"\s*(?:[¹²³]|\*+\s*[А-ЯЁ])")


@dataclass
class Mark:
    """A line with a number before it."""

    at: int
    number: str
    rest: str
    follows_gap: bool

    @property
    def value(self) -> int:
        return int(self.number) if self.number.isdigit() else 0


def rows_by_stages(lines: list[Line], fields: list[str]) -> tuple[list[GridRow], list[Line]]:
    """A row for every stage: its number, its title, all that stands in its cell."""
    starts = _stage_marks(_marks(lines))
    if not starts:
        return [], lines
    lines, notes = _without_notes(lines, starts[-1].at)
    rows = []
    ends = [mark.at for mark in starts[1:]] + [len(lines)]
    for mark, end in zip(starts, ends, strict=True):
        texts = [mark.rest, *(line.text.strip() for line in lines[mark.at + 1 : end])]
        title, content = _title_and_content(texts)
        sources = [line.source for line in lines[mark.at : end] if line.text.strip()]
        rows.append(GridRow(_cells(fields, mark.number, title, content), sources[0], more=sources[1:]))
    return rows, lines[: starts[0].at] + notes


def _without_notes(lines, last):
    """Footnotes below the last stage are none of it."""
    below = range(last + 1, len(lines))
    end = next((i for i in below if FOOTNOTE.match(lines[i].text)), len(lines))
    return lines[:end], lines[end:]


def _cells(fields, number, title, content):
    given = {"number": f"{number}.", "content": content}
    title = title if "number" in fields else f"{number}. {title}"
    return [title if field == "stage" else given.get(field, "") for field in fields]


def _marks(lines):
    marks = []
    for at, line in enumerate(lines):
        text = line.text.strip()
        number, rest = (text.rstrip(".) "), "") if is_number(text) else take_number(text)
        if number and depth(number) == 1:
            gap = at == 0 or not lines[at - 1].text.strip()
            marks.append(Mark(at, number, rest.strip(), gap))
    return marks


def _stage_marks(marks):
    """The marks that count the stages; the others count the items of a stage from one."""
    if any(looks_like_roman(mark.number) for mark in marks):
        return [mark for mark in marks if looks_like_roman(mark.number)]
    starts: list[Mark] = []
    item = 0
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        may_be_stage, may_be_item = mark.value == len(starts) + 1, mark.value == item + 1
        is_stage = may_be_stage and (not starts or not may_be_item or _says_stage(mark, following))
        if is_stage:
            starts.append(mark)
            item = _first_item(mark)
        elif may_be_item:
            item += 1
    return starts


def _first_item(mark):
    return 1 if FIRST_ITEM.search(mark.rest) else 0


def _says_stage(mark, following):
    """A number that may count both: a stage is known by name, follows a gap, is followed by item 1."""
    signs = 2 * looks_like_stage(mark.rest) + mark.follows_gap + 2 * _first_item(mark) + (not mark.rest)
    if following:
        signs += 2 * (following.value == 1) - 2 * (following.value == mark.value + 1)
    return signs >= 2


def _title_and_content(texts):
    """The title ends at a gap, at item 1, or where a new sentence begins."""
    inline = FIRST_ITEM.search(texts[0])
    if inline:
        return texts[0][: inline.start()], "\n".join([texts[0][inline.end() :], *texts[1:]])
    first = next((i for i, text in enumerate(texts) if text), 0)
    end = next((i for i in range(first + 1, len(texts)) if _ends_title(texts[i])), len(texts))
    title, content = texts[:end], texts[end:]
    if not any(content):
        title, content = _by_sentence(texts[first:end])
    return "\n".join(text for text in title if text), "\n".join(text for text in content if text)


def _ends_title(text):
    """A gap, an item, or a line that begins a sentence."""
    return not text or text[0].isupper() or text[0] in "-–—•" or take_number(text)[0] is not None


def _by_sentence(lines):
    """Title and sentence without a gap between them: a line with a capital, else a capital in the line."""
    begins = next((i for i, line in enumerate(lines[1:], 1) if line[:1].isupper()), None)
    if begins:
        return lines[:begins], lines[begins:]
    known = KNOWN_STAGES.match(plain(lines[0]))
    new = NEW_SENTENCE.search(lines[0], known.end() if known else 0) if lines else None
    if new:
        return [lines[0][: new.start()]], [lines[0][new.end() :], *lines[1:]]
    return lines, []
