"""Odd documents, PDFs, signatures and pictures of the corpus of uploads (UPL-1), made in memory part by part."""

import datetime as dt
import functools
import io
import struct
import zipfile
import zlib

from PIL import Image
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from common.seal_writer import _signer, make_certificate, seal_pdf
from tests import corpus, document_corpus, pdf_corpus
from tests.corpus import OFFICE, zipped
from tests.document_corpus import cell, docx, paragraph, table, text_rows

LINE = "1. Отбор наставников, май 2026, куратор"
SHA256_OID = bytes.fromhex("06096086480165030402 01".replace(" ", ""))
GOST_OID = bytes.fromhex(
    "06092a85030701010202 01".replace(" ", "")
)  # under 1.2.643.7.1.1, of no known length
PASSPHRASE = "тихий ключ"


# Word files


def heavy_docx(megabytes=230):
    """A third of a megabyte that unpacks into paragraphs enough for two gigabytes of objects, packed piece by piece."""
    head, tail = f'<w:document xmlns:w="{document_corpus.W}"><w:body>', "</w:body></w:document>"
    buffer, paragraphs = io.BytesIO(docx("")), b"<w:p/>" * 170_000
    with zipfile.ZipFile(buffer) as small:
        members = [(name, small.read(name)) for name in small.namelist() if name != "word/document.xml"]
    buffer = io.BytesIO(zipped(members))
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        part.write(head.encode())
        for _ in range(megabytes):
            part.write(paragraphs)
        part.write(tail.encode())
    return buffer.getvalue()


def tracked_changes():
    inserted = '<w:ins w:id="1"><w:r><w:t>май 2026</w:t></w:r></w:ins>'
    deleted = '<w:del w:id="2"><w:r><w:delText>июнь 2026</w:delText></w:r></w:del>'
    return docx(paragraph("План") + f"<w:p>{inserted}{deleted}</w:p>")


def commented():
    marked = (
        '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>План</w:t></w:r><w:commentRangeEnd w:id="0"/></w:p>'
    )
    return docx(marked, comments=f'<w:comment w:id="0">{paragraph("Проверить")}</w:comment>')


def text_boxes():
    box = '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    end = "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    return docx(paragraph("План") + box + paragraph("Этап 1") + end)


def macro_docm():
    types = corpus.CONTENT_TYPES.replace("/xl/workbook", "/word/document").replace(
        "openxmlformats-officedocument.spreadsheetml.sheet", "ms-word.document.macroEnabled"
    )
    body = f'<w:document xmlns:w="{document_corpus.W}"><w:body>{paragraph("План")}</w:body></w:document>'
    relations = document_corpus.relations(officeDocument="word/document.xml")
    parts = [("[Content_Types].xml", types), ("_rels/.rels", relations), ("word/document.xml", body)]
    return zipped([*parts, ("word/vbaProject.bin", corpus.ole("VBA"))])


def ole_object():
    body = paragraph("План") + f'<w:p><w:r><w:object xmlns:r="{OFFICE}"/></w:r></w:p>'
    return docx(body, extra=[("word/embeddings/oleObject1.bin", corpus.ole("Package"))])


def odt():
    office, text = ("urn:oasis:names:tc:opendocument:xmlns:" + part for part in ("office:1.0", "text:1.0"))
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:text="{text}"><office:body><office:text>'
        f"<text:p>{LINE}</text:p></office:text></office:body></office:document-content>"
    )
    return zipped([("mimetype", document_corpus.ODT_TYPE), ("content.xml", content)])


def two_columns():
    columns = '<w:sectPr><w:cols w:num="2"/></w:sectPr>'
    return docx(paragraph("План") + paragraph(LINE) + columns)


def row_over_pages():
    broken = '<w:p><w:r><w:t>Отбор</w:t><w:br w:type="page"/><w:t>наставников</w:t></w:r></w:p>'
    return docx(text_rows(["№", "Этап", "Срок"]) + table([cell("1"), cell(broken), cell("май 2026")]))


def three_hundred_pages():
    page = "".join(paragraph(LINE) for _ in range(40)) + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    return docx(page * 300)


def merged_cells():
    head = [cell("Этап", properties='<w:gridSpan w:val="2"/>'), cell("Срок")]
    down = [cell("1", properties='<w:vMerge w:val="restart"/>'), cell("Отбор"), cell("май 2026")]
    return docx(table(head, down, [cell("", properties="<w:vMerge/>"), cell("Обучение"), cell("июнь 2026")]))


