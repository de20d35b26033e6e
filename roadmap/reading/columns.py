"""Which column of a table means what: by its heading, or by what stands in it where there is none."""

import re
from dataclasses import dataclass
from functools import lru_cache

from roadmap.reading.grids import GridRow
from roadmap.reading.phrases import join_lines, key
from roadmap.reading.signs import is_number, looks_like_responsible, looks_like_term

# "№", "№ п/п", "N°", "No", "п/п", "Номер"
NUMBER_HEADING = re.compile(
    r"\W*(?:(?:№+|N[°º®oо]?|номер)\W*(?:п\W*п|строки|мероприятия|этапа)?|п\W*/\W*п)\W*", re.IGNORECASE
)
#: the first that matches wins; words of the other headings may stand in a heading too
HEADINGS = (
    (
        "mark",
        r"отметк|примечани|комментари|статус|подпис|фактическ|^факт(?!\w)|^(?:выполнение|исполнение|выполнено)$",
    ),
    (
        "term",
        r"^(?:(?!мероприят).)*(?:срок|(?<!\w)дат[аы]|период|месяц|врем[яе]|когда|график)|^(?:начало|окончание)",
    ),
    ("responsible", r"ответствен|исполнител|организатор|(?<!\w)кто(?!\w)|фио"),
    ("stage", r"^(?:наименование |название )?этап\w*(?! и )(?!\w)(?:(?! и |мероприят).)*$"),
    ("stage", r"^направлени\w+ (?:деятельности|работы)$"),
    ("content", r"содержани|описани|вид\w* (?:деятельности|работ)|план мероприятий|что (?:включает|входит)"),
    (
        "result",
        r"результат|документ|(?<!\w)(?:итог|что получ)|показател|отчетн|продукт|подтвержд"
        r"|форма (?:завершения|контроля)",
    ),
    ("activity", r"мероприят|действи|деятельност|(?<!\w)работ[аы](?!\w)|(?<!\w)что(?!\w)|событи"),
    ("stage", r"этап|раздел|направлени|блок|модул|(?<!\w)задач"),
    ("activity", r"^(?:наименование|название|тема)$"),
    (
        "other",
        r"^(?:форм[аы]|мест[оа]|участник|целев|аудитори|охват|ресурс|финансир|источник|категори|цел[ьи]|уров)",
    ),
)
SUBHEADING = re.compile(
    r"(?:начал[оа]|окончани[ея]|конец|с|по|план|факт|дата|фио|должность|план(?:овый|овая)?|срок)"
)
TEXT_FIELDS = {"stage", "activity", "content"}
MAX_HEADING = 110


@dataclass(frozen=True)
class Column:
    """One column of the table: what it is and how it is headed."""

    field: str
    heading: str


@lru_cache(maxsize=4096)
def field_of(heading: str) -> str | None:
    """The field of a heading, None for a text that heads nothing."""
    if len(heading) > 2 * MAX_HEADING:
        return None
    text = join_lines(heading)
    if NUMBER_HEADING.fullmatch(text):
        return "number"
    words = key(text)
    if not words or len(text) > MAX_HEADING:
        return None
    return next((field for field, pattern in HEADINGS if re.search(pattern, words)), None)


def is_heading(row: GridRow) -> bool:
    """A row most cells of which are headings of at least two kinds, one of them for texts."""
    filled = [cell for cell in row.cells if cell.strip()]
    if any(map(is_number, filled)):
        return False
    fields = [field for cell in filled if (field := field_of(cell))]
    kinds = set(fields) - {"other"}
    return len(kinds) > 1 and bool(kinds & TEXT_FIELDS) and len(fields) >= 0.6 * len(filled)


def is_subheading(row: GridRow, above: GridRow) -> bool:
    """The second row of a heading: "начало", "окончание" below "Срок"; or the rest of merged cells is empty."""
    filled = [cell for i, cell in enumerate(row.cells) if cell.strip() and i not in row.covered]
    is_open = bool(row.covered) or "" in above.cells
    return (
        bool(filled) and is_open and all(SUBHEADING.fullmatch(key(cell)) or field_of(cell) for cell in filled)
    )


