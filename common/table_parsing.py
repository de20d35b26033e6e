"""The child of `table_reading`: takes the bytes of a table from stdin, prints {"rows": …} or {"error": …} as JSON.

Run by its path in an isolated interpreter, so it imports no Django and nothing of ours. The limits are set before the first
byte is read. What calamine opens is a workbook packed anew by us from members whose true size was counted: sizes in
the file are not believed.
"""

import csv
import datetime as dt
import io
import json
import re
import sys
import zipfile
from html.parser import HTMLParser
from itertools import islice

MAX_CELLS_DOWN = 20_000
MAX_CELLS_ACROSS = 200
MAX_UNPACKED = 64 << 20
MAX_MEMBERS = 2_000
MAX_RATIO = 200
MAX_TEXT = 20_000_000
MEMORY = 512 << 20
CPU_SECONDS = 8

SAVE_AS = "Откройте таблицу в Excel или LibreOffice и сохраните как .xlsx, затем загрузите снова."
TOO_HEAVY = "Таблица слишком тяжёлая для чтения. Скопируйте список на новый лист, сохраните как .xlsx и загрузите снова."
BROKEN = f"Файл повреждён или загружен не полностью. {SAVE_AS}"
PASSWORD = "Файл защищён паролем. Снимите пароль (в Excel: «Файл», «Сведения», «Защита книги») и загрузите снова."  # noqa: S105
NOT_TABLE = "Это не таблица. Загрузите список в формате XLSX, XLS, ODS или CSV."
EMPTY = "В таблице нет ни одной заполненной ячейки. Проверьте, что выбран нужный файл."


class TableError(ValueError):
    """A file that cannot be read as a table; the text is for the person who sent it."""


def parse(data: bytes) -> list[list[str]]:
    """Rows of text of a table in any of the known formats."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        rows = read_workbook(repack(data))
    elif data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        rows = read_workbook(check_ole(data))
    else:
        text = decode(data)
        rows = read_page(text) if is_page(text) else read_csv(text)
    return within_limits(rows)


def within_limits(rows):
    """The rows without empty ends; too many rows, columns or letters are refused."""
    kept, gap, letters = [], 0, 0
    for row in rows:
        while row and not row[-1].strip():
            row.pop()
        if not row:
            gap += 1
            continue
        letters += sum(map(len, row))
        if len(row) > MAX_CELLS_ACROSS or len(kept) + gap >= MAX_CELLS_DOWN or letters > MAX_TEXT:
            raise TableError(too_far(len(kept) + gap, len(row) - 1) if letters <= MAX_TEXT else TOO_HEAVY)
        kept.extend([] for _ in range(gap))
        kept.append(row)
        gap = 0
    if not kept:
        raise TableError(EMPTY)
    return kept


def too_far(row, column):
    """The sentence about a cell outside the limits (numbers from 0)."""
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return (
        f"Есть данные в ячейке {letters}{row + 1}, а читаются только {MAX_CELLS_DOWN} строк и {MAX_CELLS_ACROSS} столбцов. "
        "Удалите лишнее или скопируйте список на новый лист и загрузите снова."
    )


# Archives: XLSX, XLSB, ODS


def repack(data):
    """The spreadsheet's members in a fresh archive without compression, their true sizes counted."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            wanted = check_members(archive.infolist())
            buffer, left = io.BytesIO(), MAX_UNPACKED
            with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as fresh:
                for member in wanted:
                    content = unpack(archive, member, left)
                    left -= len(content)
                    fresh.writestr(member.filename, check_xml(content, member.filename))
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, zipfile.zlib.error, ValueError) as error:
        raise error if isinstance(error, TableError) else TableError(BROKEN) from error
    return buffer.getvalue()


def check_members(members):
    """The members worth reading, judged by the directory before anything is opened."""
    names = [member.filename for member in members]
    unpacked, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    if len(names) > MAX_MEMBERS or len(names) != len(set(names)):
        raise TableError(BROKEN)
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * packed + (8 << 20):
        raise TableError(TOO_HEAVY)
    if any(member.flag_bits & 1 for member in members):
        raise TableError(PASSWORD)
    if "content.xml" in names:
        return [m for m in members if m.filename in {"mimetype", "content.xml", "META-INF/manifest.xml"}]
    if not {"xl/workbook.xml", "xl/workbook.bin"} & set(names):
        is_word = any(name.startswith(("word/", "ppt/")) for name in names)
        raise TableError(f"Это текстовый документ, а не таблица. {SAVE_AS}" if is_word else foreign_archive(names))
    return [m for m in members if m.filename.endswith((".xml", ".rels", ".bin")) and "/media/" not in m.filename]


def foreign_archive(names):
    inner = next((name for name in names if name.lower().endswith((".xlsx", ".xls", ".ods", ".csv"))), None)
    return "Это архив. Распакуйте его и загрузите саму таблицу (XLSX, ODS или CSV)." if inner or names else BROKEN


def unpack(archive, member, left):
    member.file_size = left + 1  # otherwise zipfile stops at the size the file claims
    with archive.open(member) as stream:
        content = stream.read(left + 1)
    if len(content) > left:
        raise TableError(TOO_HEAVY)
    return content


