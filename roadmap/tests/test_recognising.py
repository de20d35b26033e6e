"""What the words of a roadmap mean: the counter of a line, the roles of the answerable."""

import subprocess
import sys
import time

import pytest

from organizations.models import Role
from roadmap.progress import COUNTERS
from roadmap.recognising import (
    DISTRICT_RULES,
    ITEMS,
    PLANNED,
    ROLE_WORDS,
    RULES,
    counter_of,
    counter_of_line,
    needs_mentees,
    roles_of,
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Разработка и утверждение «дорожной карты» внедрения системы наставничества", "roadmap_approved"),
        ("Дорожная карта (план мероприятий) по реализации Положения о наставничестве", "roadmap_approved"),
        ("Сбор информации о профессиональных запросах педагогов", "requests"),
        ("Анкетирование педагогов, желающих стать наставляемыми", "requests"),
        ("Формирование банка данных наставляемых, обеспечение согласий", "mentee_bank"),
        ("Сбор согласий на обработку персональных данных наставников", "mentor_bank"),
        ("Анализ базы наставников и выбор подходящих для программы", "pairs"),
        ("Соединение наставников и наставляемых в пары/группы", "pairs"),
        (
            "Приказ(ы) о закреплении пар/групп с письменного согласия на возложение обязанностей",
            "order_pairs",
        ),
        ("Приказ о закреплении наставников за молодыми педагогами", "order_pairs"),
        ("Письменные согласия на возложение дополнительных обязанностей", "duty_consents"),
        ("Ознакомление педагогов с приказом под роспись", "acknowledgements"),
        (
            "приказ «Об утверждении положения о системе наставничества» Приложение 2 - Дорожная карта",
            "order_regulation",
        ),
        ("Положение о системе (целевой модели) наставничества", "regulation"),
        ("Издание приказа о внедрении целевой модели наставничества", "order_model"),
        ("Издание приказа о назначении куратора", "order_curator"),
        ("Разработка и утверждение Программы наставничества", "school_programme"),
        ("Приказ об утверждении Программы наставничества", "school_programme"),
        ("подготовка шаблона персонализированной программы наставничества", "programme_template"),
        ("Проведение административного совещания по выбору форм наставничества", "minutes_meeting"),
        ("Проведение педагогического совета", "minutes_council"),
        ("Мониторинг качества реализации программы наставничества", "monitoring_note"),
        ("Приказ «О проведении итогового мероприятия»", "final_event_order"),
        ("Издание приказа о поощрении участников", "reward_order"),
        ("Поощрение участников благодарственными письмами", "thank_you_letters"),
        ("Подготовка персонализированных программ наставничества", "programmes"),
        ("Регулярные встречи наставника и наставляемого", "meetings"),
        ("Организация поддержки наставляемых, не сформировавших пару", "support_cases"),
        ("Проведение мониторинга по выявлению предварительных запросов", "survey_preliminary"),
        ("Анкетирование среди потенциальных наставников", "survey_candidates"),
        ("Анкетирование обратной связи для промежуточной оценки", "survey_interim"),
        ("Проведение мониторинга качества реализации программ (анкетирование)", "survey_final"),
    ],
)
def test_counters_of_today(text, key):
    assert counter_of(text) == key
    assert key in COUNTERS


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Проведение консультаций, «установочные сессии» наставников", "training"),
        ("Проведение итогового мероприятия; пополнение методической копилки", "final_event"),
        ("Освещение мероприятий Дорожной карты осуществляется на всех этапах на сайте", "publication"),
        ("Подготовка локальных нормативных актов в «пилотных» ОУ", "district_local_acts"),
        ("Экспертиза программ наставничества «пилотных» ОУ", "district_review"),
        ("Консультирование в «пилотных» ОУ через мессенджер", "consulting"),
    ],
)
def test_counters_to_come(text, key):
    assert counter_of(text) == key
    assert key in PLANNED
    assert key not in COUNTERS


@pytest.mark.parametrize(
    "text", ["", "Посещение уроков", "Родительское собрание", "Оформление стенда", "Иное"]
)
def test_other_work_is_closed_by_hand(text):
    assert counter_of(text) == ""


def test_latin_letters_letter_case_and_dashes_do_not_matter():
    assert counter_of("ДOPOЖHAЯ КAPTA") == "roadmap_approved"
    assert counter_of("психолого–педагогическая поддержка") == "support_cases"


def test_every_rule_names_a_known_counter_and_a_role():
    keys = {key for key, _ in [*RULES, *DISTRICT_RULES]}

    assert keys <= {*PLANNED, *COUNTERS}
    assert {*PLANNED} <= keys
    assert {role for role, _ in ROLE_WORDS} <= {*Role.values}


@pytest.mark.parametrize(
    ("title", "content", "key"),
    [
        ("Подготовка нормативной базы", ["Издание приказа", "Положение о наставничестве"], ITEMS),
        ("Принятие локальных нормативных правовых актов", ["приказ", "положение"], ITEMS),
        ("Подготовка нормативной базы", ["Издание приказа о внедрении целевой модели"], "order_model"),
        ("Подготовка нормативной базы", [], ""),
        ("Организационный этап", ["Иное", "Проведение педсовета"], "minutes_council"),
        ("Отбор наставников", ["Проведение педсовета"], "pairs"),
    ],
)
def test_a_line_of_local_acts_counts_its_items(title, content, key):
    assert counter_of_line(title, content) == key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("программы (при наличии в организации наставляемых)", True),
        ("программы – при наличии наставляемых", True),
        ("Сбор данных о наставляемых", False),
        ("при наличии средств. Банк наставляемых", False),
    ],
)
def test_work_that_needs_mentees(text, expected):
    assert needs_mentees(text) is expected


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Администрация МБОУ МУК № 7 г. Заречинска", ["head"]),
        ("Директор", ["head"]),
        ("Заведующий", ["head"]),
        ("Руководитель ОУ", ["head"]),
        ("Кураторы целевой модели наставничества", ["curator"]),
        ("Заместитель директора по УВР Иванова И.И.", ["curator"]),
        ("зам. директора, ответственный за наставничество", ["curator"]),
        ("наставники, наставляемые", ["participant"]),
        ("педагоги", ["participant"]),
        ("Педагог-психолог", ["psychologist"]),
        ("ИМЦ", ["methodologist"]),
        ("методический центр", ["methodologist"]),
        ("Начальник отдела образования", ["department_head"]),
        ("ОУ ИМЦ", ["curator", "methodologist"]),
        ("Администрация ОУ", ["head"]),
        ("Кураторы целевой модели наставничества Наставники", ["curator", "participant"]),
        ("Администрация школы, кураторы, администрация", ["head", "curator"]),
        ("руководители ШМО", []),
        ("Педагогический совет", []),
        ("", []),
    ],
)
def test_roles_of_the_answerable(text, roles):
    assert roles_of(text) == roles


@pytest.mark.parametrize("text", ["приказ утвержд " * 2_000, "куратор " * 5_000, "банк " * 5_000])
def test_a_cell_of_many_pages_costs_no_time(text):
    begun = time.monotonic()

    counter_of(text)
    counter_of_line(text, [text])
    roles_of(text)

    assert time.monotonic() - begun < 2


def test_reading_words_needs_no_django():
    code = (
        "import sys, roadmap.recognising, roadmap.reading.terms, roadmap.reading.responsible\n"
        "sys.exit('django' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
