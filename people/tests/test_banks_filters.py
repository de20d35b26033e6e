"""What narrows the registers, who stands in them, what a page costs."""

import datetime as dt

import pytest
from django.urls import reverse

from pairs.tests.factories import PairFactory
from people.models import Competence, MenteeEntry, Person, Request
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory

ON = dt.date(2026, 10, 1)


def ask(entry, *competences, source="talk"):
    request = Request.objects.create(entry=entry, text="Запрос", source=source, made_on=ON)
    request.competences.set(competences)


def consent(person, kind, **fields):
    ConsentFactory(person=person, kind=kind, **fields)


@pytest.fixture
def competence(school):
    return Competence.objects.create(organization=school, name="Методика")


@pytest.fixture
def mentees(school, competence):
    """Four mentees, each with something of its own."""
    names = ("Ёлкина", "Панова", "Котова", "Зуева")
    rows = {name: MenteeEntryFactory(person__organization=school, person__last_name=name) for name in names}
    ask(rows["Ёлкина"], competence, source="attestation")
    ask(rows["Панова"])
    MenteeEntry.objects.filter(pk=rows["Котова"].pk).update(
        status="paused", forms=["student_student", "employer_pupil"], kinds=["group"]
    )
    Person.objects.filter(pk=rows["Зуева"].person_id).update(experience_years=1)
    PairFactory(
        mentor=MentorEntryFactory(person__organization=school).person,
        mentees=[rows["Зуева"].person],
        form="head_pedagogue",
        consents=False,
    )
    for kind in ("processing", "mentee_duty"):
        consent(rows["Панова"].person, kind)
    consent(rows["Котова"].person, "processing", signed_on=None)
    consent(rows["Зуева"].person, "distribution", signed_on=None)
    return rows


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, "Ёлкина Панова Котова Зуева"),
        ({"q": "елкина"}, "Ёлкина"),
        ({"competence": "own"}, "Ёлкина"),
        ({"competence": "none"}, "Панова"),
        ({"competence": "777777"}, "Ёлкина Панова Котова Зуева"),
        ({"source": "attestation"}, "Ёлкина"),
        ({"source": "none"}, "Котова Зуева"),
        ({"form": "employer_pupil"}, "Котова"),
        ({"form": "head_pedagogue"}, "Зуева"),
        ({"form": "pupil"}, "Ёлкина Панова Котова Зуева"),
        ({"kind": "group"}, "Котова"),
        ({"status": "paused"}, "Котова"),
        ({"status": "active"}, "Ёлкина Панова Зуева"),
        ({"young": "yes"}, "Зуева"),
        ({"young": "no"}, "Ёлкина Панова Котова"),
        ({"pair": "yes"}, "Зуева"),
        ({"pair": "no", "status": "active"}, "Ёлкина Панова"),
        ({"consent": "yes"}, "Панова"),
        ({"consent": "no"}, "Ёлкина Котова Зуева"),
        ({"consent": "asked"}, "Котова"),
        ({"stay": "former"}, ""),
    ],
)
def test_mentees_are_narrowed_by_the_address(client, curator, mentees, competence, query, found):
    client.force_login(curator.user)
    query = {name: str(competence.pk) if value == "own" else value for name, value in query.items()}

    rows = client.get(reverse("people:mentees"), query).context["rows"]

    assert {row.entry.person.last_name for row in rows} == set(found.split())


@pytest.fixture
def mentors(school, competence):
    """Room for one, taken by nobody; room for one, taken; room for three, one taken."""
    rows = {
        name: MentorEntryFactory(person__organization=school, person__last_name=name, capacity=capacity)
        for name, capacity in {"Котова": 1, "Зуева": 1, "Панова": 3}.items()
    }
    rows["Зуева"].competences.add(competence)
    for name in ("Зуева", "Панова"):
        mentee = MenteeEntryFactory(person__organization=school).person
        PairFactory(mentor=rows[name].person, mentees=[mentee], consents=False, form="head_pedagogue")
    gone = MenteeEntryFactory(person__organization=school).person
    PairFactory(mentor=rows["Котова"].person, mentees=[gone], consents=False, status="ended")
    return rows


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"places": "free"}, "Котова Панова"),
        ({"places": "full"}, "Зуева"),
        ({"places": "idle"}, "Котова"),
        ({"competence": "own"}, "Зуева"),
        ({"competence": "none"}, "Котова Панова"),
        ({"form": "head_pedagogue"}, "Зуева Панова"),
        ({"places": "free", "q": "панова"}, "Панова"),
    ],
)
def test_mentors_are_narrowed_by_the_address(client, curator, mentors, competence, query, found):
    client.force_login(curator.user)
    query = {name: str(competence.pk) if value == "own" else value for name, value in query.items()}

    rows = client.get(reverse("people:mentors"), query).context["rows"]

    assert {row.entry.person.last_name for row in rows} == set(found.split())


