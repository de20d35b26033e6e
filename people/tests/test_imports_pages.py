"""The pages of the import: what the ticks of a page say, the samples, budgets."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Entry
from common.table_reading import read_table
from people.models import Person, RosterImport
from people.roster_samples import SAMPLES
from people.tests.factories import PersonFactory
from people.tests.lists import many, read

HEADER = ["ФИО", "Должность", "Стаж", "Категория"]


@pytest.fixture
def preview(curator, client):
    client.force_login(curator.user)
    PersonFactory(organization=curator.organization, last_name="Белов", position="учитель", category="первая")
    PersonFactory(organization=curator.organization, last_name="Громов", position="учитель")
    rows = [
        ["Белов Ольга Николаевна", "учитель", "12", "высшая"],
        ["Громов Ольга Николаевна", "завуч", "", ""],
        ["Дроздов Пётр Ильич", "сторож", "", ""],
    ]
    return read(rows, curator, header=HEADER)


def post(client, roster, page="import_choose", **data):
    url = reverse(f"people:{page}", args=[roster.pk])
    return client.post(url, {"shown": [2, 3, 4], **data})


def test_page_shows_old_and_new_with_ticks(client, preview):
    html = client.get(preview.get_absolute_url()).content.decode()

    assert 'value="2:category" checked' in html
    assert "первая" in html
    assert "Полных тёзок 1" in html
    assert "Добавить 2, изменить 1" in html


def test_ticks_of_a_page_are_kept(client, preview):
    known = Person.objects.get(last_name="Громов")

    post(client, preview, **{"change": ["2:experience_years"], "who-3": str(known.pk)})

    preview.refresh_from_db()
    assert preview.choices == {"2": ["category"], "3": str(known.pk), "4": "skip"}
    assert (preview.added, preview.updated) == (0, 2)


def test_ticks_sent_by_htmx_bring_the_button_back(client, preview):
    url = reverse("people:import_choose", args=[preview.pk])

    answer = client.post(url, {"shown": [4], "take": "4"}, headers={"HX-Request": "true"})

    assert "Добавить 2, изменить 1" in answer.content.decode()
    assert b"<html" not in answer.content


def test_commit_takes_the_ticks_of_the_page_along(client, preview):
    post(client, preview, "import_commit", **{"change": ["2:category"], "who-3": "skip", "take": "4"})

    person = Person.objects.get(last_name="Белов")
    assert (person.category, person.experience_years) == ("высшая", None)
    assert set(Person.objects.values_list("last_name", flat=True)) == {"Белов", "Громов", "Дроздов"}


def test_answer_that_was_not_offered_is_the_plans_own(client, preview, stranger):
    foreign = PersonFactory(organization=stranger.organization)

    post(
        client,
        preview,
        **{"change": ["2:category", "2:experience_years"], "who-3": str(foreign.pk), "take": "4"},
    )

    preview.refresh_from_db()
    assert preview.choices == {}


@pytest.mark.parametrize("shown", ["99", "x", "9" * 30])
def test_line_that_is_not_in_the_list_does_not_exist(client, preview, shown):
    answer = client.post(reverse("people:import_choose", args=[preview.pk]), {"shown": shown})

    assert answer.status_code == 404


@pytest.mark.parametrize("kind", SAMPLES)
def test_sample_is_a_file_with_the_headings(client, curator, kind):
    client.force_login(curator.user)

    answer = client.get(reverse("people:import_sample"), {"kind": kind})

    assert read_table(answer.content) == [list(SAMPLES[kind]), list(SAMPLES[kind].values())]


def test_kind_of_the_list_is_chosen_on_the_page(client, curator):
    client.force_login(curator.user)
    data = "ФИО;Класс\nБелов Пётр Ильич;9 «А»".encode()

    client.post(reverse("people:import_add"), {"file": SimpleUploadedFile("a.csv", data), "kind": "learner"})

    assert RosterImport.objects.get().kind == "learner"


def test_page_costs_the_same_for_one_and_for_forty_lines(client, curator):
    client.force_login(curator.user)
    costs = []
    for roster in (read(many(1), curator), read(many(40), curator)):
        with CaptureQueriesContext(connection) as queries:
            client.get(roster.get_absolute_url())
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 12


def test_journal_holds_no_names_of_a_list(client, preview, curator):
    post(client, preview, "import_commit", take="4")

    told = json.dumps(list(Entry.objects.values_list("details", flat=True)), ensure_ascii=False)
    assert not any(word in told for word in ("Белов", "Громов", "Дроздов", "высшая"))
