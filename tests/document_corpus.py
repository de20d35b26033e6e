"""Builds the documents people upload, good and hostile, in memory: nothing is stored, nobody in them is real."""

import io
import random
import struct
import zipfile

from tests import corpus
from tests.corpus import NS, OFFICE, XML, zipped

W = f"{NS}/wordprocessingml/2006/main"
TYPES = f'{XML}<Types xmlns="{NS}/package/2006/content-types"/>'
ODT_TYPE = "application/vnd.oasis.opendocument.text"


# Word files part by part


def relations(**targets):
    """A .rels part; a target with :// is outside the file."""
    external = ' TargetMode="External"'
    links = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"'
        f"{external if '://' in target else ''}/>"
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'{XML}<Relationships xmlns="{NS}/package/2006/relationships">{links}</Relationships>'


def docx(body, *, prologue="", links=None, extra=(), encoding="utf-8", **parts):
    """A Word file around this body; `parts` are the insides of styles, numbering, footnotes."""
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    head = f'<?xml version="1.0" encoding="{encoding}"?>\n{prologue}'
    members = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", relations(officeDocument="word/document.xml")),
        ("word/document.xml", (head + document).encode(encoding)),
        (
            "word/_rels/document.xml.rels",
            relations(**{name: f"{name}.xml" for name in parts}, **(links or {})),
        ),
    ]
    members += [
        (f"word/{name}.xml", f'{XML}<w:{name} xmlns:w="{W}">{inside}</w:{name}>')
        for name, inside in parts.items()
    ]
    return zipped([*members, *extra])


