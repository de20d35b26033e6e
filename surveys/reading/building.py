"""The questionnaire out of sections of raw questions: kinds, scales of a whole section, conditions, doubts. Pure."""

import re
from dataclasses import dataclass, field, replace

from surveys.reading.inline import OTHER
from surveys.reading.keeping import unsaid
from surveys.reading.kinds import Read, prepared, question_of, sentence
from surveys.reading.marks import range_in
from surveys.reading.persons import why_dropped
from surveys.reading.signs import asks, is_field
from surveys.sheet import Kind, Question, Section, Sheet, ShowIf, dump

IF_SO = re.compile(r"^если\s+(?:вы\s+)?(?:ответили\s+|выбрали\s+)?[«\"„]?(да|нет)\b", re.IGNORECASE)
TITLE, WORDS = 200, 800  # what the editor holds
LIMITS = {"words": 600, "hint": 300, "low_words": 80, "high_words": 80}
QUOTED = 120
NO_WORDS = "Оцените по шкале"


@dataclass
class Made:
    """What is made on the way down the document."""

    sections: list[Section] = field(default_factory=list)
    doubts: list[dict] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)  # question: its line
    left: list[str] = field(default_factory=list)
    number: int = 0
    asking: int = 0  # questions that nobody would take for something else
    closed: Question | None = None  # the last question of yes or no

    def doubt(self, words, key=""):
        self.doubts.append({"question": key, "words": words})

    def drop(self, text, why):
        if len(text) > QUOTED:
            self.left.append(text)
        text = re.sub(r"_{4,}", "___", text)
        self.doubt(f"Строка «{text[:QUOTED]}» в анкету не вошла: {why}.")


def built(outline, head) -> Made:
    made = Made()
    for text, why in head.dropped:
        made.drop(text, why)
    for part in outline.parts:
        add_part(made, part, head.marks)
    for text in outline.left:
        if why := why_dropped(text):
            made.drop(text, why)
        else:
            made.left.append(text)
    return made


def add_part(made, part, wide):
    """A section with what is asked in it; one that asks nothing is left over."""
    own = next((found for text in (part.title, *part.words) if (found := range_in(text))), None)
    number, questions = len(made.sections) + 1, []
    kept = [raw for raw in part.questions if not is_dropped(made, raw)]
    for group in grouped(kept, own or wide):
        questions += (found := added(made, group, own or wide, part))
        made.left += [text for raw in group for text in unsaid(raw, found)]
    words = [text for text in part.words if not why_dropped(text)]
    for text in part.words:
        if why := why_dropped(text):
            made.drop(text, why)
    if questions:
        title, words = fitting(made, [part.title], TITLE), fitting(made, words, WORDS)
        made.sections.append(Section(f"s{number}", title=title, words=words, questions=tuple(questions)))
    else:
        made.left += [text for text in (part.title, *words) if text]


def fitting(made, lines, limit):
    """The lines that fit into a column of the editor; the others are left for the person to see."""
    kept = []
    for line in lines:
        if len("\n".join([*kept, line])) <= limit:
            kept.append(line)
        else:
            made.left.append(line)
    return "\n".join(kept)


def is_dropped(made, raw):
    if why := why_dropped(raw.words, bool(raw.options or raw.grid)):
        made.drop(raw.words, why)
        made.left += [*raw.options, *raw.loose, *raw.hints]
        return True
    return False


def grouped(raws, wide):
    """Statements one under another that are marked by the scale of the section go together: they are one grid."""
    group = []
    for raw in raws:
        if wide and is_statement(raw):
            group.append(raw)
            continue
        if group:
            yield group
        group = []
        yield [raw]
    if group:
        yield group


def is_statement(raw):
    return (
        not (raw.is_answered or raw.loose or raw.hints or asks(raw.words) or range_in(raw.words))
        and "_" not in raw.words
    )


def added(made, group, wide, part):
    """The questions that a raw one, or several statements together, become."""
    if len(group) > 1:
        text = next((text for text in (*part.words, part.title) if range_in(text)), NO_WORDS)
        if text in part.words:
            part.words.remove(text)
        read = Read(text.rstrip(":. "), marks=wide, rows=[raw.words for raw in group])
        return [one_more(made, read, group[0].at, None)]
    raw = group[0]
    made.asking += is_field(raw.words) or bool(raw.blanks)
    if raw.grid:
        return of_grid(made, raw, wide)
    read = prepared(raw)
    if not read.words:
        read.words = NO_WORDS
        made.doubt("У вопроса в файле не нашлось слов. Напишите, о чём спрашиваете.", f"q{made.number + 1}")
    question = one_more(made, read, raw.at, wide)
    return [question, *own_words(made, question, raw.at)]


def of_grid(made, raw, wide):
    read, grid = prepared(raw), raw.grid
    read.words = read.words or grid.words or NO_WORDS
    if not grid.choices:
        read.rows = grid.rows
        return [one_more(made, read, raw.at, wide)]
    hint = sentence(raw.words) if raw.words else ""
    return [one_more(made, Read(row, hint, list(grid.choices)), raw.at, None) for row in grid.rows]


def one_more(made, read, at, wide):
    made.number += 1
    key = f"q{made.number}"
    question = question_of(read, key, wide)
    made.places[key] = at
    made.asking += (asks(read.words) and read.words != NO_WORDS) or bool(read.rows)
    question = shortened(made, question)
    if (found := IF_SO.match(read.words)) and made.closed:
        question = replace(question, show_if=ShowIf(made.closed.key, (answer_to(made.closed, found[1]),)))
        read.doubts.append(f"Его увидит только тот, кто на вопрос выше ответил «{found[1].lower()}».")
    elif closes(question):
        made.closed = question
    else:
        made.closed = None if question.kind != Kind.LONG else made.closed
    for words in read.doubts:
        made.doubt(words, key)
    return question


def shortened(made, question):
    """A question that fits the editor; what is cut off is left for the person to see."""
    cut = {}
    for name, limit in LIMITS.items():
        words = getattr(question, name)
        if len(words) > limit:
            cut[name] = (
                words[: words.rfind(" ", 0, limit)].rstrip() if " " in words[:limit] else words[:limit]
            )
            made.left.append(words[len(cut[name]) :].strip())
            made.doubt("Слова длиннее, чем помещается: конец не вошёл. Сократите.", question.key)
    return replace(question, **cut)


def closes(question):
    """Whether a question may be asked further by «Если да…»."""
    words = {option.words.lower() for option in question.options}
    return question.kind == Kind.YES_NO or (
        question.kind in {Kind.SINGLE, Kind.SINGLE_OTHER} and {"да", "нет"} <= words
    )


def answer_to(question, word):
    if question.kind == Kind.YES_NO:
        return "yes" if word.lower() == "да" else "no"
    return next(option.key for option in question.options if option.words.lower() == word.lower())


def own_words(made, question, at):
    """«Другое: ____» among several answers: who chooses it is asked for the words."""
    if question.kind != Kind.SEVERAL:
        return []
    other = next((option for option in question.options if OTHER.match(option.words)), None)
    if other is None:
        return []
    made.number += 1
    key = f"q{made.number}"
    made.places[key] = at
    made.doubt(f"Для ответа «{other.words}» добавлен вопрос, где его можно написать словами.", key)
    words = "Напишите, что именно"
    return [Question(key, Kind.SHORT, words, show_if=ShowIf(question.key, (other.key,)))]


def content_of(made):
    return dump(Sheet(tuple(made.sections)))
