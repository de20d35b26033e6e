"""Supply against demand by competence: the figures, the lists behind them, the drawing."""

import datetime as dt

import pytest
from django.urls import reverse

from pairs.tests.factories import PairFactory
from people.analysis import Line, analyse
from people.analysis_plot import NARROW, WIDE, draw
from people.models import Competence, MenteeEntry, MentorEntry, Person, Request
from people.tests.factories import MenteeEntryFactory, MentorEntryFactory

ON = dt.date(2026, 10, 1)


@pytest.fixture
def competences(school):
    names = ("Урок", "Класс", "Дети с ОВЗ", "Экзамен")
    return {name: Competence.objects.create(organization=school, name=name) for name in names}


def mentee(school, *asked, requests=1, **person):
    fields = {f"person__{name}": value for name, value in person.items()}
    entry = MenteeEntryFactory(person__organization=school, **fields)
    for _ in range(requests):
        request = Request.objects.create(entry=entry, text="Запрос", made_on=ON)
        request.competences.set(asked)
    return entry


def mentor(school, *strong, capacity=1, **person):
    fields = {f"person__{name}": value for name, value in person.items()}
    entry = MentorEntryFactory(person__organization=school, capacity=capacity, **fields)
    entry.competences.set(strong)
    return entry


@pytest.fixture
def banks(school, competences):
    """Урок: three ask (one twice), one is in a pair; two are strong, of three places two are free."""
    lesson, klass, special = (competences[name] for name in ("Урок", "Класс", "Дети с ОВЗ"))
    rows = {
        "young": mentee(school, lesson, requests=2, experience_years=1),
        "paired": mentee(school, lesson, klass, experience_years=9),
        "other": mentee(school, lesson),
        "special": mentee(school, special),
        "silent": mentee(school, requests=0),
        "unnamed": mentee(school),
        "strong": mentor(school, lesson, klass, capacity=2),
        "second": mentor(school, lesson),
        "vague": mentor(school),
    }
    PairFactory(mentor=rows["strong"].person, mentees=[rows["paired"].person], consents=False)
    return rows


def figures(found):
    return {
        line.competence.name: (line.asked, line.young, line.waiting, line.offered, line.places, line.capacity)
        for line in found.lines
    }


def test_each_person_counts_once_a_competence(curator, banks):
    found = analyse(curator)

    assert figures(found) == {
        "Дети с ОВЗ": (1, 0, 1, 0, 0, 0),
        "Урок": (3, 1, 2, 2, 2, 3),
        "Класс": (1, 0, 0, 1, 1, 2),
        "Экзамен": (0, 0, 0, 0, 0, 0),
    }
    assert [line.gap for line in found.lines] == [1, 0, 0, -1]
    assert (len(found.mentees), len(found.mentors), found.waiting, found.places, found.young) == (
        6,
        3,
        5,
        3,
        1,
    )


def test_widest_gap_comes_first_and_then_what_nobody_is_strong_in(curator, school, competences):
    mentee(school, competences["Экзамен"])
    paired = mentee(school, competences["Класс"])
    PairFactory(mentor=mentor(school, competences["Урок"]).person, mentees=[paired.person], consents=False)

    lines = analyse(curator).lines

    assert [line.competence.name for line in lines] == ["Экзамен", "Класс", "Дети с ОВЗ", "Урок"]


def test_people_whose_words_name_no_competence_are_named(curator, banks):
    found = analyse(curator)

    assert found.without_request == [banks["silent"]]
    assert found.unnamed_requests == [banks["unnamed"]]
    assert found.unnamed_mentors == [banks["vague"]]
    assert found.helpless == [banks["special"]]


def test_nobody_helps_oneself_and_a_mentor_without_room_helps_nobody(curator, school, competences):
    own = mentee(school, competences["Урок"])
    MentorEntryFactory(person=own.person).competences.add(competences["Урок"])
    full = mentor(school, competences["Класс"])
    PairFactory(mentor=full.person, mentees=[mentee(school).person], consents=False)
    waiting = mentee(school, competences["Класс"])

    found = analyse(curator)

    assert set(found.helpless) == {own, waiting}


