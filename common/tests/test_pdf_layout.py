import functools
import io
import re

import pypdfium2
import pytest
from pypdf import PdfReader

from common.pdf import render_pdf
from common.tests import papers

SCALE = 2  # pixels in a point
MM = SCALE * 72 / 25.4


def sheets(template, content):
    pdf = PdfReader(io.BytesIO(render_pdf(template, content)))
    return [re.sub(r"\s+", " ", page.extract_text()) for page in pdf.pages]


@functools.cache
def ink(template, number=0, **changes):
    """Where the ink of a sheet lies, in millimetres from left, top, right and bottom."""
    contents = {"papers/paper.html": papers.order, "papers/consent.html": papers.consent}
    sheet = pypdfium2.PdfDocument(render_pdf(template, contents[template](**changes)))[number]
    picture = sheet.render(scale=SCALE).to_pil().convert("L").point(lambda grey: 255 if grey < 160 else 0)
    left, top, right, bottom = picture.getbbox()
    return left / MM, top / MM, (picture.width - right) / MM, (picture.height - bottom) / MM


def test_no_ink_in_the_margins_of_an_order():
    left, top, right, bottom = ink("papers/paper.html")

    assert left == pytest.approx(30, abs=0.4)
    assert right == pytest.approx(10, abs=0.4)
    assert 20 <= top < 23
    assert bottom >= 20


def test_page_number_stands_ten_millimetres_from_the_edge_of_the_second_sheet():
    _left, top, right, bottom = ink("papers/paper.html", number=1)

    assert 10 <= top <= 12
    assert right >= 9.8
    assert bottom >= 20


def test_consent_kept_ten_years_or_less_has_twenty_millimetres_on_the_left():
    assert ink("papers/consent.html")[0] == pytest.approx(20, abs=0.5)
    assert ink("papers/consent.html", short_keeping=False)[0] == pytest.approx(30, abs=0.5)


@pytest.mark.parametrize("count", range(3, 26))
def test_signature_stands_with_the_last_two_items(count):
    content = papers.order(items=count, appendices=0, acknowledgement=None)

    last = sheets("papers/paper.html", content)[-1]

    assert "М.С. Ковалёва" in last.replace("\u00a0", " ")
    assert f"{count - 1}. Наставникам" in last
    assert f"{count}. Наставникам" in last
    assert "Астахова Ирина Викторовна" in last


def test_head_of_a_long_appendix_comes_again_and_no_row_is_lost():
    appendix = [
        sheet for sheet in sheets("papers/paper.html", papers.order(rows=60)) if "Современный урок" in sheet
    ]

    assert len(appendix) > 2
    assert all("№ п/п Наставник (фамилия," in sheet for sheet in appendix)
    assert sum(sheet.count("Современный урок") for sheet in appendix) == 60


def test_each_appendix_counts_its_own_sheets():
    content = papers.order(items=3, appendices=3, rows=12, acknowledgement=None)

    pages = sheets("papers/paper.html", content)

    firsts = [n for n, sheet in enumerate(pages) if sheet.startswith("Приложение")]
    assert len(firsts) == 3
    assert [pages[n + 1].split()[-1] for n in firsts] == ["2"] * 3


def test_landscape_appendix_lies_and_the_next_one_stands():
    content = papers.order(items=3, appendices=2, rows=3, acknowledgement=None)
    content["appendices"][0]["landscape"] = True

    pages = PdfReader(io.BytesIO(render_pdf("papers/paper.html", content))).pages

    assert [page.mediabox.width > page.mediabox.height for page in pages] == [False, True, False]


@pytest.mark.parametrize("form", ["A", "B"])
def test_roadmap_keeps_the_table_form_it_came_in(form):
    content = papers.roadmap(form)
    page = PdfReader(io.BytesIO(render_pdf("papers/roadmap.html", content))).pages[0]

    text = re.sub(r"\s+", " ", page.extract_text())
    assert (page.mediabox.width > page.mediabox.height) == (form == "B")
    assert text.startswith("УТВЕРЖДАЮ Директор МБОУ «СОШ № 12»")
    assert all(column["title"].split()[0] in text for column in content["table"]["columns"])


@pytest.mark.parametrize("lines", range(1, 12))
def test_stage_is_never_the_last_row_of_a_sheet(lines):
    pages = sheets(
        "papers/roadmap.html", papers.roadmap("B", stages=4, title_lines=["Дорожная карта"] * lines)
    )

    ends = [page.rstrip(" 0123456789") for page in pages]
    assert not any(end.endswith("запуска программы наставничества") for end in ends)


@pytest.mark.parametrize("data", [1, 4, 7])
def test_consent_fits_one_sheet_however_long_its_list_of_data(data):
    content = papers.consent()
    content["paragraphs"][2]["text"] *= data

    pages = sheets("papers/consent.html", content)

    assert len(pages) == 1
    assert "А.П. Гриценко" in pages[0].replace("\u00a0", " ")


def test_four_slips_stand_on_a_sheet():
    pages = sheets("papers/slips.html", papers.slips(6))

    assert [page.count("Гриценко Артём Павлович") for page in pages] == [4, 2]
