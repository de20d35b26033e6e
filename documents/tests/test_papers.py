"""Papers as plain data: cases, genders, grounds; no PDF and, where it can be, no database."""

import datetime as dt

import pytest

from common.legal import cited
from common.russian import Case
from documents.papers import order_pairs
from documents.papers.blocks import name_lines, person_in
from documents.papers.subject import Subject
from pairs.models import Pair, PairMember
from pairs.queries import rows_of
from pairs.tests.factories import PairFactory
from people.models import Person
from people.tests.factories import PersonFactory


def text_of(content):
    return "\n".join(item["text"] for item in content["items"])


@pytest.fixture
def rows(school):
    """A pair and a group of three, with names that are easy to get wrong."""
    people = [
        ("Мамедов", "Руслан", "Эльдар оглы", "male", "учитель информатики"),
        ("Дурново", "Елена", "Олеговна", "female", "учитель биологии"),
        ("Жук", "Анна", "Игоревна", "female", "учитель химии"),
    ]
    group = [
        PersonFactory(organization=school, last_name=a, first_name=b, patronymic=c, gender=d, position=e)
        for a, b, c, d, e in people
    ]
    solovey = PersonFactory(
        organization=school, last_name="Соловей", first_name="Виктор", patronymic="Иванович", gender="male",
        position="учитель физики", category="высшая",
    )  # fmt: skip
    PairFactory(mentor=solovey, mentees=group, kind=Pair.Kind.GROUP)
    gricenko = PersonFactory(
        organization=school, last_name="Гриценко", first_name="Артём", patronymic="Павлович", gender="male",
        experience_years=1,
    )  # fmt: skip
    PairFactory(mentor=PersonFactory(organization=school, last_name="Лебедева"), mentees=[gricenko])
    return rows_of(Pair.objects.order_by("pk"))


def subject(school, rows, curator):
    keys = {f"pair:{row.pair.pk}": row for row in rows}
    return Subject(school, curator, school.today, {"pairs": [*keys]}, keys)


@pytest.fixture
def content(school, rows):
    curator = PersonFactory(
        organization=school, last_name="Астахова", first_name="Ирина", position="методист"
    )
    return order_pairs.build(subject(school, rows, curator))


def test_order_says_group_in_genitive_and_pair_in_instrumental(content):
    text = text_of(content)

    assert (
        "За группой в составе учителя биологии Дурново Елены Олеговны, учителя химии Жук Анны Игоревны и учителя "
        "информатики Мамедова Руслана Эльдар оглы – учителя физики Соловья Виктора Ивановича." in text
    )
    assert "За учителем математики Гриценко Артёмом Павловичем – учителя математики Лебедеву" in text
    assert "Куратору наставничества методисту Астаховой Ирине Николаевне:" in text


def test_order_numbers_items_and_tells_who_and_until(content):
    numbers = [item["number"] for item in content["items"]]
    programme = next(
        item for item in content["items"] if "программы наставничества и представить" in item["text"]
    )

    assert numbers == ["1.", "1.1.", "1.2.", "2.", "3.", "3.1.", "3.2.", "3.3.", "4."]
    assert (programme["who"], programme["until"]) == ("Наставники", "2026-10-23")
    assert "23\u00a0октября 2026" in programme["text"].replace(" г", "\u00a0г").replace("23 ", "23\u00a0")


def test_appendix_keeps_names_in_the_nominative(content):
    rows = [row["cells"] for row in content["appendices"][0]["body"][0]["rows"]]

    assert rows[0][1] == {"name": "Соловей Виктор Иванович", "rest": ", учитель физики, высшая категория"}
    assert rows[1][2] == [
        {"name": "Гриценко Артём Павлович", "rest": ", учитель математики, стаж 1\u00a0год"}
    ]


def test_grounds_follow_who_takes_part(school, rows):
    assert "351.8" in order_pairs.preamble(school, rows)
    assert "Р-145" not in order_pairs.preamble(school, rows)

    Person.objects.filter(pk__in=PairMember.objects.values("person")).update(kind=Person.Kind.LEARNER)
    learners = rows_of(Pair.objects.order_by("pk"))

    assert "351.8" not in order_pairs.preamble(school, learners)
    assert "Р-145" in order_pairs.preamble(school, learners)


def test_pairs_with_own_terms_say_them(school, rows):
    Pair.objects.filter(pk=rows[1].pair.pk).update(ends_on=dt.date(2026, 12, 30))
    changed = rows_of(Pair.objects.order_by("pk"))

    first, second = (
        order_pairs.pair_item(row, dt.date(2026, 10, 5), dt.date(2027, 5, 28)) for row in changed
    )

    assert "(с" not in first
    assert second.endswith("по 30\u00a0декабря 2026\u00a0г.)")


def test_a_form_overridden_by_hand_is_used(school):
    person = PersonFactory(
        organization=school, last_name="Соловей", first_name="Виктор", patronymic="Иванович", gender="male",
        name_forms={"genitive": "Соловея Виктора Ивановича"}, position_forms={"genitive": "физика"},
    )  # fmt: skip

    assert person_in(person, Case.GENITIVE) == "физика Соловея Виктора Ивановича"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("ГБДОУ детский сад № 27 Приозёрного района", ["ГБДОУ детский сад № 27 Приозёрного района"]),
        ("Учреждение «Школа № 12» города Кирова", ["Учреждение", "«Школа № 12»", "города Кирова"]),
        ("ОГБПОУ «Колледж «Мост»»", ["ОГБПОУ", "«Колледж «Мост»»"]),
    ],
)
def test_letterhead_keeps_the_quoted_name_in_one_line(name, lines):
    assert name_lines(name) == lines


def test_act_is_cited_only_while_in_force():
    assert cited("labour_code_351_8", dt.date(2025, 3, 1))
    assert cited("labour_code_351_8", dt.date(2025, 2, 28)) == ""
    with pytest.raises(KeyError):
        cited("labour_code_358_1", dt.date(2026, 1, 1))