TEXT = document_corpus.TEXT_LINE * 20
DOCUMENTS = {
    "needs_two_gigabytes": heavy_docx,
    "entity_bomb": document_corpus.entity_bomb,
    "external_entity": document_corpus.external_entity,
    "tables_nested_1000_deep": lambda: document_corpus.nested_tables(1000),
    "ten_thousand_tables": lambda: docx(text_rows(["1", "Отбор"]) * 10_000),
    "tracked_changes": tracked_changes,
    "comments": commented,
    "text_boxes": text_boxes,
    "inserted_file": document_corpus.inserted_file,
    "remote_picture": document_corpus.remote_picture,
    "docm": macro_docm,
    "ole_object": ole_object,
    "password": corpus.password_protected,
    "old_word": corpus.old_word_doc,
    "rtf": lambda: b"{\\rtf1\\ansi Plan}",
    "odt": odt,
    "cp866": lambda: TEXT.encode("cp866"),
    "cp1251": lambda: TEXT.encode("cp1251"),
    "utf16": lambda: TEXT.encode("utf-16"),
    "empty": lambda: docx("<w:p/>"),
    "picture_only": document_corpus.picture_only,
    "two_columns": two_columns,
    "row_over_pages": row_over_pages,
    "three_hundred_pages": three_hundred_pages,
    "merged_cells": merged_cells,
    "no_heading": lambda: docx(text_rows(["1", "Отбор", "май 2026"], ["2", "Обучение", "июнь 2026"])),
}


# PDFs and signatures


def with_catalogue(entries):
    return pdf_corpus.one_page(catalogue=entries)


def embedded_file():
    return with_catalogue(
        "/Names<</EmbeddedFiles<</Names[(a.exe)<</Type/Filespec/F(a.exe)/EF<</F 4 0 R>> >>]>> >>"
    )


@functools.cache
def keys(starts_at=None, years=5):
    names = {"common_name": "Иная школа", "organization": "МБОУ «Иная школа»", "inn": "4300000000"}
    key, certificate = make_certificate(**names, passphrase=PASSPHRASE, starts_at=starts_at, years=years)
    return {"key_pem": key, "cert_pem": certificate, "passphrase": PASSPHRASE}


@functools.cache
def signed():
    words = {"reason": "Подписание", "location": "г. Светлореченск", "name": "Иная школа"}
    return seal_pdf(pdf_corpus.one_page(), **keys(), **words)


def signed_and_appended():
    """One more revision after the signature."""
    start = signed().rfind(b"startxref\n") + 10
    previous = int(signed()[start:].split()[0])
    added = b"\n900 0 obj\n<</Plan (2027)>>\nendobj\n"
    xref = len(signed()) + len(added)
    entry = f"xref\n900 1\n{len(signed()) + 1:010d} 00000 n \n"
    tail = f"trailer\n<</Size 901/Root 1 0 R/Prev {previous}>>\nstartxref\n{xref}\n%%EOF"
    return signed() + added + (entry + tail).encode()


def unknown_algorithm():
    """The signature says that it was made with an algorithm of ГОСТ that the library does not know."""
    return (
        signed()
        .replace(SHA256_OID.hex().encode(), GOST_OID.hex().encode())
        .replace(SHA256_OID.hex().upper().encode(), GOST_OID.hex().upper().encode())
    )


def expired():
    """Signed past `seal_pdf`, which refuses a certificate that is over."""
    old = keys(dt.datetime(2015, 1, 1, tzinfo=dt.UTC), 1)
    metadata = PdfSignatureMetadata(
        field_name="Seal", subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    out = io.BytesIO()
    PdfSigner(metadata, _signer(**old)).sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf_corpus.one_page())), output=out
    )
    return out.getvalue()


def signature_alone():
    """A detached signature (.sig) of some other document."""
    hole = signed().split(b"/Contents <")[1].split(b">")[0]
    return bytes.fromhex(hole.decode().rstrip("0") + "0" * (len(hole.rstrip(b"0")) % 2))


def xref_bomb(megabytes=400):
    """The table of objects itself is packed a thousand to one: a reader meets it before any page."""
    packed = packed_bytes(0, megabytes)
    entries = f"/Type/XRef/Size {megabytes << 18}/W[1 2 1]/Root 1 0 R/Filter/FlateDecode"
    head = b"%PDF-1.7\n"
    table_of_objects = b"1 0 obj\n" + pdf_corpus.stream(packed, entries) + b"\nendobj\n"
    return head + table_of_objects + b"startxref\n%d\n%%%%EOF" % len(head)


