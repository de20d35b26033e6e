"""Odd spreadsheets and texts of the corpus of uploads (UPL-1), part by part; the hostile ones stand in `corpus`."""

import io
import struct
import zipfile
from xml.sax.saxutils import escape

from tests import corpus
from tests.corpus import NS, raw_xlsx, staff_csv, staff_rows, staff_xlsx, zipped

HEAD = ["Ф.И.О.", "Должность", "Телефон", "Дата рождения"]
STRICT = {
    f"{NS}/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    f"{NS}/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def inline(reference, text):
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def row(number, *cells, attributes=""):
    """A row of texts; a cell that is ready XML stays as it is."""
    made = (
        cell if cell.startswith("<c") else inline(f"{corpus.column(place)}{number}", cell)
        for place, cell in enumerate(cells)
    )
    return f'<row r="{number}"{attributes}>{"".join(made)}</row>'


def sheet_of(*cells, **more):
    """A list of two people; `cells` stand in the row of the second."""
    return raw_xlsx(row(1, *HEAD) + row(2, "Абрамов Глеб Олегович", "учитель") + row(3, *cells), **more)


def rewritten(data, change, extra=()):
    """The archive with `change(name, content)` made of each member."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(name, change(name, archive.read(name))) for name in archive.namelist()]
    return zipped([*members, *extra])


def with_path_names():
    return sheet_of("Белов Олег Павлович", "воспитатель", extra=[("../../../tmp/x", b"1"), ("/etc/y", b"1")])


def with_symlink():
    """A member that a careless unpacker would make a link to /etc/passwd."""
    buffer = io.BytesIO(sheet_of("Белов Олег Павлович", "воспитатель"))
    link = zipfile.ZipInfo("xl/link")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def macro_xlsm():
    def change(name, content):
        return content.replace(
            b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"ms-excel.sheet.macroEnabled.main+xml",
        )

    return rewritten(staff_xlsx(2), change, [("xl/vbaProject.bin", corpus.ole("VBA"))])


def strict_xlsx():
    """What Excel saves as "Strict Open XML": the same parts in other namespaces."""

    def change(name, content):
        for loose, strict in STRICT.items():
            content = content.replace(loose.encode(), strict.encode())
        return content

    return rewritten(staff_xlsx(2), change)


def two_header_rows():
    merged = '<c r="C1" t="inlineStr"><is><t>Контакты</t></is></c>'
    return raw_xlsx(
        row(1, "Ф.И.О.", "Должность", merged)
        + row(2, "", "", "Телефон", "E-mail")
        + row(3, "Белов О. П.", "учитель")
    )


def merged_header():
    data = raw_xlsx(row(1, "Список сотрудников") + row(2, *HEAD) + row(3, "Белов Олег Павлович", "учитель"))
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:D1"/></mergeCells>'
    return rewritten(data, lambda name, content: content.replace(b"</sheetData>", merge))


def hidden_rows():
    hidden = row(2, "Белов Олег Павлович", "учитель", attributes=' hidden="1"')
    return raw_xlsx(row(1, *HEAD) + hidden + row(3, "Абрамов Глеб Олегович", "учитель"))


def formulas_without_values():
    return sheet_of('<c r="A3"><f>CONCATENATE("Белов"," ","Олег")</f></c>', "учитель")


def dates_of_1904():
    data = sheet_of("Белов Олег Павлович", "учитель", "", '<c r="D3" s="1"><v>29832</v></c>')
    return rewritten(
        data, lambda name, content: content.replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')
    )


def external_link():
    """A cell that takes its value from a program (DDE), and a list of outside workbooks."""
    cell = "<c r=\"A3\"><f>[1]!'cmd|/c calc'!A0</f><v>0</v></c>"
    dde = '<ddeLink ddeService="cmd" ddeTopic="/c calc"/>'
    links = f'<externalLink xmlns="{NS}/spreadsheetml/2006/main">{dde}</externalLink>'
    return sheet_of(cell, "учитель", extra=[("xl/externalLinks/externalLink1.xml", links)])


# The binary workbooks


def old_xls():
    """A workbook of Excel 97: one sheet of texts in the records of BIFF8."""
    boundsheet = record(0x85, struct.pack("<IHBB", 0, 0, 5, 0) + b"List1")
    head = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6)) + record(0x42, struct.pack("<H", 1200))
    book = head + boundsheet + record(0x0A, b"")
    book = book.replace(boundsheet, record(0x85, struct.pack("<IHBB", len(book), 0, 5, 0) + b"List1"))
    cells = [[HEAD[0], HEAD[1]], ["Белов Олег Павлович", "учитель"]]
    labels = b"".join(label(r, c, text) for r, line in enumerate(cells) for c, text in enumerate(line))
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6)) + labels + record(0x0A, b"")
    return ole_of("Workbook", (book + sheet).ljust(4096, b"\0"))


def record(kind, content):
    return struct.pack("<HH", kind, len(content)) + content


def label(r, c, text):
    return record(0x204, struct.pack("<HHHHB", r, c, 15, len(text), 1) + text.encode("utf-16-le"))


def ole_of(name, content):
    """An OLE container with one stream of whole sectors, from the fourth sector on."""
    sectors = len(content) // 512
    data = bytearray(corpus.ole(name))
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]
    struct.pack_into(f"<{len(chain)}I", data, 512, *chain)
    struct.pack_into("<IQ", data, 1024 + 128 + 116, 2, len(content))
    return bytes(data) + content


def xlsb():
    """A binary workbook of Excel 2007: one sheet with two texts in a row."""
    book = (
        brt(131)
        + brt(143)
        + brt(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Лист1"))
        + brt(144)
        + brt(132)
    )
    lines = b"".join(
        brt(0, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0))
        + b"".join(brt(6, struct.pack("<II", place, 0) + wide(text)) for place, text in enumerate(line))
        for number, line in enumerate([HEAD[:2], ["Белов Олег Павлович", "учитель"]])
    )
    sheet = brt(129) + brt(148, struct.pack("<IIII", 0, 1, 0, 1)) + brt(145) + lines + brt(146) + brt(130)
    relations = corpus.RELATIONS.replace("sheet1.xml", "sheet1.bin").partition('<Relationship Id="rId2"')[0]
    return zipped(
        [
            ("[Content_Types].xml", corpus.CONTENT_TYPES.replace("workbook.xml", "workbook.bin")),
            ("_rels/.rels", corpus.ROOT_RELATIONS.replace("workbook.xml", "workbook.bin")),
            ("xl/workbook.bin", book),
            ("xl/_rels/workbook.bin.rels", relations + "</Relationships>"),
            ("xl/worksheets/sheet1.bin", sheet),
        ]
    )


def brt(kind, content=b""):
    """A record of a binary workbook; its number and length take seven bits a byte."""
    number = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    size = len(content)
    length = bytes([size]) if size < 128 else bytes([size & 127 | 128, size >> 7])
    return number + length + content


def wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


# Texts


def mixed_code_pages():
    """Half of the lines pasted from another program."""
    return (
        staff_csv(3, encoding="utf-8")
        + b"\r\n"
        + "\r\n".join(";".join(r) for r in staff_rows(3)).encode("cp1251")
    )


def lines(*rows):
    return "\r\n".join(rows).encode("utf-8")


PERSON = "Белов Олег Павлович;учитель;8 900 000-00-01"
CSV = {
    "utf8": lambda: staff_csv(3, encoding="utf-8"),
    "bom": lambda: staff_csv(3),
    "cp1251": lambda: staff_csv(3, encoding="cp1251"),
    "utf16": lambda: staff_csv(3, encoding="utf-16"),
    "koi8r": lambda: staff_csv(3, encoding="koi8-r"),
    "cp866": lambda: staff_csv(3, encoding="cp866"),
    "mixed": mixed_code_pages,
    "comma": lambda: staff_csv(3, delimiter=","),
    "semicolon": lambda: staff_csv(3, delimiter=";"),
    "tab": lambda: staff_csv(3, delimiter="\t"),
    "pipe": lambda: staff_csv(3, delimiter="|"),
    "unclosed_quote": corpus.unclosed_quote_csv,
    "newline_in_quotes": lambda: lines("ФИО;Должность", '"Белов\nОлег Павлович";учитель'),
    "carriage_returns_only": lambda: lines("ФИО;Должность", PERSON).replace(b"\r\n", b"\r"),
    "nul": lambda: lines("ФИО;Должность", "Белов\0 Олег;учи\0тель"),
    "field_over_131072": lambda: lines("ФИО;Должность", "а" * 140_000 + ";учитель"),
    "million_columns": corpus.million_columns_csv,
    "ten_million_empty_lines": lambda: b"\n" * 10_000_000,
    "double_header": lambda: lines("ФИО;Должность;Телефон", "ФИО;Должность;Телефон", PERSON),
    "missing_header": lambda: lines(PERSON, PERSON.replace("Белов", "Волков")),
    "bom_in_quoted_header": lambda: lines('"\ufeffФИО";"Должность";"Телефон"', PERSON),
    "formulas": lambda: lines(
        "ФИО;Должность;Телефон", "=1+1;@учитель;+7900", "-Белов;\tучитель;=cmd|' /c calc'!A0"
    ),
    "binary": corpus.wrong_1kb,
    "gzip": lambda: b"\x1f\x8b\x08" + bytes(500),
    "empty": bytes,
    "header_only": lambda: lines("ФИО;Должность;Телефон"),
    "trailing_delimiters": lambda: lines("ФИО;Должность;Телефон;;;;", f"{PERSON};;;;;;"),
}
SPREADSHEETS = {
    "zip_bomb_50": lambda: corpus.zip_bomb_xlsx(50),
    "zip_bomb_200": corpus.zip_bomb_xlsx,
    "zip_bomb_1000": lambda: corpus.zip_bomb_xlsx(1000),
    "far_cell": corpus.far_cell_xlsx,
    "rows_1048577": corpus.many_rows_xlsx,
    "columns_16384": corpus.many_columns_xlsx,
    "shared_string_bomb": corpus.shared_string_bomb,
    "entity_bomb": corpus.entity_bomb_xlsx,
    "external_entity": corpus.external_entity_xlsx,
    "zip_in_zip": lambda: zipped([("list.xlsx", staff_xlsx(3))]),
    "lying_sizes": corpus.lying_zip_bomb_xlsx,
    "path_names": with_path_names,
    "symlink": with_symlink,
    "truncated": corpus.truncated_xlsx,
    "broken_directory": corpus.broken_directory_xlsx,
    "password": corpus.password_protected,
    "old_xls": old_xls,
    "html_as_xls": lambda: corpus.html_as_xls(3),
    "xlsm": macro_xlsm,
    "xlsb": xlsb,
    "ods": lambda: corpus.staff_ods(3),
    "ods_bomb": corpus.ods_repeat_bomb,
    "strict": strict_xlsx,
    "two_header_rows": two_header_rows,
    "merged_header": merged_header,
    "hidden_rows": hidden_rows,
    "formulas_without_values": formulas_without_values,
    "dates_1904": dates_of_1904,
    "phones_as_floats": lambda: sheet_of(
        "Белов Олег Павлович", "учитель", '<c r="C3"><v>8.9000000001E10</v></c>'
    ),
    "leading_zeros": lambda: sheet_of("Белов Олег Павлович", "учитель", "0079000000001"),
    "invisible_tails": lambda: sheet_of("Белов Олег Павлович\u00a0\u200b", "\u00adучитель\u00a0"),
    "latin_in_cyrillic": lambda: sheet_of("Бeлoв Oлeг Пaвлoвич", "yчитeль"),
    "dde": external_link,
}
