"""Builds the files people upload, good and hostile, in memory: nothing is stored, nobody in them is real."""

import io
import struct
import zipfile
from xml.sax.saxutils import escape

from tests.invented import people

HEADER = (
    "№ п/п",
    "Ф.И.О.",
    "Должность",
    "Предмет",
    "Стаж",
    "Категория",
    "Образование",
    "Телефон",
    "E-mail",
    "Дата рождения",
)


def staff_rows(n, *, three_columns=False, order=None, kind="school"):
    """The heading row and `n` rows of a staff list; `order` is the wished order of the columns."""
    header, rows = list(HEADER), []
    for number, person in enumerate(people(n, kind), 1):
        rows.append([str(number), person.full_name, *person[3:]])
        if three_columns:
            rows[-1][1:2] = person[:3]
    if three_columns:
        header[1:2] = ["Фамилия", "Имя", "Отчество"]
    table = [header, *rows]
    return [[row[i] for i in order] for row in table] if order else table


def staff_xlsx(n, *, title_rows=(), **options):
    """A staff list as Excel saves it, with shared strings; `title_rows` stand above the heading row."""
    return xlsx([*([title] for title in title_rows), *staff_rows(n, **options)])


def staff_csv(n, *, encoding="utf-8-sig", delimiter=";", **options):
    lines = [delimiter.join(row) for row in staff_rows(n, **options)]
    return "\r\n".join(lines).encode(encoding, "replace")


def staff_ods(n, **options):
    cells = (
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(c)}</text:p></table:table-cell>'
            for c in row
        )
        for row in staff_rows(n, **options)
    )
    return ods(
        "".join(f"<table:table-row>{row}{ODS_TAIL_CELLS}</table:table-row>" for row in cells) + ODS_TAIL_ROWS
    )


def html_as_xls(n, *, encoding="cp1251", **options):
    """What accounting programs call .xls: a web page with one table."""
    rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in staff_rows(n, **options))
    body = "".join(f"<tr>{row}</tr>\r\n" for row in rows)
    head = f"<head><meta charset={encoding}><style>td {{color: red}}</style></head>"
    return f"<html>{head}<body><table border=1>{body}</table></body></html>".encode(encoding)


# Spreadsheets part by part

NS = "http://schemas.openxmlformats.org"
OFFICE = f"{NS}/officeDocument/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CONTENT_TYPES = (
    f'{XML}<Types xmlns="{NS}/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
