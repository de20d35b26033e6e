import subprocess
import sys
import time
from pathlib import Path

import pytest

from common.table_reading import MAX_BYTES, TableError, read_table
from tests import corpus

ROOT = Path(__file__).resolve().parents[2]

# Reads a long list in a fresh process: the memory is that of the parser alone. The corpus: tests/measuring.py.
MEASURE = """
import resource
from common.table_reading import read_table
from tests import corpus
read_table(corpus.staff_xlsx(10_000), "list.xlsx")
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (bytes, "Файл пустой"),
        (corpus.wrong_20mb, "Файл больше 10 МБ"),
        (corpus.password_protected, "защищён паролем"),
        (corpus.far_cell_xlsx, "XFD1048576"),
        (corpus.zip_bomb_xlsx, "слишком тяжёлая"),
        (corpus.truncated_xlsx, "повреждён"),
        (corpus.lying_zip_bomb_xlsx, "повреждён|тяжёлая"),
        (corpus.docx, "текстовый документ"),
        (corpus.plain_zip, "архив"),
        (corpus.wrong_1kb, "не таблица"),
        (corpus.unclosed_quote_csv, "кавычка"),
    ],
)
def test_refusal_says_what_is_wrong(build, words):
    with pytest.raises(TableError, match=words):
        read_table(build(), "список.xlsx")


def test_far_cell_is_refused_at_once():
    data = corpus.far_cell_xlsx()
    start = time.monotonic()

    with pytest.raises(TableError):
        read_table(data)

    assert time.monotonic() - start < 2


def test_file_over_the_limit_is_refused_and_file_at_the_limit_is_read():
    row = "Абрамов;учитель\n".encode()
    full = row * 10_000 + b"\n" * (MAX_BYTES - 10_000 * len(row))

    assert len(read_table(full)) == 10_000
    with pytest.raises(TableError, match="больше 10 МБ"):
        read_table(full + b" ")


@pytest.mark.parametrize("build", [corpus.staff_xlsx, corpus.staff_ods, corpus.staff_csv, corpus.html_as_xls])
def test_every_format_gives_the_same_rows(build):
    assert read_table(build(30)) == corpus.staff_rows(30)


@pytest.mark.parametrize("name", ["list.csv", "list.pdf", "../../list", ""])
def test_content_is_judged_and_the_name_is_not(name):
    assert read_table(corpus.staff_xlsx(3), name) == corpus.staff_rows(3)


@pytest.mark.parametrize("n", [1, 2, 200])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-le", "koi8-r", "cp866"]
)
def test_csv_is_read_in_every_code_page(encoding, n):
    names = [row[1] for row in read_table(corpus.staff_csv(n, encoding=encoding))]

    assert names == [row[1] for row in corpus.staff_rows(n)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_is_read_with_every_delimiter(delimiter):
    assert read_table(corpus.staff_csv(5, delimiter=delimiter)) == corpus.staff_rows(5)


def test_csv_with_newline_in_quotes_and_only_carriage_returns_is_read():
    assert read_table('ФИО;Должность\r"Абрамов\nГлеб";учитель'.encode()) == [
        ["ФИО", "Должность"],
        ["Абрамов Глеб", "учитель"],
    ]


def test_cells_are_read_as_a_person_sees_them():
    sheet = (
        '<row r="1"><c r="A1"><v>5</v></c><c r="B1"><v>8.9991234567E10</v></c>'
        '<c r="C1" s="1"><v>31294</v></c>'
        '<c r="D1" t="b"><v>1</v></c><c r="E1" t="b"><v>0</v></c>'
        '<c r="F1"><v>1.5</v></c><c r="G1"><v>0.1</v></c></row>'
    )

    assert read_table(corpus.raw_xlsx(sheet)) == [
        ["5", "89991234567", "04.09.1985", "да", "нет", "1,5", "0,1"]
    ]


def test_invisible_signs_are_cleaned_away():
    assert read_table(corpus.xlsx([["Иван\u00adов\u200b Пётр\u00a0", "и\u0306од"]])) == [
        ["Иванов Пётр", "йод"]
    ]


def test_row_numbers_are_those_of_the_file():
    rows = read_table(corpus.raw_xlsx('<row r="4"><c r="B4"><v>7</v></c></row><row r="9"/>'))

    assert rows == [[], [], [], ["", "7"]]


def test_empty_formatted_cells_in_the_far_corner_do_no_harm():
    near = '<row r="1"><c r="A1"><v>7</v></c><c r="XFD1" s="1"/></row>'
    far = '<row r="1048576"><c r="XFD1048576" s="1"></c></row>'

    assert read_table(corpus.raw_xlsx(near + far)) == [["7"]]


def test_twenty_thousand_rows_are_read_and_one_more_is_refused():
    assert len(read_table(corpus.many_rows_xlsx(20_000))) == 20_000
    with pytest.raises(TableError, match="A20001"):
        read_table(corpus.many_rows_xlsx(20_001))


def test_two_hundred_columns_are_read_and_one_more_is_refused():
    assert len(read_table(corpus.many_columns_xlsx(200))[0]) == 200
    with pytest.raises(TableError, match="GS1"):
        read_table(corpus.many_columns_xlsx(201))


def test_web_page_keeps_places_of_joined_cells():
    page = (
        "<table><tr><th rowspan=2>ФИО<th colspan=2>Стаж<tr><th>общий<th>пед.<tr><td>Ли Э.<td>5<td>3</table>"
    )

    assert read_table(page.encode()) == [["ФИО", "Стаж"], ["", "общий", "пед."], ["Ли Э.", "5", "3"]]


def test_small_file_costs_little():
    data, times = corpus.staff_xlsx(1), []
    for _ in range(5):
        start = time.monotonic()
        read_table(data)
        times.append(time.monotonic() - start)

    assert min(times) <= 0.6


def test_ten_thousand_rows_are_read_quickly():
    data, times = corpus.staff_xlsx(10_000), []
    for _ in range(3):
        start = time.monotonic()
        assert len(read_table(data)) == 10_001
        times.append(time.monotonic() - start)

    assert min(times) <= 2


def test_ten_thousand_rows_take_little_memory():
    done = subprocess.run([sys.executable, "-c", MEASURE], cwd=ROOT, capture_output=True, check=True)

    assert float(done.stdout) < 256


def test_reading_leaves_no_files_behind(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    read_table(corpus.staff_xlsx(2))

    assert list(tmp_path.iterdir()) == []