@pytest.mark.parametrize("page", ["mentees", "mentors"])
def test_former_members_stand_apart_with_the_reason_and_no_mistakes(client, curator, page):
    client.force_login(curator.user)
    factory = {"mentees": MenteeEntryFactory, "mentors": MentorEntryFactory}[page]
    for name, leaving in {"Панова": "done", "Зуева": "mistake"}.items():
        own = {"person__organization": curator.organization, "person__last_name": name}
        factory(**own, left_on=ON, leaving=leaving)
    factory(person__organization=curator.organization)

    answer = client.get(reverse(f"people:{page}"), {"stay": "former"})

    assert [row.entry.person.last_name for row in answer.context["rows"]] == ["Панова"]
    assert [row.missing for row in answer.context["rows"]] == [[]]
    assert "программа завершена" in answer.content.decode()
    assert (answer.context["figures"]["all"], answer.context["figures"]["former"]) == (1, 1)


@pytest.mark.parametrize("fields", [{"processing_stopped_on": ON}, {"destroyed_on": ON}])
@pytest.mark.parametrize("page", ["mentees", "mentors"])
def test_whose_data_are_not_processed_stands_in_no_register(client, curator, page, fields):
    client.force_login(curator.user)
    factory = {"mentees": MenteeEntryFactory, "mentors": MentorEntryFactory}[page]
    entries = factory.create_batch(2, person__organization=curator.organization)
    Person.objects.filter(pk=entries[0].person_id).update(**fields)

    answer = client.get(reverse(f"people:{page}"))

    assert [row.entry for row in answer.context["rows"]] == [entries[1]]
    assert (answer.context["figures"]["all"], answer.context["counts"][page]) == (1, 1)


def test_head_of_a_register_counts_pairs_pauses_and_consents(client, curator, mentees):
    client.force_login(curator.user)

    figures = client.get(reverse("people:mentees"), {"q": "котова"}).context["figures"]

    names = ("all", "paired", "paused", "former", "processing", "duty", "distribution")
    assert [figures[name] for name in names] == [4, 1, 1, 0, 1, 1, 0]


def test_what_is_missing_is_said_and_a_paused_one_waits_for_no_pair(client, curator, mentees):
    client.force_login(curator.user)

    rows = client.get(reverse("people:mentees")).context["rows"]
    missing = {row.entry.person.last_name: row.missing for row in rows}

    both = ["согласие на обработку данных", "согласие на участие"]
    assert missing == {
        "Ёлкина": [*both, "без пары"],
        "Зуева": ["запрос не записан", *both],
        "Котова": ["запрос не записан", *both],
        "Панова": ["без пары"],
    }


@pytest.mark.parametrize("page", ["mentees", "mentors", "analysis", "mentees_add", "competences"])
def test_page_costs_the_same_for_few_and_for_many(
    client, curator, competence, page, django_assert_max_num_queries
):
    client.force_login(curator.user)
    costs = []
    for number in (1, 4):
        for _ in range(number):
            entry = MenteeEntryFactory(person__organization=curator.organization)
            ask(entry, competence)
            mentor = MentorEntryFactory(person__organization=curator.organization)
            mentor.competences.add(competence)
            PairFactory(mentor=mentor.person, mentees=[entry.person], consents=True)
        with django_assert_max_num_queries(12) as queries:
            assert client.get(reverse(f"people:{page}")).status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_long_register_is_shown_whole_when_asked(client, curator):
    client.force_login(curator.user)
    MenteeEntryFactory.create_batch(51, person__organization=curator.organization)

    pages = [client.get(reverse("people:mentees"), query).context["page"] for query in ({}, {"all": "1"})]

    assert [len(page.object_list) for page in pages] == [50, 51]