WORKBOOK = (
    f'{XML}<workbook xmlns="{NS}/spreadsheetml/2006/main" xmlns:r="{NS}/officeDocument/2006/relationships">'
    '<sheets><sheet name="Лист1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
ROOT_RELATIONS = (
    f'{XML}<Relationships xmlns="{NS}/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>"
)
RELATIONS = (
    f'{XML}<Relationships xmlns="{NS}/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
STYLES = (  # cell style 1 is a date
    f'{XML}<styleSheet xmlns="{NS}/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
ODS_TAIL_CELLS = '<table:table-cell table:number-columns-repeated="16374"/>'
ODS_TAIL_ROWS = (
    '<table:table-row table:number-rows-repeated="1048000">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def xlsx(rows):
    """A workbook of strings with a shared-string table, as Excel writes it."""
    numbers, lines = {}, []
    for r, row in enumerate(rows, 1):
        refs = (
            f'<c r="{column(c)}{r}" t="s"><v>{numbers.setdefault(v, len(numbers))}</v></c>'
            for c, v in enumerate(row)
            if v
        )
        lines.append(f'<row r="{r}">{"".join(refs)}</row>')
    return raw_xlsx("".join(lines), strings="".join(f"<si><t>{escape(text)}</t></si>" for text in numbers))


def column(index):
    """The letters of a column: 0 is A."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def raw_xlsx(sheet_data, *, strings="", extra=(), prologue=""):
    """A workbook around this `<sheetData>`; `prologue` goes before its root, `extra` are more members."""
    main = f'xmlns="{NS}/spreadsheetml/2006/main"'
    members = [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", ROOT_RELATIONS),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/sharedStrings.xml", f"{XML}<sst {main}>{strings}</sst>"),
        (
            "xl/worksheets/sheet1.xml",
            f"{XML}{prologue}<worksheet {main}><sheetData>{sheet_data}</sheetData></worksheet>",
        ),
    ]
    return zipped([*members, *extra])


def ods(table_rows):
    """An OpenDocument spreadsheet around these `<table:table-row>` elements."""
    ns = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'{XML}<office:document-content xmlns:office="{ns}:office:1.0" xmlns:table="{ns}:table:1.0" '
        f'xmlns:text="{ns}:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="Лист1">{table_rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'{XML}<manifest:manifest xmlns:manifest="{ns}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/></manifest:manifest>'
    )
    return zipped([("mimetype", ODS_TYPE), ("META-INF/manifest.xml", manifest), ("content.xml", content)])


def zipped(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


# Hostile files


def far_cell_xlsx():
    """Two cells, the second in the last corner: 17 billion cells for a reader that believes it."""
    return raw_xlsx(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>ФИО</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )


def far_cells_without_references_xlsx():
    """The same corner, reached without naming it: cells carry no address and the row number does the work."""
    return raw_xlsx(
        '<row r="1"><c><v>1</v></c></row><row r="1048576">' + "<c><v>1</v></c>" * 16384 + "</row>"
    )


def many_rows_xlsx(n=1_048_577):
    return raw_xlsx("".join(f'<row r="{r}"><c r="A{r}"><v>1</v></c></row>' for r in range(1, n + 1)))


def many_columns_xlsx(n=16_384):
    return raw_xlsx('<row r="1">' + "".join(f'<c r="{column(c)}1"><v>1</v></c>' for c in range(n)) + "</row>")


def zip_bomb_xlsx(megabytes=200):
    """A sheet of so many megabytes of spaces, packed piece by piece: the builder itself stays small."""
    buffer, spaces = io.BytesIO(raw_xlsx("")), b" " * (1 << 20)
    sheet = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(buffer) as small:
        members = [(name, small.read(name)) for name in small.namelist() if name != sheet]
        start, _, end = small.read(sheet).partition(b"</sheetData>")
    buffer = io.BytesIO(zipped(members))
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(sheet, "w") as stream,
    ):
        stream.write(start + b'<row r="1"><c r="A1"><v>1</v></c></row>')
        for _ in range(megabytes):
            stream.write(spaces)
        stream.write(b"</sheetData>" + end)
    return buffer.getvalue()


def lying_zip_bomb_xlsx(megabytes=200):
    """A bomb whose central directory and local headers say that the sheet has 1,000 bytes."""
    data = bytearray(zip_bomb_xlsx(megabytes))
    name = b"xl/worksheets/sheet1.xml"
    struct.pack_into("<I", data, data.find(name) - 8, 1000)
    struct.pack_into("<I", data, data.rfind(name) - 22, 1000)
    return bytes(data)


def shared_string_bomb(cells=15_000):
    """One string of 30,000 letters, shown in each of 15,000 cells: 900 MB out of some 100 KB."""
    refs = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, cells + 1))
    return raw_xlsx(refs, strings=f"<si><t>{'Я' * 30_000}</t></si>")


def entity_bomb_xlsx():
    """A billion laughs in the sheet."""
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    return raw_xlsx(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row>',
        prologue=f'<!DOCTYPE worksheet [<!ENTITY l0 "ха">{levels}]>',
    )


def external_entity_xlsx():
    return raw_xlsx(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&file;</t></is></c></row>',
        prologue='<!DOCTYPE worksheet [<!ENTITY file SYSTEM "file:///etc/passwd">]>',
    )


def ods_repeat_bomb(rows=1_000_000_000, columns=1):
    cell = (
        f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string">'
        "<text:p>ха</text:p></table:table-cell>"
    )
    return ods(f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>')


def truncated_xlsx():
    data = staff_xlsx(50)
    return data[: len(data) // 2]


def broken_directory_xlsx():
    """All members are there, but the central directory is rubbish."""
    data = staff_xlsx(50)
    start = data.find(b"PK\x01\x02")
    return data[:start] + b"\xff" * (len(data) - start - 22) + data[-22:]


def docx():
    return zipped(
        [
            ("[Content_Types].xml", CONTENT_TYPES.replace("/xl/workbook", "/word/document")),
            ("word/document.xml", "<w/>"),
        ]
    )


def plain_zip():
    return zipped([("Список педагогов.txt", "Иванов Иван Иванович")])


def ole(*names):
    """A minimal OLE container: header, allocation table, and a directory with streams of these names."""
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16))
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *([0xFFFFFFFF] * 108))
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *([0xFFFFFFFF] * 126))
    entries = [_ole_entry("Root Entry", 5, 1)] + [_ole_entry(name, 2, 0xFFFFFFFF) for name in names]
    return bytes(header) + table + b"".join(entries).ljust(512, b"\0")


def _ole_entry(name, kind, child):
    text = (name + "\0").encode("utf-16-le")
    entry = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return entry.ljust(116, b"\0") + struct.pack("<IQ", 0xFFFFFFFE, 0)


def password_protected():
    """What Excel makes of a workbook with a password: an OLE container with an encrypted package."""
    return ole("EncryptionInfo", "EncryptedPackage")


def old_word_doc():
    return ole("WordDocument", "1Table")


def wrong_1kb():
    """A kilobyte of noise, the same one each time."""
    return bytes((i * i * 31 + i * 7) % 256 for i in range(1024))


def wrong_20mb():
    return wrong_1kb() * (20 * 1024)


def unclosed_quote_csv():
    return (
        'ФИО;Должность\r\n"Абрамов Глеб Олегович;учитель\r\n'.encode()
        + "Белов Олег Павлович;учитель\r\n".encode() * 9000
    )


def endless_lines_csv():
    return b"\n" * (9 * 1024 * 1024)


def million_columns_csv():
    return b";" * 1_000_000


# Every file that must be refused with a sentence, by name.
HOSTILE = {
    "empty": bytes,
    "far_cell": far_cell_xlsx,
    "far_cells_without_references": far_cells_without_references_xlsx,
    "many_rows": many_rows_xlsx,
    "many_columns": many_columns_xlsx,
    "zip_bomb_50": lambda: zip_bomb_xlsx(50),
    "zip_bomb_200": zip_bomb_xlsx,
    "zip_bomb_1000": lambda: zip_bomb_xlsx(1000),
    "lying_zip_bomb": lying_zip_bomb_xlsx,
    "shared_string_bomb": shared_string_bomb,
    "entity_bomb": entity_bomb_xlsx,
    "external_entity": external_entity_xlsx,
    "ods_repeat_bomb": ods_repeat_bomb,
    "ods_repeat_bomb_both_ways": lambda: ods_repeat_bomb(columns=1_000_000_000),
    "truncated": truncated_xlsx,
    "broken_directory": broken_directory_xlsx,
    "docx": docx,
    "plain_zip": plain_zip,
    "zip_in_zip": lambda: zipped([("list.xlsx", staff_xlsx(3))]),
    "password": password_protected,
    "old_word": old_word_doc,
    "broken_xls": lambda: ole("Workbook"),
    "pdf": lambda: b"%PDF-1.7\n" + b"0" * 500,
    "png": lambda: b"\x89PNG\r\n\x1a\n" + bytes(500),
    "jpeg": lambda: b"\xff\xd8\xff\xe0" + bytes(500),
    "exe": lambda: b"MZ" + bytes(500),
    "gzip": lambda: b"\x1f\x8b\x08" + bytes(500),
    "wrong_1kb": wrong_1kb,
    "wrong_20mb": wrong_20mb,
    "nul_bytes": lambda: bytes(5000),
    "unclosed_quote": unclosed_quote_csv,
    "long_field": lambda: "ФИО;Должность\n".encode() + b"a" * 140_000 + b";b\n",
    "endless_lines": endless_lines_csv,
    "million_columns": million_columns_csv,
    "page_without_table": lambda: b"<html><body><p>404</p></body></html>",
    "nested_tables": lambda: b"<table><tr><td>" * 1000,
    "old_excel_xml": lambda: b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
}