def test_paused_former_and_stopped_people_are_not_counted(curator, school, competences):
    lesson = competences["Урок"]
    rows = [mentee(school, lesson) for _ in range(3)]
    strong = [mentor(school, lesson) for _ in range(3)]
    for bank, (paused, left, stopped) in ((MenteeEntry, rows), (MentorEntry, strong)):
        bank.objects.filter(pk=paused.pk).update(status="paused")
        bank.objects.filter(pk=left.pk).update(left_on=ON, leaving="done")
        Person.objects.filter(pk=stopped.person_id).update(processing_stopped_on=ON)

    found = analyse(curator)

    assert found.mentees == found.mentors == []
    assert figures(found)["Урок"] == (0, 0, 0, 0, 0, 0)


def test_each_number_opens_the_list_of_as_many(client, curator, banks):
    client.force_login(curator.user)
    line = next(line for line in analyse(curator).lines if line.competence.name == "Урок")

    urls = {
        line.asked: line.mentees_url,
        line.young: f"{line.mentees_url}&young=yes",
        line.waiting: f"{line.mentees_url}&pair=no",
    }
    found = {number: len(client.get(url).context["rows"]) for number, url in urls.items()}
    offered = client.get(line.mentors_url).context["rows"]
    free = client.get(f"{line.mentors_url}&places=free").context["rows"]
    page = client.get(reverse("people:analysis")).content.decode()

    assert list(found) == list(found.values()) == [3, 1, 2]
    assert len(offered) == line.offered
    assert sum(row.entry.capacity - row.taken for row in free) == line.places
    assert all(url.replace("&", "&amp;") in page for url in urls.values())


def test_plot_draws_bars_from_zero_in_the_measure_of_the_longest(curator, banks):
    lines = analyse(curator).lines

    wide, narrow = draw(lines, WIDE), draw(lines, NARROW)

    assert [row.line.competence.name for row in wide.rows] == ["Дети с ОВЗ", "Урок", "Класс"]
    for drawing, room in ((wide, 640), (narrow, 205)):
        lesson = drawing.rows[1]
        assert (lesson.asked, lesson.capacity) == (room, room)
        assert (lesson.young, lesson.taken) == (round(room / 3), round(room / 3))
        assert drawing.rows[-1].y + drawing.rows[-1].height == drawing.height
    assert wide.rows[1].demand.words == "просят 3, молодых 1, без пары 2"
    assert wide.rows[1].supply.words == "свободно 2\u00a0из\u00a03, 2\u00a0наставника"
    assert narrow.rows[1].demand.words == "просят 3, без пары 2"
    assert wide.rows[0].supply.words == "наставников нет"


def test_long_name_takes_its_lines_and_nothing_draws_nothing(school):
    name = "Профилактика профессионального выгорания и организация труда классного руководителя в начальной школе"
    line = Line(Competence(organization=school, name=name), mentees=[1])

    wide, narrow = draw([line], WIDE).rows[0], draw([line], NARROW).rows[0]

    assert len(wide.names) == len(narrow.names) == 3
    assert all(text.y < row.height for row in (wide, narrow) for text in row.names)
    assert draw([], WIDE).height == 0


@pytest.mark.parametrize("filled", [False, True])
def test_empty_banks_and_banks_without_competences_say_what_to_do(client, curator, school, filled):
    if filled:
        mentee(school)
    client.force_login(curator.user)

    page = client.get(reverse("people:analysis")).content.decode()

    assert ("Компетенции ещё не указаны" if filled else "Наберите банки") in page
    assert '<svg class="plot plot-wide' not in page


def test_plot_is_named_for_a_reader_of_the_screen(client, curator, banks):
    client.force_login(curator.user)

    page = client.get(reverse("people:analysis")).content.decode()

    assert page.count('role="img"') == 2
    assert page.count("<desc") == page.count("Запросы и места по компетенциям") == 2
    assert "style=" not in page
