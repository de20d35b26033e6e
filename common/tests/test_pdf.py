import io
import logging
import re

import pytest
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from common.pdf import join_pdfs, render_pdf
from common.pdf_writer import PaperError, PaperFetcher
from common.tests import papers

EVERY_PAPER = [
    pytest.param("papers/paper.html", papers.order(), id="order"),
    pytest.param("papers/paper.html", papers.order(draft=True, date="", number=""), id="draft"),
    pytest.param("papers/consent.html", papers.consent(), id="consent"),
    pytest.param("papers/roadmap.html", papers.roadmap("A"), id="roadmap-a"),
    pytest.param("papers/roadmap.html", papers.roadmap("B"), id="roadmap-b"),
    pytest.param("papers/register.html", papers.register(), id="register"),
    pytest.param("papers/slips.html", papers.slips(), id="slips"),
]


def reader(pdf):
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf):
    text = "\n".join(page.extract_text() for page in reader(pdf).pages)
    return re.sub(r"\s+", " ", text)


def fonts_of(pdf):
    """The descriptor of every font of every page by the name of the font."""
    fonts = {}
    for page in reader(pdf).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            fonts[str(inner["/BaseFont"]).partition("+")[2]] = inner["/FontDescriptor"]
    return fonts


@pytest.mark.parametrize(("template", "content"), EVERY_PAPER)
def test_every_paper_is_archival_and_bears_only_embedded_tinos(template, content, caplog):
    with caplog.at_level(logging.WARNING, "weasyprint"):
        pdf = render_pdf(template, content)

    fonts = fonts_of(pdf)
    assert {"Tinos-Latin", "Tinos-Cyrillic"} <= set(fonts)
    assert all(name.startswith("Tinos-") and "/FontFile2" in font for name, font in fonts.items())
    root = reader(pdf).trailer["/Root"]
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert root["/Lang"] == "ru"
    assert caplog.records == []


def test_order_carries_its_title_author_and_date():
    pdf = render_pdf("papers/paper.html", papers.one_sheet_order())

    info, metadata = reader(pdf).metadata, reader(pdf).trailer["/Root"]["/Metadata"].get_data().decode()
    assert info.title.startswith("ПРИКАЗ № 147-од от 02.10.2026. О закреплении")
    assert (info.author, info["/CreationDate"]) == ("МБОУ «СОШ № 12»", "D:20261002")
    assert 'pdfaid:part="2"' in metadata
    assert 'pdfaid:conformance="U"' in metadata
    assert info.title in metadata


def test_same_content_gives_same_bytes_and_another_number_gives_others():
    first = render_pdf("papers/paper.html", papers.one_sheet_order())
    again = render_pdf("papers/paper.html", papers.one_sheet_order())
    other = render_pdf("papers/paper.html", papers.one_sheet_order(number="148-од"))

    assert first == again
    assert first != other


def test_text_layer_gives_the_words_of_the_order():
    text = text_of(render_pdf("papers/paper.html", papers.order()))

    for words in (
        "ПРИКАЗЫВАЮ:",
        "№ 147-од",
        "Гриценко Артёмом Павловичем",
        "Код: 7K3M-9QTD",
        "ЛИСТ ОЗНАКОМЛЕНИЯ",
    ):
        assert words in text


@pytest.mark.parametrize("name", ["Әлфия Өмәрова Үҗән Ңуриева", "Ұлан Қайратұлы Һибәт", "Zoë Şahin-Łuków"])
def test_names_of_other_tongues_are_drawn_by_tinos(name):
    pdf = render_pdf("papers/paper.html", papers.one_sheet_order(heading=f"О поощрении {name}"))

    assert name in text_of(pdf)
    assert all(font.startswith("Tinos-") for font in fonts_of(pdf))


def test_signs_without_a_glyph_are_replaced_and_no_system_font_creeps_in():
    heading = "О наборе 😀 \u2264 5\u202fчел. и\u2011до ✓ 漢"

    pdf = render_pdf("papers/paper.html", papers.one_sheet_order(heading=heading))

    assert "О наборе \ufffd <= 5 чел. и-до \ufffd \ufffd" in text_of(pdf)
    assert all(font.startswith("Tinos-") for font in fonts_of(pdf))


def test_draft_says_so_and_bears_no_code_nor_number():
    content = papers.order(date="", number="", date_blank="«____» ____________ 2026 г.")

    text = text_of(render_pdf("papers/paper.html", content, draft=True))

    assert text.startswith("ПРОЕКТ")
    assert "«____» ____________ 2026 г." in text
    assert "№ _______" in text
    assert "7K3M-9QTD" not in text


@pytest.mark.parametrize(
    "hostile",
    [
        "<link rel=attachment href=file:///etc/passwd>",
        "<style>@import url(http://example.org/x.css);</style>",
        '<object data="file:///etc/passwd"></object><img src=http://example.org/x.png>',
        "</p></main><script>alert(1)</script>",
    ],
)
def test_markup_in_any_field_is_only_text(hostile):
    content = papers.order(heading=hostile, preamble=hostile, place=hostile, kind=hostile)
    content["items"][0]["text"] = content["signature"]["post"] = content["performer"]["name"] = hostile
    content["appendices"][0]["rows"][0] = [
        hostile,
        {"name": hostile, "rest": hostile},
        [hostile],
        hostile,
        hostile,
    ]

    pdf = render_pdf("papers/paper.html", content)

    assert reader(pdf).attachments == {}
    assert "/EmbeddedFiles" not in reader(pdf).trailer["/Root"]["/Names"]
    assert hostile[:12] in text_of(pdf)


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "http://example.org/a.css", "data:text/css,p{}", "paperfont:../../package.json"],
)
def test_fetcher_hands_out_nothing_but_fonts(address):
    with pytest.raises(FatalURLFetchingError):
        PaperFetcher().fetch(address)


def test_paper_that_asks_for_a_file_fails_aloud(tmp_path, settings):
    (tmp_path / "bad.html").write_text('<img src="file:///etc/passwd">')
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]

    with pytest.raises(PaperError, match="file:///etc/passwd"):
        render_pdf("bad.html", {})


def test_joined_papers_keep_their_sheets_order_and_fonts():
    numbers = ["147-од", "148-од", "149-од"]

    joined = join_pdfs(
        render_pdf("papers/paper.html", papers.one_sheet_order(number=number)) for number in numbers
    )

    sheets = [page.extract_text() for page in reader(joined).pages]
    assert [next(n for n in numbers if n in sheet.replace("\u00a0", " ")) for sheet in sheets] == numbers
    assert all("/FontFile2" in font for font in fonts_of(joined).values())
