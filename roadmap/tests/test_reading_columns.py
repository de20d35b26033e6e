import pytest

from roadmap.reading.columns import columns_of, field_of, guessed_columns, is_heading
from roadmap.reading.grids import GridRow


def row(*cells, **more):
    return GridRow(list(cells), (0, 0), **more)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        *[(text, "number") for text in ("№", "№ п/п", "N°", "No", "п/п", "№№")],
        *[(text, "stage") for text in ("Этап", "Наименование\nэтапа", "Раздел", "Направление")],
        *[
            (text, "activity")
            for text in ("Мероприятие", "Наименование мероприятий", "Мероприятия¹", "Действия")
        ],
        *[
            (text, "content")
            for text in ("Содержание", "Содержание деятельности и примерный план мероприятий®")
        ],
        *[
            (text, "term")
            for text in ("Срок", "Сроки\nреализации", "Дата проведения", "Период", "Срок выполнения")
        ],
        *[
            (text, "responsible")
            for text in ("Ответственный исполнитель", "Исполнители", "Ответственные за мероприятие")
        ],
        *[(text, "result") for text in ("Результат. Вид документа", "Ожидаемый результат", "Вид документа")],
        *[(text, "mark") for text in ("Отметка о выполнении", "Примечание")],
        ("Директор", None),
        ("", None),
    ],
)
def test_field_of_a_heading(heading, field):
    assert field_of(heading) == field


def test_row_of_the_table_is_no_heading():
    assert is_heading(row("№", "Мероприятие", "Срок"))
    assert not is_heading(row("7", "Ведение раздела сайта", "Постоянно", "Ответственный за сайт", "Раздел"))
    assert not is_heading(row("Мероприятие", "Приказ", "Директор", "июнь"))


def test_heading_of_two_rows():
    first, second = (
        row("№", "Мероприятие", "Срок", ""),
        row("№", "", "начало", "окончание", covered=frozenset({0})),
    )

    columns = columns_of([first, second])

    assert [column.field for column in columns] == ["number", "activity", "term", "term"]
    assert columns[2].heading == "Срок начало"


def test_columns_by_their_contents():
    rows = [
        row("1.", "Выбор куратора программы", "Август 2023", "Директор"),
        row("2.", "Анкетирование молодых специалистов", "В течение года", "Куратор, психолог"),
    ]

    assert [column.field for column in guessed_columns(rows)] == ["number", "activity", "term", "responsible"]