FAR_CELL = re.compile(
    rb'\br="((?:[A-Z]{3}|[H-Z][A-Z]|G[S-Z])[0-9]{1,7}|[A-Z]{1,3}(?!20000")(?:[1-9][0-9]{5,6}|[2-9][0-9]{4}))"(?:[^>]*[^/>])?>(?!</)'
)
REPEATED = re.compile(rb"(number-(rows|columns)-repeated\s*=\s*[\"'])(\d+)")


def check_xml(content, name):
    """The member's XML without what makes readers suffer: entities, far cells, endless repeats."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise TableError(f"В файле есть посторонний код. {SAVE_AS}")
    if name == "META-INF/manifest.xml" and b"encryption-data" in content:
        raise TableError(PASSWORD)
    if name == "content.xml":
        return REPEATED.sub(clip_repeat, content)
    far = FAR_CELL.search(content) if name.startswith("xl/worksheets/") else None
    if far:
        raise TableError(too_far(*split_reference(far[1].decode())))
    return content


def clip_repeat(match):
    """LibreOffice repeats the empty rest of a sheet a million times; one more than the limit says as much."""
    limit = (MAX_CELLS_DOWN if match[2] == b"rows" else MAX_CELLS_ACROSS) + 1
    return match[1] + str(min(int(match[3][:9]), limit)).encode()


def split_reference(reference):
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(reference[len(letters) :]) - 1, column - 1


def is_far(row, column):
    return row >= MAX_CELLS_DOWN or column >= MAX_CELLS_ACROSS


def check_ole(data):
    """The bytes of an old .xls; other OLE files (a password, Word) are named and refused."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise TableError(PASSWORD)
    if "WordDocument".encode("utf-16-le") in data or "PowerPoint".encode("utf-16-le") in data:
        raise TableError(f"Это текстовый документ, а не таблица. {SAVE_AS}")
    return data


def read_workbook(data):
    """Rows of the first sheet with something in it; visible sheets go first."""
    import python_calamine as calamine  # noqa: PLC0415  only here: a CSV does without it

    try:
        with calamine.load_workbook(io.BytesIO(data)) as book:
            seen = calamine.SheetVisibleEnum.Visible
            sheets = sorted(enumerate(book.sheets_metadata), key=lambda sheet: sheet[1].visible != seen)
            for index, meta in sheets:
                if meta.typ == calamine.SheetTypeEnum.WorkSheet:
                    sheet = book.get_sheet_by_index(index)
                    rows = sheet_rows(sheet)
                    if any(map(any, rows)):
                        return rows
    except calamine.PasswordError as error:
        raise TableError(PASSWORD) from error
    except calamine.CalamineError as error:
        raise TableError(BROKEN) from error
    return []


def sheet_rows(sheet):
    if sheet.end is None:
        return []
    if is_far(*sheet.end):
        raise TableError(too_far(*sheet.end))
    return [[cell if type(cell) is str else as_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]


def as_text(value):
    """A cell as the person sees it: 5.0 is 5, a phone is not 8.9e10, a date is dd.mm.yyyy."""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}".replace(".", ",")
    if isinstance(value, dt.datetime):
        return f"{value:%d.%m.%Y}" if value.time() == dt.time() else f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, dt.date):
        return f"{value:%d.%m.%Y}"
    return f"{value:%H:%M}" if isinstance(value, dt.time) else str(value)


# Text: CSV and web pages

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CODE_PAGES = ["cp1251", "koi8_r", "cp866"]
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
STRANGE = re.compile(r"[^\x00-\u052f\u2000-\u2133]")  # neither Latin nor Cyrillic nor usual signs
DELIMITERS = ";\t,|"


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
    return start.startswith(("<!doctype html", "<html", "<table", "<meta", "<head", "<style", "<?xml", "<body", "<!--"))


def read_csv(text):
    csv.field_size_limit(100_000)
    delimiter = find_delimiter(text)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if len(row) > MAX_CELLS_ACROSS and any(row[MAX_CELLS_ACROSS:]):
                raise TableError(too_far(0, len(row) - 1))
            if any(cell.count("\n") > 30 for cell in row):
                raise csv.Error("a quote swallowed the rows")
            yield row
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
    """Rows of the tables of a web page, one below the other; a table inside a table is not a list and is refused."""

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
        self.hanging.update(dict.fromkeys(range(len(self.row), len(self.row) + self.span), down) if down else {})

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


def set_limits():
    """No more memory, time, files or core dumps for this process than one table needs."""
    import resource  # noqa: PLC0415  only the child needs it

    for kind, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))


def main():
    set_limits()
    try:
        answer = json.dumps({"rows": parse(sys.stdin.buffer.read())}, ensure_ascii=False)
    except TableError as error:
        answer = json.dumps({"error": str(error)})
    except (MemoryError, RecursionError):
        answer = json.dumps({"error": TOO_HEAVY})
    sys.stdout.buffer.write(answer.encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
