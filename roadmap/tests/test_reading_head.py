import datetime as dt

import pytest

from roadmap.reading.grids import Grid, GridRow, Line
from roadmap.reading.heading import read_head
from roadmap.reading.headlines import head_lines
from roadmap.reading.institutions import find_institution
from roadmap.reading.stamps import read_stamp


@pytest.mark.parametrize(
    ("lines", "position", "name", "number", "day"),
    [
        (["УТВЕРЖДАЮ", "Директор МБОУ № 4 г. Заречинска", "/Л.А. Синицкая/", "Приказ от 08.09.2022 № 134/4"],
         "Директор МБОУ № 4 г. Заречинска", "Л.А. Синицкая", "134/4", dt.date(2022, 9, 8)),
        (["Утверждаю: Заведующий ГБДОУ №27 ________ Е.Е. Стриж", "«01» сентября 2023 г."],
         "Заведующий ГБДОУ №27", "Е.Е. Стриж", None, dt.date(2023, 9, 1)),
        (["УТВЕРЖДЕНА", "приказом директора МБОУ СОШ № 5", "от 1 сентября 2023 г. № 112-о"],
         None, None, "112-о", dt.date(2023, 9, 1)),
        (["УТВЕРЖДАЮ", "Директор школы", "____________ /________/", "«___»______2022 г."],
         "Директор школы", None, None, None),
        (["ПРИНЯТО", "на заседании педагогического совета", "протокол № 1 от 30.08.2022"],
         None, None, "1", dt.date(2022, 8, 30)),
        (["Приложение № 2", "к приказу от 01.09.2022 № 45"], None, None, "45", dt.date(2022, 9, 1)),
        (["СОГЛАСОВАНО", "Начальник отдела администрации района СПб", "Журавлина Елена Егоровна"],
         "Начальник отдела администрации района СПб", "Журавлина Елена Егоровна", None, None),
        (["УТВЕРЖДЕНО", "на педагогическом совете", "протокол № 1 от 30.08.2023", "Приказ № 45-о от 31.08.2023",
          "Директор школы ______ А.А. Стриж"], "Директор школы", "А.А. Стриж", "45-о", dt.date(2023, 8, 31)),
        (["УТВЕРЖДАЮ", "А.А. Стриж, директор школы"], "директор школы", "А.А. Стриж", None, None),
        (["УТВЕРЖДАЮ", "Директор Н.П. Стрижова", "Пр. № 7 от 31.02.2023"], "Директор", "Н.П. Стрижова", "7", None),
    ],
)  # fmt: skip
def test_stamp(lines, position, name, number, day):
    stamp = read_stamp(lines)

    assert (stamp.position, stamp.name, stamp.number, stamp.date) == (position, name, number, day)
    assert stamp.lines == lines


@pytest.mark.parametrize(
    ("title", "institution"),
    [
        ("Карта в МБОУ МУК № 7 г. Заречинска", "МБОУ МУК № 7 г. Заречинска"),
        ("Карта в МАОУ «Лицей № 8» на 2023-2024 учебный год", "МАОУ «Лицей № 8»"),
        ("Положения в ОБГ ПОУ «Озёрский колледж»", "ОБГ ПОУ «Озёрский колледж»"),
        (
            "КАРТА В ОУ СЕВЕРНОГО РАЙОНА САНКТ-ПЕТЕРБУРГА НА 2020-2021 УЧЕБНЫЙ ГОД",
            "ОУ Северного района Санкт-Петербурга",
        ),
        (
            "наставничества муниципального учреждения «Никольская школа»",
            "муниципального учреждения «Никольская школа»",
        ),
        ("Карта наставничества в образовательной организации", None),
        ("Дорожная карта наставничества", None),
    ],
)
def test_institution_as_it_stands_in_the_title(title, institution):
    assert find_institution(title) == institution


def test_head_is_parted_into_stamp_title_and_intro():
    head = read_head(
        ["УТВЕРЖДАЮ", "", "Директор школы", "А.А. Иволгин", "", "«ДОРОЖНАЯ КАРТА»", "ПО НАСТАВНИЧЕСТВУ В МБОУ № 3",
         "НА 2020-2021 УЧЕБНЫЙ ГОД", "Пилотные школы обозначены в письме КО от 30.09.2020 №03-10-2838/20-0-1"]
    )  # fmt: skip

    assert head.title_lines == [
        "«ДОРОЖНАЯ КАРТА»",
        "ПО НАСТАВНИЧЕСТВУ В МБОУ № 3",
        "НА 2020-2021 УЧЕБНЫЙ ГОД",
    ]
    assert head.intro == ["Пилотные школы обозначены в письме КО от 30.09.2020 №03-10-2838/20-0-1"]
    assert head.years == (2020, 2021)
    (stamp,) = head.stamps
    assert (stamp.name, stamp.number, stamp.date) == ("А.А. Иволгин", None, None)


def test_line_after_a_gap_is_no_more_title():
    head = read_head(["План", "по наставничеству", "", "на 2023 год", "", "Наставничество помогает молодым"])

    assert head.title_lines == ["План", "по наставничеству", "на 2023 год"]
    assert head.intro == ["Наставничество помогает молодым"]


def test_letterhead_names_the_institution_that_the_title_does_not():
    head = read_head(
        ["Муниципальное бюджетное учреждение", "«Школа № 7»", "", "Комитет по делам", "План работы"]
    )

    assert head.letterhead == ["Муниципальное бюджетное учреждение", "«Школа № 7»"]
    assert head.institution == "Муниципальное бюджетное учреждение «Школа № 7»"
    assert (head.title_lines, head.rest) == (["План работы"], ["Комитет по делам"])


@pytest.mark.parametrize(
    "pieces",
    [
        [
            Line("ПРИНЯТО\t\tУТВЕРЖДАЮ", (0, 0)),
            Line("Педсовет\t\tДиректор", (1, 0)),
            Line("\t\tА.А. Стриж", (2, 0)),
        ],
        [
            Line("  ПРИНЯТО                УТВЕРЖДАЮ", (0, 0)),
            Line("  Педсовет               Директор", (1, 0)),
            Line("                         А.А. Стриж", (2, 0)),
        ],
        [Grid([GridRow(["ПРИНЯТО\nПедсовет", "УТВЕРЖДАЮ\nДиректор\nА.А. Стриж"], (0, 0))])],
        [
            Grid(
                [
                    GridRow(["ПРИНЯТО", "", "УТВЕРЖДАЮ"], (0, 0)),
                    GridRow(["Педсовет", "", "Директор"], (0, 1)),
                    GridRow(["", "", "А.А. Стриж"], (0, 2)),
                ]
            )
        ],
    ],
)
def test_stamps_side_by_side_are_read_one_after_the_other(pieces):
    head = read_head(head_lines([*pieces, Line("План мероприятий", (9, 0))]))

    assert [stamp.lines for stamp in head.stamps] == [
        ["ПРИНЯТО", "Педсовет"],
        ["УТВЕРЖДАЮ", "Директор", "А.А. Стриж"],
    ]
    assert head.title_lines == ["План мероприятий"]
