import pytest
from django.template.loader import render_to_string

from common.templatetags.papers import embolden, iso_date, paper_cell, paper_heading, paper_text
from common.tests import papers


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("приказ № 12", "приказ №~12"),
        ("М.С. Ковалёва", "М.С.~Ковалёва"),
        ("М. С. Ковалёва", "М.С.~Ковалёва"),
        ("Ковалёвой М.С.", "Ковалёвой~М.С."),
        ("с 5 октября 2026 г. по 28 мая", "с~5~октября 2026~г. по 28~мая"),
        ("г. Киров, ул. Садовая, д. 7", "г.~Киров, ул.~Садовая, д.~7"),
        ("со статьей 351.8 кодекса", "со статьей~351.8 кодекса"),
        ("пары и группы в школе", "пары и~группы в~школе"),
        ("далее – Положение", "далее~– Положение"),
        ("МБОУ «СОШ № 12»", "МБОУ «СОШ~№~12»"),
        ("10 «Б» класса", "10~«Б»~класса"),
        ("не менее 15 % оклада", "не менее 15~% оклада"),
    ],
)
def test_text_binds_what_an_office_never_parts(text, bound):
    assert paper_text(text) == bound.replace("~", "\u00a0")


@pytest.mark.parametrize("number", ["147-од", "Р-145", "АЗ-1128/08", "152-ФЗ"])
def test_number_with_a_hyphen_stays_whole(number):
    whole = f'<span> </span><span class="nb">№\u00a0{number}</span>'
    assert paper_text(f"от 25.12.2019 № {number}.") == f"от 25.12.2019{whole}."


def test_endless_word_may_break_and_an_ordinary_long_one_stays_as_typed():
    assert paper_text("Щ" * 100) == "Щ" * 40 + "\u200b" + "Щ" * 40 + "\u200b" + "Щ" * 20
    assert paper_text("https://school12.example/p/7K3M-9QTD") == "https://school12.example/p/7K3M-9QTD"


def test_text_is_escaped_once():
    assert paper_text('<b>"Школа" & сад</b>') == "&lt;b&gt;&quot;Школа&quot; &amp; сад&lt;/b&gt;"


def test_cell_of_a_person_protects_the_name_and_escapes_both_parts():
    cell = paper_cell({"name": "Ли <А>", "rest": ", учитель <б>"})

    assert cell == '<span class="nm">Ли &lt;А&gt;</span>, учитель &lt;б&gt;'


def test_cell_of_several_texts_is_paragraphs_and_boxes_show_the_choice():
    assert paper_cell(["один", "два"]) == "<p>один</p><p>два</p>"
    assert 'class="box crossed"' in paper_cell({"boxes": [{"label": "да", "checked": True}]})
    assert "crossed" not in paper_cell({"boxes": [{"label": "нет"}]})


def test_name_is_bold_once_and_heading_of_numbers_has_two_lines():
    assert embolden(paper_text("Я, Ли А.Б., и Ли А.Б."), "Ли А.Б.").count("<b>") == 1
    assert paper_heading("№ п/п") == "№<br>п/п"


@pytest.mark.parametrize(("date", "iso"), [("02.10.2026", "2026-10-02"), ("", ""), (None, ""), ("осень", "")])
def test_iso_date_reads_only_dates(date, iso):
    assert iso_date(date) == iso


def test_body_of_an_order_may_stand_in_a_page_of_strict_policy():
    html = render_to_string("papers/_paper_body.html", {"paper": papers.order()})

    assert "ПРИКАЗЫВАЮ:" in html
    assert not any(bad in html for bad in ("style=", "<script", "<style", "onclick", "http"))
    assert "style=" not in render_to_string("papers/slips.html", {"paper": papers.slips(1)})
