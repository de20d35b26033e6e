"""The built-in roadmaps: every line of the five source documents is there, with its term for any year."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from common.document_reading import blocks_of_text
from organizations.tests.factories import OrganizationFactory
from roadmap.models import Activity
from roadmap.progress import COUNTERS
from roadmap.reading.interpreting import interpret
from roadmap.reading.responsible import split_responsible
from roadmap.reading.terms import read_term
from roadmap.recognising import ITEMS, PLANNED, counter_of, counter_of_line
from roadmap.samples import BUILTIN, samples, samples_for, term_dates
from roadmap.services import create_roadmap

SET_B = {1: 1, 2: 2, 3: 2, 4: 2, 5: 3, 6: 3, 7: 1}
LINES = {
    "s0": SET_B,
    "s1": {1: 4, 2: 2, 3: 2, 4: 2, 5: 2, 6: 2, 7: 2},
    "s3": SET_B,
    "s4": SET_B | {5: 4, 6: 2},
}
SEEDS = Path(__file__).parent / "reading"
ITEMS_BY_LINE = {
    "s0": {"1.1": 5, "4.2": 2},
    "s1": {
        **{"1.1": 1, "1.2": 4, "1.3": 3, "1.4": 3, "2.1": 2, "2.2": 2, "3.1": 1, "3.2": 2},
        **{"4.1": 1, "4.2": 2, "5.1": 2, "5.2": 1, "6.1": 1, "6.2": 1, "7.1": 3, "7.2": 4},
    },
    "s2": {},
    "s3": {"1.1": 3, "4.2": 2},
    "s4": {"1.1": 3, "4.2": 2},
}
# What stands in the seed where a sample has a placeholder.
NAMES = {"s1": "МБОУ МУК № 7 г. Заречинска", "s4": "ОБГ ПОУ «Заречинский политехнический колледж»"}
YEARS = {"s1": (2022, 2023), "s2": (2020, 2021)}
WORDS = {
    "s0": [
        "Об утверждении положения о системе (целевой модели) наставничества педагогических работников",
        "Положение о системе (целевой модели) наставничества",
        "Дорожная карта (план мероприятий) по реализации Положения",
        "закреплении наставнических пар/групп",
        "шаблона персонализированной программы наставничества",
        "Сбор информации о профессиональных запросах педагогов",
        "Формирование банка данных наставляемых, обеспечение согласий",
        "Проведение анкетирования среди потенциальных наставников",
        "Формирование банка данных наставников, обеспечение согласий",
        "Анализ банка и выбор подходящих наставников для педагога/группы педагогов",
        "подготовка методических материалов для сопровождения наставнической деятельности",
        "«установочные сессии» наставников и др.",
        "Формирование наставнических пар/групп",
        "Разработка персонализированных программ наставничества для каждой пары/группы",
        "психолого-педагогической поддержки сопровождения наставляемых, не сформировавших пару",
        "мониторинга качества реализации персонализированных программ наставничества (анкетирование)",
        "О проведении итогового мероприятия в рамках реализации системы (целевой модели)",
        "пополнение методической копилки педагогических практик наставничества",
        "в специальном разделе, по возможности на муниципальном и региональном уровнях",
    ],
    "s1": [
        "Изучение и систематизация имеющихся материалов",
        "Принятие решения о внедрении целевой модели наставничества",
        "Разработка и утверждение Программы наставничества",
        "административного совещания по выбору форм наставничества",
        "форме наставничества «Учитель – учитель»",
        "Проведение педагогического совета",
        "Информирование внешней среды",
        "из личных дел, анализа методической работы, рекомендаций по результатам аттестации",
        "Сбор согласий на обработку персональных данных наставляемых",
        "Анкетирование среди потенциальных наставников",
        "Сбор согласий на обработку персональных данных наставников",
        "Анализ базы наставников и выбор подходящих",
        "Организация обучения наставников для работы с наставляемыми",
        "Соединение наставников и наставляемых в пары/группы",
        "Издание приказа об утверждении наставнических пар/групп",
        "индивидуального плана наставничества для каждой пары/группы",
        "Регулярные встречи наставника и наставляемого",
        "Анкетирование обратной связи для промежуточной оценки",
        "Мониторинг личной удовлетворенности участием",
        "Мониторинг и оценка влияния программ на всех участников",
        "приказа о поощрении участников наставнической деятельности",
        "благодарственными письмами",
        "Публикация результатов программы наставничества",
    ],
    "s2": [
        "Подготовка локальных нормативных актов",
        "Проектирование программы наставничества",
        "Проведение педагогических советов",
        "Экспертиза разработанных программ",
        "Формирование и актуализация базы наставляемых и наставников",
        "Обучение наставников",
        "Семинар-практикум для наставников молодых учителей",
        "Формирование наставнических пар (групп)",
        "Реализация программы наставничества",
        "педагогический стаж от 0 до 3 лет",
        "через мессенджер",
    ],
    "s3": [
        "Об утверждении положения о системе наставничества педагогических работников",
        "Приложение 1 - Положение о системе наставничества",
        "Приложение 2 - Дорожная карта (план мероприятий)",
        "с письменного согласия их участников на возложение на них дополнительных обязанностей",
        "подготовка персонализированных программ наставничества (при наличии",
        "для конкретной персонализированной программы наставничества педагога/группы педагогов",
        "Проведение школьной конференции или семинара",
        "круглого стола",
    ],
    "s4": [
        "Сбор информации о профессиональных запросах педагогов, студентов",
        "обеспечение представления согласий",
        "педагога/группы педагогов/студента/работодателя",
        "Реализация персонализированных программ наставничества для каждой пары/группы",
        "на всех этапах ее реализации",
    ],
}


def organization_for(key):
    kind = (samples()[key].kinds or ("school",))[0]
    return OrganizationFactory(kind=kind, short_name="МБОУ «СОШ № 12»")


def text_of(roadmap):
    return "\n".join("\n".join([row.title, *row.content]) for row in roadmap.activities.all())


@pytest.mark.parametrize("key", LINES)
def test_stages_and_numbers_of_a_sample_are_those_of_its_document(db, key):
    roadmap = create_roadmap(organization_for(key), template=key, start_year=2026, by=None)

    numbers = [row.number for row in roadmap.activities.all()]
    assert numbers == [f"{stage}.{n}" for stage, count in LINES[key].items() for n in range(1, count + 1)]
    assert [stage.is_continuous for stage in roadmap.stages.all()] == [False] * 6 + [key != "s1"]


def test_district_sample_has_ten_lines_without_stages(db):
    roadmap = create_roadmap(organization_for("s2"), template="s2", start_year=2026, by=None)

    assert [field for field, _ in roadmap.columns] == ["activity", "term", "responsible"]
    assert (roadmap.activities.count(), roadmap.stages.count()) == (10, 0)
    assert [row.responsible for row in roadmap.activities.all()] == [
        *("ОУ, ИМЦ", "ОУ", "ИМЦ", "ОУ", "ОУ, ИМЦ", "ОУ, ИМЦ", "ОУ", "ОУ", "ИМЦ", "ИМЦ")
    ]


@pytest.mark.parametrize("key", WORDS)
def test_every_item_of_the_document_is_in_the_roadmap(db, key):
    roadmap = create_roadmap(organization_for(key), template=key, start_year=2026, by=None)

    text = text_of(roadmap)
    assert [words for words in WORDS[key] if words not in text] == []


@pytest.mark.parametrize("key", WORDS)
def test_no_year_and_no_name_of_an_institution_is_written_in_a_sample(key):
    text = (BUILTIN / f"{key}.json").read_text(encoding="utf-8")

    json.loads(text)
    assert not [word for word in ("202", "Киров", "Кронштадт", "Кинеш", "№ 49") if word in text]


@pytest.mark.parametrize("key", WORDS)
def test_placeholders_are_all_filled(db, key):
    roadmap = create_roadmap(organization_for(key), template=key, start_year=2026, by=None)

    rest = "".join(f"{row.term}{row.responsible}" for row in roadmap.activities.all())
    assert "{" not in roadmap.title + roadmap.intro + text_of(roadmap) + rest


@pytest.mark.parametrize(
    ("year", "number", "term", "starts_on", "due_on"),
    [
        (2026, "1.1", "Август-сентябрь 2026", dt.date(2026, 8, 1), dt.date(2026, 9, 30)),
        (2027, "1.1", "Август-сентябрь 2027", dt.date(2027, 8, 1), dt.date(2027, 9, 30)),
        (2026, "4.2", "В течение периода", dt.date(2026, 9, 1), dt.date(2027, 5, 31)),
        (2026, "6.1", "Октябрь 2026 по май 2027", dt.date(2026, 10, 1), dt.date(2027, 5, 31)),
        (2026, "6.2", "Январь 2027", dt.date(2027, 1, 1), dt.date(2027, 1, 31)),
        (2027, "6.2", "Январь 2028", dt.date(2028, 1, 1), dt.date(2028, 1, 31)),
    ],
)
def test_terms_are_filled_for_the_year(school, year, number, term, starts_on, due_on):
    roadmap = create_roadmap(school, template="s1", start_year=year, by=None)

    row = roadmap.activities.get(number=number)
    assert (row.term, row.starts_on, row.due_on) == (term, starts_on, due_on)


def test_february_of_a_leap_year_ends_on_the_29th():
    assert term_dates({"from": "02", "to": "02"}, 2027) == (dt.date(2028, 2, 1), dt.date(2028, 2, 29))


def test_a_line_without_months_has_no_dates():
    assert term_dates({}, 2026) == (None, None)


@pytest.mark.parametrize(
    ("kind", "first", "count"),
    [
        ("kindergarten", "s0", 4),
        ("school", "s1", 4),
        ("college", "s4", 4),
        ("department", "s2", 1),
        ("methodical_centre", "s2", 1),
    ],
)
def test_the_sample_of_the_own_kind_comes_first(db, kind, first, count):
    found = samples_for(OrganizationFactory(kind=kind))

    assert (found[0].key, len(found)) == (first, count)


def test_only_lines_that_need_mentees_are_conditional(db):
    for key in WORDS:
        create_roadmap(organization_for(key), template=key, start_year=2026, by=None)

    conditional = Activity.objects.filter(only_with_mentees=True)
    assert sorted((row.roadmap.template, row.number) for row in conditional) == [
        ("s3", "5.1"),
        ("s3", "5.2"),
        ("s4", "5.2"),
        ("s4", "5.4"),
    ]


def lines_of(key):
    """(stage title, line) of a sample in order."""
    sample = samples()[key]
    staged = [(stage["title"], line) for stage in sample.stages for line in stage["activities"]]
    return staged or [("", line) for line in sample.activities]


@pytest.mark.parametrize("key", WORDS)
def test_every_line_names_a_known_counter_and_its_paper(key):
    lines = [line for _, line in lines_of(key)]

    assert {line["counter"] for line in lines} <= {ITEMS, *PLANNED, *COUNTERS}
    assert [line["title"] for line in lines if not line["paper"]] == []
    items = [counter_of(item) for line in lines if line["counter"] == ITEMS for item in line["content"]]
    assert set(items) <= {*PLANNED, *COUNTERS}


@pytest.mark.parametrize("key", WORDS)
def test_the_counter_of_a_line_is_what_its_words_say(key):
    said = [counter_of_line(line["title"], line.get("content", [])) for _, line in lines_of(key)]

    assert said == [line["counter"] for _, line in lines_of(key)]


def test_planned_counters_have_other_names_than_registered_ones():
    assert {*PLANNED} & {*COUNTERS} == set()


@pytest.mark.parametrize("key", WORDS)
def test_a_line_is_continuous_where_its_term_says_so(key):
    said = [read_term(line["term"]).is_continuous for _, line in lines_of(key)]

    assert said == [line.get("continuous", False) for _, line in lines_of(key)]
    assert any(said)


@pytest.mark.parametrize("key", WORDS)
def test_months_of_a_line_are_those_of_its_printed_term(key):
    for _, line in lines_of(key):
        printed = read_term(line["term"].format(y1=2026, y2=2027)).periods
        dates = term_dates(line, 2026)
        assert not printed or (printed[0].start, printed[-1].end) == dates, line["title"]


@pytest.mark.parametrize("key", WORDS)
def test_content_items_are_counted_as_the_issue_counts_them(db, key):
    roadmap = create_roadmap(organization_for(key), template=key, start_year=2026, by=None)

    counts = {row.number: len(row.content) for row in roadmap.activities.all() if row.content}
    assert counts == ITEMS_BY_LINE[key]


def letters(text, key=""):
    """Letters and digits alone: the scan of S3 tears words ("конкрет ной"), signs differ from paper to paper."""
    named = text.replace("{short}", NAMES.get(key, ""))
    return "".join(re.findall(r"\w", named.casefold().replace("ё", "е")))


@pytest.mark.parametrize("key", WORDS)
def test_a_sample_says_what_the_reader_finds_in_its_document(key):
    """Built-in data filled with the names and years of the source = the source as it is read."""
    draft = interpret(blocks_of_text((SEEDS / f"seed_{key}.txt").read_text(encoding="utf-8"))).to_json()
    read = [(stage["title"] or "", line) for stage in draft["stages"] for line in stage["activities"]]
    own = lines_of(key)

    assert [letters(title) for title, _ in own] == [letters(title) for title, _ in read]
    assert [letters(line["title"], key) for _, line in own] == [letters(line["title"]) for _, line in read]
    assert [[letters(item, key) for item in line.get("content", [])] for _, line in own] == [
        [letters(item) for item in line["content"]] for _, line in read
    ]


@pytest.mark.parametrize("key", YEARS)
def test_terms_and_people_of_a_sample_are_those_of_its_document(key):
    draft = interpret(blocks_of_text((SEEDS / f"seed_{key}.txt").read_text(encoding="utf-8"))).to_json()
    read = [line for stage in draft["stages"] for line in stage["activities"]]
    own, (y1, y2) = [line for _, line in lines_of(key)], YEARS[key]

    assert [letters(line["term"].format(y1=y1, y2=y2)) for line in own] == [
        letters(line["term"]) for line in read
    ]
    people = [split_responsible(line["responsible"]) for line in own]
    assert [[letters(each, key) for each in cell] for cell in people] == [
        [letters(each) for each in line["responsible"]] for line in read
    ]


def test_a_roadmap_of_two_school_years(school):
    roadmap = create_roadmap(school, template="s1", start_year=2026, years=2, by=None)

    assert (roadmap.starts_on, roadmap.ends_on) == (dt.date(2026, 8, 1), dt.date(2028, 7, 31))
    assert roadmap.title.endswith("на 2026/2028 учебные годы")
    row = roadmap.activities.get(number="6.1")
    assert (row.term, row.due_on) == ("Октябрь 2026 по май 2028", dt.date(2028, 5, 31))
    assert roadmap.activities.get(number="1.1").due_on == dt.date(2026, 9, 30)
