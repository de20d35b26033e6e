"""Tables of a questionnaire: statements with marks become a grid, forms become lines. Pure."""

import re
from dataclasses import dataclass, field

from surveys.reading.marks import Marks, graded, marks_of_cells, range_in
from surveys.reading.signs import BLANK, asks, sign_of

PLAN = re.compile(r"мероприяти|ответственн|срок\w* (?:реализац|исполнен|проведен)|^сроки?$", re.IGNORECASE)
HEADS = re.compile(
    r"^(?:№|n|п/п|№\s*п/п|вопрос\w*|ответ\w*|вариант\w*.*|утверждени\w*.*|критери\w*.*|показател\w*.*)$",
    re.IGNORECASE,
)
ANSWER_HEAD = re.compile(
    r"^(?:ваш\w*\s+)?(?:ответ\w*|вариант\w*(?: ответ\w*)?|отметк\w*|комментари\w*)\b", re.IGNORECASE
)
MARK_HEAD = re.compile(r"оценк|балл|отметк|шкал", re.IGNORECASE)
NUMBERING = re.compile(r"^№?\s*\d{0,3}[.)]?$|^№\s*п/?п?\.?$|^п/п$")
WIDEST = 15  # columns


@dataclass
class Grid:
    """Statements to be marked; `words` is empty where the table does not say what is asked."""

    words: str
    marks: Marks
    rows: list[str] = field(default_factory=list)
    choices: list[str] = field(
        default_factory=list
    )  # words that are no scale: each row is a question of its own
    first_row: int = 0
    at: int = 0
    is_next: bool = False  # another part of the same table


def is_plan(rows):
    """A roadmap or a plan: what is to be done, when and by whom."""
    for row in rows[:3]:
        heads = {found[0].lower()[:5] for cell in row if len(cell) < 60 and (found := PLAN.search(cell))}
        if len(heads) >= 2:
            return True
    return False


def grids_of(rows, across=frozenset()) -> list[Grid]:
    """The grids of a table, one for each part of it; none if it is not a table of marks. `across`: rows of one cell."""
    head = head_of(rows)
    if head is None:
        return []
    number, first, marks, choices = head
    name = first and " ".join(cell for cell in rows[number][:first] if cell and not NUMBERING.match(cell))
    grid = Grid(name if name and not HEADS.match(name) else "", marks, choices=choices, first_row=number)
    grids = [grid]
    for place, row in enumerate(rows[number + 1 :], number + 1):
        words = statement(row, first)
        if not words:
            continue
        if place in across or (len([cell for cell in row if cell]) == 1 and words.isupper()):
            grids.append(Grid(words, marks, choices=choices, first_row=place))
        else:
            grids[-1].rows.append(words)
    return [one for one in grids if one.rows]


def head_of(rows):
    """(row of the head, first column of marks, marks, words that are no scale) of a table of marks, or None."""
    for number, row in enumerate(rows[:3] if len(rows[0]) <= WIDEST else []):
        for first in range(1, len(row) - 1):
            cells = row[first:]
            if not all(cells) or not all(len(cell) <= 60 for cell in cells):
                continue
            found = marks_of_cells(cells)
            if found:
                return number, first, found, []
            if is_choice(cells, rows[number + 1 :], first):
                return number, first, graded(cells), [] if graded(cells) else cells
        if number + 1 < len(rows) and one_mark(row, rows[number + 1 :]):
            return number, len(row) - 1, range_in(row[-1]), []
    return None


def is_choice(cells, below, first):
    """Columns of words to choose from: nothing but boxes stands under them."""
    free = [cell for row in below for cell in row[first:]]
    return (
        len(cells) >= 2
        and bool(below)
        and all(is_room(cell) for cell in free)
        and not ANSWER_HEAD.match(cells[0])
    )


def is_room(cell):
    return not re.search(r"[^\W_]", cell)


def one_mark(row, below):
    """«Критерий | Оценка от 1 до 10»: one column for the mark to be written in."""
    return bool(
        MARK_HEAD.search(row[-1]) and range_in(row[-1]) and all(is_room(other[-1]) for other in below)
    )


def statement(row, first):
    cells = [cell for cell in row[:first] if cell and not NUMBERING.match(cell)]
    words = " ".join(cells) if cells else ""
    sign = sign_of(words)
    return (sign.rest if sign.kind in {"number", "letter", "bullet", "part"} else words).replace("\n", " ")


def lines_of(rows):
    """(row, text, what it must be) for a table that is a form or only holds the page together."""
    is_form = looks_like_form(rows)
    body = list(enumerate(rows))[1:] if is_form and is_head(rows[0]) else list(enumerate(rows))
    for number, row in body:
        cells = [cell for cell in row if cell and not NUMBERING.match(cell)]
        if is_form and cells:
            yield from asked_of(number, row, cells)
        else:
            for cell in filter(None, row):
                yield from ((number, text, "") for text in cell.split("\n") if text.strip())


def looks_like_form(rows):
    """«вопрос | ответ»: words on the left, room or answers on the right."""
    width = max(map(len, rows))
    if width < 2 or width > 4:
        return False
    left = [next((cell for cell in row if cell and not NUMBERING.match(cell)), "") for row in rows]
    lefts = [cell for cell in left if cell and sign_of(cell).kind in {"number", "plain"}]
    if is_head(rows[0]):
        return True
    asking = [cell for cell in lefts if asks(sign_of(cell).rest)]
    return len(lefts) == len(rows) and bool(asking) and any(is_room(row[-1]) for row in rows)


def is_head(row):
    return any(ANSWER_HEAD.match(cell) for cell in row) and any(HEADS.match(cell) for cell in row)


def asked_of(number, row, cells):
    words = cells[0].replace("\n", " ")
    sign = sign_of(words)
    yield number, sign.rest if sign.kind == "number" else words, "question"
    answers = [text for cell in cells[1:] for text in cell.split("\n") if text.strip()]
    if not answers:
        yield number, "____", ""
    for text in answers:
        is_option = len(answers) > 1 and not BLANK.match(text) and sign_of(text).kind == "plain"
        yield number, text, "option" if is_option else ""