def paragraph(text, properties=""):
    inside = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def listed(text, number=1, level=0):
    """A paragraph of a list of the numbering part."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(*lines, properties=""):
    inside = "".join(line if line.startswith("<") else paragraph(line) for line in lines)
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inside}</w:tc>"


def table(*rows):
    lines = ("".join(row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def text_rows(*rows):
    return table(*([cell(text) for text in row] for row in rows))


# Hostile Word files


def noise(size):
    """Bytes that do not pack, the same each time."""
    return random.Random(1).randbytes(size)


def element_bomb(megabytes=60, padding=0):
    """Paragraphs without end that pack a thousand to one; `padding` bytes of noise hide the ratio."""
    body = "<w:p/>" * (megabytes * (1 << 20) // 6)
    media = [("word/media/image1.png", noise(padding))] if padding else []
    return docx(body, extra=media)


def attribute_bomb():
    """A few tags with ten million attributes between them."""
    attributes = "".join(f' a{number}="1"' for number in range(1000))
    return docx(f"<w:p{attributes}/>" * 6000, extra=[("word/media/image1.png", noise(1 << 20))])


def lying_bomb():
    """The directory and the local header say that the text has 1,000 bytes."""
    data = bytearray(element_bomb())
    name = b"word/document.xml"
    struct.pack_into("<I", data, data.find(name) - 8, 1000)
    struct.pack_into("<I", data, data.rfind(name) - 22, 1000)
    return bytes(data)


def entity_bomb(encoding="utf-8"):
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    prologue = f'<!DOCTYPE w [<!ENTITY l0 "ха">{levels}]>'
    return docx("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", prologue=prologue, encoding=encoding)


def external_entity():
    prologue = '<!DOCTYPE w [<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    return docx("<w:p><w:r><w:t>&file;</w:t></w:r></w:p>", prologue=prologue)


def nested_tables(depth):
    inner = paragraph("Срок")
    for _ in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc>{paragraph('а')}</w:tc></w:tr></w:tbl>"
    return docx(inner)


def wide_span():
    return docx(table([cell("Этап", properties='<w:gridSpan w:val="1000000000"/>'), cell("Срок")]))


def inserted_file():
    body = f'<w:altChunk xmlns:r="{OFFICE}" r:id="r1"/>'
    return docx(body, extra=[("word/chunk.html", "<p>Этап 1</p>")])


def picture_only():
    body = "<w:p><w:r><w:drawing/></w:r></w:p>"
    return docx(body, links={"image": "media/image1.png"}, extra=[("word/media/image1.png", b"\x89PNG")])


def remote_picture():
    return docx(
        paragraph("План"), links={"image": "http://192.0.2.1/a.png", "attachedTemplate": "file://a/b.dotm"}
    )


def with_macros():
    return docx(paragraph("План"), extra=[("word/vbaProject.bin", corpus.ole("VBA"))])


def endless_styles():
    """Two styles that lean on one another."""
    styles = "".join(
        f'<w:style w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>' for one, other in ("AB", "BA")
    )
    return docx(paragraph("План", '<w:pStyle w:val="A"/>'), styles=styles)


def endless_notes():
    """A note that cites itself."""
    cited = '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    return docx(cited, footnotes=f'<w:footnote w:id="1">{cited}</w:footnote>')


def cut_in_half(data):
    return data[: len(data) // 2]


def good_docx():
    return docx(paragraph("План") + text_rows(["№", "Этап", "Срок"], ["1", "Отбор", "май 2026"]))


def broken_directory():
    data = good_docx()
    start = data.find(b"PK\x01\x02")
    return data[:start] + b"\xff" * (len(data) - start - 22) + data[-22:]


def twice_in_archive():
    buffer = io.BytesIO(good_docx())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.fp.seek(archive.start_dir)
        archive.NameToInfo.pop("word/document.xml")
        archive.writestr("word/document.xml", "<w/>")
    return buffer.getvalue()


def locked_zip():
    data = bytearray(good_docx())
    start = 0
    while (start := data.find(b"PK\x01\x02", start) + 1) > 0:
        data[start + 7] |= 1
    return bytes(data)


def odt(mimetype=ODT_TYPE):
    return zipped([("mimetype", mimetype), ("content.xml", "<a/>")])


def slides():
    return zipped(
        [("_rels/.rels", relations(officeDocument="ppt/presentation.xml")), ("ppt/presentation.xml", "<p/>")]
    )


TEXT_LINE = "Отбор наставников\tмай 2026\n"

# Every file that must be refused, by name, with words of the sentence.
HOSTILE = {
    "empty": (bytes, "пустой"),
    "spaces": (lambda: b" \r\n\t" * 100, "нет текста"),
    "nul_bytes": (lambda: bytes(5000), "нет текста"),
    "docx_without_text": (lambda: docx("<w:p/>"), "нет текста"),
    "docx_of_a_picture": (picture_only, "только картинка"),
    "element_bomb": (element_bomb, "тяжёлый"),
    "element_bomb_padded": (lambda: element_bomb(55, 1 << 20), "тяжёлый"),
    "element_bomb_small": (lambda: element_bomb(17, 1 << 20), "тяжёлый"),
    "attribute_bomb": (attribute_bomb, "тяжёлый|повреждён"),
    "lying_bomb": (lying_bomb, "тяжёлый|повреждён"),
    "entity_bomb": (entity_bomb, "посторонний код"),
    "entity_bomb_utf16": (lambda: entity_bomb("utf-16"), "посторонний код|тяжёлый"),
    "external_entity": (external_entity, "посторонний код"),
    "tables_nested_1000_deep": (lambda: nested_tables(1000), "тяжёлый"),
    "wide_span": (wide_span, "тяжёлый"),
    "inserted_file": (inserted_file, "другой файл"),
    "long_paragraph": (lambda: docx(paragraph("я" * 7_000_000) * 2), "тяжёлый"),
    "hundred_thousand_paragraphs": (lambda: docx(paragraph("а") * 100_000), "тяжёлый"),
    "not_xml": (lambda: docx("<w:p></w:r>"), "повреждён"),
    "without_text_part": (lambda: zipped([("[Content_Types].xml", TYPES)]), "повреждён"),
    "truncated": (lambda: cut_in_half(good_docx()), "повреждён"),
    "broken_directory": (broken_directory, "повреждён"),
    "twice_in_archive": (twice_in_archive, "повреждён"),
    "locked_zip": (locked_zip, "паролем"),
    "locked_office_file": (corpus.password_protected, "паролем"),
    "old_word": (corpus.old_word_doc, "старого Word"),
    "strange_ole": (lambda: corpus.ole("Какой-то поток"), "не текстовый"),
    "broken_xls": (lambda: corpus.ole("Workbook"), "нет текста"),
    "odt": (odt, "ODT"),
    "slides": (slides, "презентация"),
    "odp": (lambda: odt(ODT_TYPE.replace("text", "presentation")), "презентация"),
    "zip_in_zip": (lambda: zipped([("plan.docx", good_docx())]), "архив"),
    "many_members": (lambda: zipped([(f"word/{n}.xml", "") for n in range(3000)]), "тяжёлый"),
    "rtf": (lambda: b"{\\rtf1 Plan}", "RTF"),
    "png": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(500), "картинка"),
    "jpeg": (lambda: b"\xff\xd8\xff\xe0" + bytes(500), "картинка"),
    "exe": (lambda: b"MZ\x90" + bytes(500), "не текстовый"),
    "gzip": (lambda: b"\x1f\x8b\x08" + bytes(500), "архив"),
    "noise": (corpus.wrong_1kb, "не текстовый"),
    "sixteen_megabytes": (lambda: b"a" * (16 << 20), "больше 15 МБ"),
    "endless_lines": (lambda: b"a\n" * 7_000_000, "длинный"),
    "endless_line": (lambda: b"a" * (14 << 20), "длинный"),
    "web_page": (lambda: b"<html><body><p>Plan</p>", "веб-страница"),
    "word_xml": (lambda: b'<?xml version="1.0"?><w:wordDocument/>', "веб-страница"),
    "far_cell_xlsx": (corpus.far_cell_xlsx, "XFD1048576"),
    "zip_bomb_xlsx": (corpus.zip_bomb_xlsx, "тяжёл"),
    "shared_string_bomb_xlsx": (corpus.shared_string_bomb, "тяжёл"),
    "entity_bomb_xlsx": (corpus.entity_bomb_xlsx, "посторонний код"),
    "ods_repeat_bomb": (corpus.ods_repeat_bomb, "20000|тяжёл"),
    "many_cells_xlsx": (lambda: corpus.raw_xlsx(f"<row>{'<c><v>1</v></c>' * 20}</row>" * 15_000), "тяжёлый"),
    "empty_xlsx": (lambda: corpus.raw_xlsx(""), "нет текста"),
}

# Odd files with text in them that must be read all the same.
ODD = {
    "tables_nested_60_deep": lambda: nested_tables(60),
    "ten_thousand_tables": lambda: docx(text_rows(["1", "Отбор"]) * 10_000),
    "remote_picture": remote_picture,
    "macros": with_macros,
    "ole_object": lambda: docx(paragraph("План") + "<w:p><w:r><w:object/></w:r></w:p>"),
    "endless_styles": endless_styles,
    "endless_notes": endless_notes,
    "path_names": lambda: docx(paragraph("План"), extra=[("../../x", b"1"), ("/etc/y", b"1")]),
    "utf16_docx": lambda: docx(paragraph("План"), encoding="utf-16"),
    "cp866": lambda: (TEXT_LINE * 20).encode("cp866"),
    "utf16_text": lambda: (TEXT_LINE * 20).encode("utf-16"),
}