def is_count(row: GridRow) -> bool:
    """The row "1 | 2 | 3 | 4" below a heading."""
    cells = [cell.strip().rstrip(".") for cell in row.cells]
    return len(cells) > 1 and cells == [str(i) for i in range(1, len(cells) + 1)]


def columns_of(headings: list[GridRow]) -> list[Column]:
    """The columns under one or two rows of headings."""
    texts = []
    for i in range(len(headings[0].cells)):
        parts = [row.cells[i] for row in headings if row.cells[i].strip() and i not in row.covered]
        texts.append(join_lines(" ".join(parts)))
    return [
        Column(field, text) for field, text in zip(settled(_inherited(texts, headings)), texts, strict=True)
    ]


def _inherited(texts, headings):
    """Fields by the texts; under a heading merged over columns each of them has its field."""
    fields, before = [], None
    for i, text in enumerate(texts):
        above = headings[0].cells[i].strip()
        is_under = len(headings) > 1 and not above and bool(text)
        field = field_of(text) or ("other" if text else None)
        if is_under and before and field in (None, "other"):
            field = before
        fields.append("mark" if key(text) == "факт" else field)
        before = field if above or is_under else before
    return fields


def settled(fields: list[str | None]) -> list[str]:
    """One activity column at most and one at least, as far as there is a column for it."""
    fields = [field or "other" for field in fields]
    if fields.count("activity") > 1 and "content" not in fields:
        fields[len(fields) - 1 - fields[::-1].index("activity")] = "content"
    if fields.count("stage") > 1 and "activity" not in fields:
        fields[len(fields) - 1 - fields[::-1].index("stage")] = "activity"
    if not TEXT_FIELDS & set(fields) and "other" in fields:
        fields[fields.index("other")] = "activity"
    if "activity" not in fields and "stage" not in fields and "content" in fields:
        fields[fields.index("content")] = "activity"
    return fields


def guessed_columns(rows: list[GridRow]) -> list[Column]:
    """Columns without a heading, by what stands in them."""
    width = max(len(row.cells) for row in rows)
    body = [row for row in rows if len([cell for cell in row.cells if cell.strip()]) > 1] or rows
    fields = _guesses([[row.cells[i] for row in body if row.cells[i].strip()] for i in range(width)])
    open_ones = [i for i, field in enumerate(fields) if field is None]
    for i, field in zip(open_ones, _text_fields(len(open_ones), "term" in fields), strict=False):
        fields[i] = field
    return [Column(field, "") for field in settled(fields)]


def _guesses(columns):
    """Numbers stand first, whoever is responsible last; the longest texts are neither."""
    fields: list[str | None] = ["mark" if not cells else None for cells in columns]
    longest = max(range(len(columns)), key=lambda i: sum(map(len, columns[i])))
    tests = (
        ("number", is_number, 1),
        ("term", looks_like_term, 1),
        ("responsible", looks_like_responsible, -1),
    )
    for field, test, step in tests:
        for i in range(len(columns))[::step]:
            if fields[i] is None and i != longest and _share(columns[i], test) >= 0.6:
                fields[i] = field
                break
    return fields


def _share(cells, test):
    return sum(map(test, cells)) / len(cells)


def _text_fields(count, has_term):
    if count == 2:
        return ("activity", "content") if has_term else ("stage", "content")
    return ("activity", "result") if count < 2 else ("stage", "activity", "content", "result")


def same_headings(row: GridRow, columns: list[Column]) -> bool:
    """The heading repeated on the next page."""
    texts = [key(cell) for cell in row.cells]
    known = [key(column.heading) for column in columns]
    return (
        any(texts)
        and len(texts) == len(known)
        and all(a == b or not a for a, b in zip(texts, known, strict=True))
    )
