"""Builds the PDFs people upload, odd and hostile, in memory: nothing is stored, nobody in them is real."""

import io
import zlib

from pypdf import PdfReader, PdfWriter

from tests.document_corpus import good_docx


def pdf(*objects):
    """A PDF of these objects (text or bytes), numbered from 1; the first is the catalogue."""
    data, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (
            number,
            content if isinstance(content, bytes) else content.encode(),
        )
    xref = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = f"trailer\n<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF"
    return bytes(data) + tail.encode()


def stream(content, extra=""):
    return f"<</Length {len(content)}{extra}>>stream\n".encode() + content + b"\nendstream"


CATALOGUE = "<</Type/Catalog/Pages 2 0 R>>"
FONT = "<</Font<</F <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> >> >>"
WORDS = b"BT /F 12 Tf 72 700 Td (Plan 2026) Tj ET"


def one_page(content=WORDS, *, box="0 0 595 842", resources=FONT, catalogue="", extra=(), packed=None):
    """A PDF of one page that draws this; `extra` are objects from number 5 on."""
    body = stream(packed, "/Filter/FlateDecode") if packed else stream(content)
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Resources {resources}/Contents 4 0 R>>"
    root = f"<</Type/Catalog/Pages 2 0 R{catalogue}>>"
    return pdf(root, "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, body, *extra)


def many_pages(count, content=WORDS):
    """So many pages, all with the same drawing."""
    kids = " ".join(["3 0 R", *(f"{number} 0 R" for number in range(5, 4 + count))])
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources {FONT}/Contents 4 0 R>>"
    return pdf(
        CATALOGUE, f"<</Type/Pages/Kids[{kids}]/Count 1>>", page, stream(content), *[page] * (count - 1)
    )


def cyclic_pages():
    return pdf(CATALOGUE, "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Pages/Kids[2 0 R 3 0 R]/Count 1>>")


def deep_pages(depth=5000):
    nodes = [f"<</Type/Pages/Kids[{number + 1} 0 R]/Count 1>>" for number in range(2, depth)]
    return pdf(CATALOGUE, *nodes, "<</Type/Page/MediaBox[0 0 9 9]>>")


def scan(pages=1):
    """Pages that are each one grey picture."""
    picture = stream(b"\x80", "/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray")
    return one_page(b"595 0 0 842 0 0 cm /I Do", resources="<</XObject<</I 5 0 R>> >>", extra=[picture])


def rubbish_layer():
    """Letters that are numbers of glyphs in a font that tells nobody which letters they are."""
    font = (
        "<</Font<</F <</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font"
        "/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>> >>]"
        ">> >> >>"
    )
    return one_page(b"BT /F 12 Tf 72 700 Td <0031003200330034> Tj ET", resources=font)


def stream_bomb(megabytes=600):
    packer, parts = zlib.compressobj(9), []
    for _ in range(megabytes):
        parts.append(packer.compress(b" " * (1 << 20)))
    return one_page(packed=b"".join(parts) + packer.flush())


def drawing(lines):
    """A page of crossing lines."""
    half = lines // 2
    content = [f"{n % 590} 0 m {n % 590} 800 l S" for n in range(half)]
    content += [f"0 {n % 830} m 590 {n % 830} l S" for n in range(half)]
    return one_page(packed=zlib.compress(" ".join(content).encode() + b" " + WORDS))


def dense_grid(step=8):
    """A page of squared paper: lines enough for 7,000 cells."""
    content = [f"{x} 0 m {x} 840 l S" for x in range(0, 595, step)]
    content += [f"0 {y} m 590 {y} l S" for y in range(0, 842, step)]
    return one_page(" ".join(content).encode() + b" " + WORDS)


def million_letters():
    return one_page(packed=zlib.compress(b"BT /F 1 Tf " + b"1 0 Td (abcdefghij) Tj " * 100_000 + b"ET"))


def cyclic_form():
    """A drawing that draws itself."""
    form = stream(b"/X Do", "/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>> >>")
    return one_page(WORDS + b" /X Do", resources=FONT[:-2] + "/XObject<</X 5 0 R>> >>", extra=[form])


def busy_pdf():
    """A script, an action at opening, a program to be started and a file inside."""
    catalogue = (
        "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/AA<</WC<</S/Launch/F(cmd.exe)>> >>"
        "/Names<</EmbeddedFiles<</Names[(a)<</EF<</F 4 0 R>> >>]>> >>/AcroForm<</XFA 4 0 R>>"
    )
    return one_page(catalogue=catalogue)


def locked_pdf(password):
    writer = PdfWriter(PdfReader(io.BytesIO(one_page())))
    writer.encrypt(password, "owner", algorithm="AES-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


# Every PDF that must be refused, by name, with words of the sentence.
HOSTILE = {
    "pdf_of_noise": (lambda: b"%PDF-1.7\n" + b"0" * 500, "повреждён|страниц"),
    "pdf_truncated": (lambda: one_page()[:150], "повреждён|страниц"),
    "pdf_without_pages": (lambda: pdf(CATALOGUE, "<</Type/Pages/Kids[]/Count 0>>"), "ни одной страницы"),
    "pdf_61_pages": (lambda: many_pages(61), "больше 60 страниц"),
    "pdf_300_pages": (lambda: many_pages(300), "больше 60 страниц"),
    "pdf_10000_pages": (lambda: many_pages(10_000), "больше 60 страниц"),
    "pdf_cyclic_pages": (cyclic_pages, "ни одной страницы|повреждён"),
    "pdf_deep_pages": (deep_pages, "тяжёлый"),
    "pdf_scan": (scan, "скан без текста"),
    "pdf_rubbish_layer": (rubbish_layer, "значками"),
    "pdf_locked": (lambda: locked_pdf("secret"), "паролем"),
    "pdf_stream_bomb": (stream_bomb, "тяжёлый"),
    "pdf_endless_drawing": (lambda: drawing(400_000), "тяжёлый"),
    "pdf_million_letters": (million_letters, "тяжёлый"),
    "pdf_nested_arrays": (lambda: one_page(b"[" * 300_000), "нет текста|тяжёлый"),
}

# Odd PDFs with text in them that must be read all the same.
ODD = {
    "pdf_without_end": lambda: one_page().partition(b"startxref")[0],
    "pdf_broken_xref": lambda: one_page().replace(b"startxref\n", b"startxref\n9"),
    "pdf_locked_for_changes_only": lambda: locked_pdf(""),
    "pdf_giant_box": lambda: one_page(box="0 0 1000000000 1000000000"),
    "pdf_busy": busy_pdf,
    "pdf_cyclic_form": cyclic_form,
    "pdf_with_rubbish_before": lambda: b"<html>" + one_page(),
    "pdf_and_zip": lambda: one_page() + good_docx(),
    "pdf_drawing": lambda: drawing(20_000),
    "pdf_dense_grid": dense_grid,
}