def packed_bytes(byte, megabytes):
    """So many megabytes of one byte as a zlib stream; the same packed megabyte again and again makes it at once."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes([byte]) * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    size = megabytes << 20
    sums = (1 + byte * size) % 65521, (size + byte * size * (size + 1) // 2) % 65521
    return b"\x78\xda" + block * megabytes + b"\x03\0" + struct.pack(">HH", sums[1], sums[0])


SCRIPT = "<</S/JavaScript/JS(app.alert\\(1\\))>>"
PDFS = {
    "javascript": lambda: with_catalogue(f"/Names<</JavaScript<</Names[(a){SCRIPT}]>> >>"),
    "open_action": lambda: with_catalogue(f"/OpenAction{SCRIPT}"),
    "launch": lambda: with_catalogue("/OpenAction<</S/Launch/F(cmd.exe)>>"),
    "embedded_file": embedded_file,
    "encrypted": lambda: pdf_corpus.locked_pdf("secret"),
    "pages_10000": lambda: pdf_corpus.many_pages(10_000),
    "cyclic_pages": pdf_corpus.cyclic_pages,
    "broken_xref": pdf_corpus.ODD["pdf_broken_xref"],
    "stream_1000_to_1": lambda: pdf_corpus.one_page(packed=packed_bytes(32, 600)),
    "without_end": pdf_corpus.ODD["pdf_without_end"],
    "and_html": lambda: b"<html><script>alert(1)</script>" + pdf_corpus.one_page(),
    "and_zip": pdf_corpus.ODD["pdf_and_zip"],
    "no_text_layer": pdf_corpus.scan,
    "rubbish_text_layer": pdf_corpus.rubbish_layer,
    "signed": signed,
    "signed_and_appended": signed_and_appended,
    "xfa": lambda: with_catalogue("/AcroForm<</XFA 4 0 R/Fields[]>>"),
    "giant_box": lambda: pdf_corpus.one_page(box="0 0 1000000000 1000000000"),
    "without_pages": lambda: pdf_corpus.pdf(pdf_corpus.CATALOGUE, "<</Type/Pages/Kids[]/Count 0>>"),
    "renamed_exe": lambda: b"MZ\x90\0" + bytes(500),
    "signature_of_another": signature_alone,
    "expired_certificate": expired,
    "unknown_algorithm": unknown_algorithm,
}


# Pictures

SVG = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"


def picture(kind, mode="RGB", size=(8, 8), **options):
    buffer = io.BytesIO()
    Image.new(mode, size).save(buffer, kind, **options)
    return buffer.getvalue()


def with_coordinates():
    """A photo that tells where it was taken."""
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (59.0, 56.0, 0.0), 3: "E", 4: (30.0, 18.0, 0.0)}
    return picture("JPEG", exif=exif)


def png_chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def giant_png(side=50_000):
    """2.5 billion pixels in 300 KB: one bit a pixel, all black."""
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = packed_bytes(0, side * (side // 8 + 1) // (1 << 20) + 1)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        png_chunk(*part) for part in ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    )


def gif_bomb(frames=20_000):
    """A small head and twenty thousand pictures of the largest size there is."""
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 65535, 65535, 0) + b"\x02\x02\x44\x01\0"
    return b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0x80, 0, 0) + bytes(6) + frame * frames + b";"


def tiff_of_500_pages():
    pages = [Image.new("1", (8, 8)) for _ in range(500)]
    buffer = io.BytesIO()
    pages[0].save(buffer, "TIFF", save_all=True, append_images=pages[1:])
    return buffer.getvalue()


PICTURES = {
    "svg_script": lambda: f"{SVG} onload='x()'><script>alert(1)</script></svg>".encode(),
    "svg_entity": lambda: (
        f"<!DOCTYPE svg [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>{SVG}><text>&f;</text></svg>".encode()
    ),
    "svg_remote": lambda: f"{SVG}><use xlink:href='http://192.0.2.1/a.svg#a'/></svg>".encode(),
    "coordinates": with_coordinates,
    "png_50000": giant_png,
    "gif_bomb": gif_bomb,
    "tiff_500_pages": tiff_of_500_pages,
    "heic": lambda: struct.pack(">I", 24) + b"ftypheic\0\0\0\0mif1heic" + bytes(500),
    "cmyk": lambda: picture("JPEG", "CMYK"),
    "broken_profile": lambda: picture("PNG", icc_profile=b"\xff" * 300),
    "truncated": lambda: picture("JPEG", size=(400, 400))[:300],
    "polyglot": lambda: (
        picture("JPEG") + b"<html><script>alert(1)</script></html>" + document_corpus.good_docx()
    ),
}
