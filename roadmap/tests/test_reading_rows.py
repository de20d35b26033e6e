"""Tables as files give them: stages, merged cells and torn rows."""

from common.blocks import Merge, Paragraph, Table
from common.document_reading import blocks_of_text
from roadmap.reading.interpreting import interpret

HEAD = ["№", "Мероприятие", "Срок", "Ответственный"]


def read(*tables, merges=()):
    blocks = [Table([list(row) for row in rows], list(merges)) for rows in tables]
    return interpret([Paragraph("Дорожная карта на 2022-2023 учебный год"), *blocks])


def outline(draft):
    return [
        (stage.number, stage.title, [(one.number, one.title, one.term) for one in stage.activities])
        for stage in draft.stages
    ]


def test_row_cut_by_a_page_belongs_to_the_row_before():
    draft = read(
        [HEAD, ["1.1", "Встречи наставников и", "Октябрь 2022", "Кураторы целевой модели"]],
        [["", "наставляемых", "по май 2023", "наставничества"], ["1.2", "Опрос", "май", "Куратор"]],
    )

    first, second = draft.stages[0].activities
    assert (first.title, first.term) == ("Встречи наставников и наставляемых", "Октябрь 2022 по май 2023")
    assert [period.months for period in first.periods] == [("2022-10", "2023-05")]
    assert first.responsible == ["Кураторы целевой модели наставничества"]
    assert first.source == [(1, 1), (2, 0)]
    assert [period.months for period in second.periods] == [("2023-05", "2023-05")]


def test_heading_repeated_on_a_page_and_its_number_are_no_rows():
    draft = interpret(
        [Table([HEAD, ["1", "Приказ", "май 2023", "Директор"]], []), Paragraph("- 2 -"),
         Table([HEAD, ["1", "2", "3", "4"], ["2", "Опрос", "май 2023", "Куратор"]], [])]
    )  # fmt: skip

    assert [one.title for one in draft.stages[0].activities] == ["Приказ", "Опрос"]
    assert draft.repeated == ["- 2 -", *HEAD]
    assert draft.unrecognised == []


def test_rows_of_stages_across_the_table_with_one_cell_or_with_a_number():
    draft = read(
        [
            HEAD,
            ["Этап 1. Подготовка", "", "", ""],
            ["1.1", "Приказ", "август", "Директор"],
            ["2.", "Основной этап", "", ""],
            ["2.1.", "Встречи", "ежемесячно", "Наставники"],
            ["", "ИТОГИ РАБОТЫ", "", ""],
            ["3.1)", "Отчёт", "май", "Куратор"],
        ],
        merges=[Merge(1, 0, 1, 4)],
    )

    assert outline(draft) == [
        ("1", "Подготовка", [("1.1", "Приказ", "август")]),
        ("2", "Основной этап", [("2.1", "Встречи", "ежемесячно")]),
        (None, "ИТОГИ РАБОТЫ", [("3.1", "Отчёт", "май")]),
    ]


def test_stage_on_top_of_a_page_is_new_when_merged_and_said_once_when_repeated():
    first = Table([HEAD, ["1. Подготовка", "", "", ""], ["1", "Приказ", "август 2022", "Директор"]], [])
    again = Table([["1. Подготовка", "", "", ""], ["2", "Опрос", "май 2023", "Куратор"]], [Merge(0, 0, 1, 4)])
    other = Table([["", "Реализация", "", ""], ["3", "Встречи", "май 2023", "Куратор"]], [Merge(0, 1, 1, 3)])

    draft = interpret([first, again, other])

    assert outline(draft) == [
        ("1", "Подготовка", [("1", "Приказ", "август 2022"), ("2", "Опрос", "май 2023")]),
        (None, "Реализация", [("3", "Встречи", "май 2023")]),
    ]
    assert draft.repeated == ["1. Подготовка"]
    assert draft.unrecognised == []


def test_term_beside_a_stage_is_that_of_its_activities_without_one():
    draft = read(
        [
            HEAD,
            ["1", "Подготовка", "август 2022", ""],
            ["1.1", "Приказ", "", "Директор"],
            ["1.2", "Опрос", "май 2023", "Куратор"],
        ]
    )

    assert outline(draft) == [
        ("1", "Подготовка", [("1.1", "Приказ", "август 2022"), ("1.2", "Опрос", "май 2023")])
    ]


def test_stage_merged_over_its_rows_takes_the_number_and_gives_a_merged_term_to_both():
    draft = read(
        [
            ["№", "Этап", "Мероприятия", "Срок"],
            ["1", "Подготовка", "Приказ", "август"],
            ["", "", "Положение", ""],
            ["2", "Работа", "Встречи", "май"],
        ],
        merges=[Merge(1, 0, 2, 1), Merge(1, 1, 2, 1), Merge(1, 3, 2, 1)],
    )

    assert outline(draft) == [
        ("1", "Подготовка", [(None, "Приказ", "август"), (None, "Положение", "август")]),
        ("2", "Работа", [(None, "Встречи", "май")]),
    ]


def test_without_stages_all_stands_in_one_without_number_and_title():
    draft = read([HEAD[1:], ["Приказ", "август", "ОУ ИМЦ"], ["Опрос", "постоянно", "ОУ"]])

    assert outline(draft) == [(None, None, [(None, "Приказ", "август"), (None, "Опрос", "постоянно")])]
    assert draft.stages[0].activities[0].responsible == ["ОУ", "ИМЦ"]
    assert draft.stages[0].activities[1].continuous


def test_signature_note_and_ticks_are_unrecognised_and_no_activities():
    draft = read(
        [
            [*HEAD, "Отметка"],
            ["1", "Приказ", "август", "Директор", "выполнено"],
            ["* Сроки уточняются", "", "", "", ""],
            ["Куратор ______ А.А. Стриж", "", "", "", ""],
            ["Ознакомлены все участники", "", "", "", ""],
        ]
    )

    assert outline(draft) == [(None, None, [("1", "Приказ", "август")])]
    assert draft.unrecognised == [
        "выполнено",
        "* Сроки уточняются",
        "Куратор ______ А.А. Стриж",
        "Ознакомлены все участники",
    ]


def test_text_with_one_cell_a_line_tells_stages_from_items():
    draft = interpret(
        blocks_of_text(
            "N° Наименование\nэтапа\n\nСодержание деятельности®\n\n"
            "1. Подготовка\nусловий\n\nИздание приказа.\n\n"
            "2. Формирование\nбанка\n\n1. Сбор запросов.\n2. Сбор\n\nсогласий.\n\n"
            "3. Отбор и обучение 1. Анализ банка.\n2. Обучение."
        )
    )

    assert outline(draft) == [
        ("1", "Подготовка условий", [(None, "Издание приказа.", None)]),
        ("2", "Формирование банка", [(None, "Сбор запросов.", None), (None, "Сбор согласий.", None)]),
        ("3", "Отбор и обучение", [(None, "Анализ банка.", None), (None, "Обучение.", None)]),
    ]


def test_text_with_columns_of_spaces_tabs_or_bars():
    rows = [["№", "Мероприятие", "Срок"], ["1", "Издание приказа", "август 2022"], ["2", "Опрос", "май 2023"]]
    texts = [
        "\n".join("\t".join(row) for row in rows),
        "\n".join(f"| {' | '.join(row)} |" for row in rows),
        "\n".join("{:6}{:30}{}".format(*row) for row in rows),
    ]

    for text in texts:
        found = outline(interpret(blocks_of_text(text)))
        assert found == [(None, None, [("1", "Издание приказа", "август 2022"), ("2", "Опрос", "май 2023")])]
