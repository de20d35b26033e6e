"""Reads CSV in any code page and web pages saved as .xls; works in the child process of `table_parsing`."""

import csv
import io
import re
from html.parser import HTMLParser
from itertools import islice

from common.table_limits import (
    MAX_CELLS_ACROSS,
    MAX_CELLS_DOWN,
    NOT_TABLE,
    SAVE_AS,
    TableError,
    too_far,
    unguarded,
)

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CODE_PAGES = ["cp1251", "koi8_r", "cp866"]
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
STRANGE = re.compile(r"[^\x00-\u052f\u2000-\u2133]")  # neither Latin nor Cyrillic nor usual signs
DELIMITERS = ";\t,|"


def read_text(data):
    text = decode(data)
    return read_page(text) if is_page(text) else read_csv(text)


def decode(data):
    """The text in whichever code page it is; what is no text is refused."""
    encoding = next((name for bom, name in BOMS if data.startswith(bom)), None) or guess_encoding(data)
    text = data.decode(encoding, "replace")
    if len(CONTROL.findall(text)) > len(text) // 200 or len(STRANGE.findall(text)) > len(text) // 10:
        raise TableError(NOT_TABLE)
    return text


def guess_encoding(data):
    sample = data[:4000]
    zeros = sample.count(0)
    if zeros > len(sample) / 50:
        return "utf-16-be" if sample[::2].count(0) > zeros / 2 else "utf-16-le"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes  # noqa: PLC0415  slow: 40 ms that most files do without

        best = from_bytes(data[:200_000], cp_isolation=CODE_PAGES).best()
        return best.encoding if best else "cp1251"
    return "utf-8"


def is_page(text):
    start = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("<?xml", "mime-version")) and "<html" not in start:
        raise TableError(f"Это таблица в устаревшем формате. {SAVE_AS}")
    return start.startswith(
        ("<!doctype html", "<html", "<table", "<meta", "<head", "<style", "<?xml", "<body", "<!--")
    )


def read_csv(text):
    csv.field_size_limit(100_000)
    delimiter = find_delimiter(text)
    try:
        # Programs leave thousands of empty lines at the end: none of them is a row.
        for row in csv.reader(io.StringIO(text.rstrip(), newline=""), delimiter=delimiter):
            if len(row) > MAX_CELLS_ACROSS and any(row[MAX_CELLS_ACROSS:]):
                raise TableError(too_far(0, len(row) - 1))
            if any(cell.count("\n") > 30 for cell in row):
                raise csv.Error("a quote swallowed the rows")
            yield [unguarded(cell) for cell in row]
    except csv.Error as error:
        raise TableError(f"В файле не закрыта кавычка или ячейка слишком длинная. {SAVE_AS}") from error


def find_delimiter(text):
    """The delimiter that cuts most of the first rows into equally many cells."""
    lines = [line for line in islice(io.StringIO(text[:200_000], newline=None), 200) if line.strip()][:50]
    return max(DELIMITERS, key=lambda delimiter: regularity(lines, delimiter))


def regularity(lines, delimiter):
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1]
    except csv.Error:
        return 0
    mode = max(set(widths), key=widths.count, default=1)
    return widths.count(mode) * (mode - 1)


def read_page(text):
    page = PlainTable()
    page.feed(text)
    page.close()
    page.end_row()
    if not any(map(any, page.rows)):
        raise TableError(f"На этой странице нет таблицы. {SAVE_AS}")
    return page.rows


class PlainTable(HTMLParser):
    """Rows of the tables of a web page, one below the other; a table inside a table is refused."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.rows, self.row, self.cell = [], None, None
        self.is_inside, self.is_silent, self.hanging = False, False, {}

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.start_table()
        elif tag == "tr" and self.is_inside:
            self.end_row()
            self.row = []
        elif tag in {"td", "th"} and self.is_inside:
            self.start_cell(dict(attrs))
        elif tag in {"br", "p", "div"} and self.cell is not None:
            self.cell.append(" ")
        elif tag in {"style", "script"}:
            self.is_silent = True

    def handle_endtag(self, tag):
        if tag in {"td", "th"}:
            self.end_cell()
        elif tag in {"tr", "table"}:
            self.end_row()
            self.is_inside = self.is_inside and tag != "table"
        elif tag in {"style", "script"}:
            self.is_silent = False

    def handle_data(self, data):
        if self.cell is not None and not self.is_silent:
            self.cell.append(data)

    def start_table(self):
        if self.is_inside:
            raise TableError(f"На странице таблица вложена в таблицу, список не разобрать. {SAVE_AS}")
        self.is_inside, self.hanging = True, {}

    def start_cell(self, attrs):
        self.end_cell()
        self.row = [] if self.row is None else self.row
        self.fill_hanging()
        self.cell, self.span = [], span(attrs, "colspan", MAX_CELLS_ACROSS)
        down = span(attrs, "rowspan", MAX_CELLS_DOWN) - 1
        self.hanging.update(
            dict.fromkeys(range(len(self.row), len(self.row) + self.span), down) if down else {}
        )

    def fill_hanging(self):
        """Leave the places that a cell from a row above reaches down to."""
        while self.hanging.get(len(self.row)):
            self.hanging[len(self.row)] -= 1
            self.row.append("")

    def end_cell(self):
        if self.cell is not None:
            self.row += ["".join(self.cell).strip(), *[""] * (self.span - 1)]
            self.cell = None

    def end_row(self):
        self.end_cell()
        if self.row is not None:
            self.fill_hanging()
            self.rows.append(self.row)
            self.row = None
            if len(self.rows) > 2 * MAX_CELLS_DOWN:
                raise TableError(too_far(len(self.rows), 0))


def span(attrs, name, limit):
    text = attrs.get(name) or ""
    return max(1, min(int(text), limit)) if text.isdecimal() and len(text) < 9 else 1
