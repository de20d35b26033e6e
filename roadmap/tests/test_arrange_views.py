"""Pages of the order, of terms, of versions and of the copy: one happy post each, refusals in words, few queries."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from roadmap import services
from roadmap.models import Roadmap
from roadmap.tests.factories import ActivityFactory

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def roadmap(curator, client):
    client.force_login(curator.user)
    return services.create_roadmap(curator.organization, template="s1", start_year=2026, by=curator)


@pytest.fixture
def approved(roadmap, curator):
    return services.approve_roadmap(roadmap, approved_on=curator.organization.today, by=curator)


def line(roadmap, number):
    return roadmap.activities.get(number=number)


def url(name, *rows):
    return reverse(f"roadmap:{name}", args=[row.pk for row in rows])


def text(answer):
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", words.replace("&quot;", '"').replace("&nbsp;", " "))


def test_order_page_shows_all_lines_with_their_deeds(client, roadmap):
    answer = client.get(url("arrange", roadmap))

    assert answer.status_code == 200
    page = answer.content.decode()
    assert page.count("data-row data-url") == 16
    assert (page.count("data-stage "), page.count("data-stage>")) == (7, 0) or page.count(
        "data-grip-stage"
    ) == 7
    for name in ("activity_move", "activity_remove"):
        assert url(name, line(roadmap, "1.2")) in page
    assert url("activity_split", line(roadmap, "1.2")) in page
    assert url("activity_split", line(roadmap, "1.1")) not in page  # one item only


def test_order_page_of_an_approved_version_offers_the_next_one(client, approved):
    answer = client.get(url("arrange", approved))

    assert url("version_add", approved) in answer.content.decode()
    assert "data-row" not in answer.content.decode()


def test_order_page_stays_within_its_queries(client, roadmap, django_assert_max_num_queries):
    last = roadmap.stages.last()
    for order in range(17, 301):
        ActivityFactory(roadmap=roadmap, stage=last, number=f"7.{order - 14}", order=order)

    with django_assert_max_num_queries(12):
        page = client.get(url("arrange", roadmap)).content.decode()

    assert page.count("data-row data-url") == 300


def test_move_without_scripts_goes_back_to_the_line(client, roadmap):
    row = line(roadmap, "1.2")

    answer = client.post(url("activity_move", row), {"step": "-1"}, follow=True)

    assert answer.redirect_chain == [(f"{url('arrange', roadmap)}#line{row.pk}", 302)]
    assert "Переставлено." in text(answer)
    assert line(roadmap, "1.1") == row


def test_move_by_htmx_answers_with_the_list_and_says_where_the_line_stands(client, roadmap):
    row, stage = line(roadmap, "1.2"), roadmap.stages.get(number=3)

    answer = client.post(url("activity_move", row), {"stage": stage.pk, "position": 1}, **HTMX)

    assert answer.status_code == 200
    page = answer.content.decode()
    assert page.count("<html") == 0
    assert f'class="arrange-line is-moved" id="line{row.pk}"' in page
    assert re.search(
        r'id="arrange-said" hx-swap-oob="innerHTML">Переставлено\. 3\.2 .*: этап 3, место 2 из 3\.', page
    )


def test_move_beyond_the_table_is_said_and_changes_nothing(client, roadmap):
    row = line(roadmap, "1.1")

    answer = client.post(url("activity_move", row), {"step": "-1"}, **HTMX)

    assert "Мероприятие уже стоит первым." in text(answer)
    assert line(roadmap, "1.1") == row


@pytest.mark.parametrize("body", [{}, {"step": "5"}, {"position": "x"}, {"stage": "999999", "position": "0"}])
def test_odd_moves_change_nothing(client, roadmap, body):
    before = list(roadmap.activities.values_list("pk", "number"))

    answer = client.post(url("activity_move", line(roadmap, "1.2")), body)

    assert answer.status_code == 302
    assert list(roadmap.activities.values_list("pk", "number")) == before


def test_ticked_lines_and_stages_go_into_a_stage(client, roadmap):
    last, first = roadmap.stages.last(), roadmap.stages.first()
    body = {"lines": [line(roadmap, "2.1").pk], "stages": [first.pk], "to_stage": last.pk}

    client.post(url("arrange", roadmap), body)

    assert (first.activities.count(), last.activities.count()) == (0, 7)


def test_nothing_ticked_is_said(client, roadmap):
    answer = client.post(url("arrange", roadmap), {"to_stage": roadmap.stages.first().pk})

    assert (answer.status_code, "Отметьте хотя бы одно мероприятие." in text(answer)) == (422, True)


def test_stage_is_added_moved_edited_and_removed(client, roadmap):
    client.post(url("stage_add", roadmap), {"title": "Итоги"})
    stage = roadmap.stages.get(title="Итоги")
    assert stage.number == 8

    client.post(url("stage_move", roadmap, stage), {"step": "-1"})
    client.post(url("stage_edit", roadmap, stage), {"title": "Выводы", "number": 7, "is_continuous": "on"})
    stage.refresh_from_db()
    assert (str(stage), stage.is_continuous) == ("7. Выводы", True)

    client.post(url("stage_remove", roadmap, stage), {"csrf": "x"})
    assert not roadmap.stages.filter(pk=stage.pk).exists()


def test_stage_with_lines_asks_before_it_goes_and_comes_back(client, roadmap):
    stage = roadmap.stages.first()

    answer = client.post(url("stage_remove", roadmap, stage), {"csrf": "x"})
    assert (answer.status_code, "В этапе есть мероприятия." in text(answer)) == (422, True)
    client.post(url("stage_remove", roadmap, stage), {"with_activities": "on"})
    assert roadmap.activities.count() == 12

    client.post(url("restore", roadmap))
    assert (roadmap.activities.count(), roadmap.stages.first().title) == (16, stage.title)


def test_removed_line_is_offered_back_until_it_is(client, roadmap):
    row = line(roadmap, "1.3")

    answer = client.post(url("activity_remove", row), **HTMX)
    assert f"Удалено: {row}" in text(answer)
    assert f"Удалено: {row}" in text(client.get(url("arrange", roadmap)))

    answer = client.post(url("restore", roadmap), **HTMX)
    assert "Возвращено." in text(answer)
    assert "Удалено:" not in text(answer)
    assert line(roadmap, "1.3").title == row.title


def test_restore_without_anything_removed_is_said(client, roadmap):
    answer = client.post(url("restore", roadmap), follow=True)

    assert "Возвращать нечего." in text(answer)


def test_split_takes_the_ticked_items(client, roadmap):
    row = line(roadmap, "1.2")
    items = row.content

    client.post(url("activity_split", row), {"items": ["0"]})

    assert (line(roadmap, "1.2").content, line(roadmap, "1.3").title) == (items[1:], items[0])


def test_renumber_takes_the_chosen_way(client, roadmap):
    client.post(url("renumber", roadmap), {"style": "through"})

    assert roadmap.activities.last().number == "16"


def test_terms_are_shown_before_they_change(client, roadmap):
    row = line(roadmap, "1.1")
    body = {"lines": row.pk, "way": "shift", "number": 1, "unit": "months", "direction": "1"}

    shown = client.post(url("terms", roadmap), body)
    assert "Август-сентябрь 2026" in text(shown)
    assert "Сентябрь-октябрь 2026" in text(shown)
    assert line(roadmap, "1.1").term == "Август-сентябрь 2026"

    client.post(url("terms", roadmap), body | {"is_sure": "on"})
    assert (line(roadmap, "1.1").term, line(roadmap, "1.1").due_on) == (
        "Сентябрь-октябрь 2026",
        dt.date(2026, 10, 31),
    )


def test_lines_ticked_on_the_order_page_come_ticked(client, roadmap):
    row = line(roadmap, "1.1")

    answer = client.post(url("terms", roadmap), {"lines": row.pk})

    assert answer.status_code == 200
    assert re.search(rf'id="tick{row.pk}"[^>]* checked', answer.content.decode())


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"way": "shift", "number": "", "unit": "days", "direction": "1"}, "на сколько сдвинуть"),
        ({"way": "words", "term": " "}, "Напишите срок"),
        ({"way": "dates"}, "Укажите крайний день"),
        ({"way": "dates", "starts_on": "2027-05-02", "due_on": "2027-05-01"}, "раньше, чем начался"),
    ],
)
def test_incomplete_terms_are_asked_for(client, roadmap, body, words):
    answer = client.post(url("terms", roadmap), {"lines": line(roadmap, "1.1").pk, "is_sure": "on", **body})

    assert (answer.status_code, words in text(answer)) == (422, True)


def test_new_version_is_begun_compared_and_thrown_away(client, approved):
    client.post(url("version_add", approved), {"change_note": "Новые сроки"})
    draft = Roadmap.objects.get(version=2)
    body = {"lines": line(draft, "1.1").pk, "way": "words", "term": "Май 2027", "is_sure": "on"}
    client.post(url("terms", draft), body)

    page = text(client.get(url("changes", approved)))
    assert "Редакция 2" in page
    assert "Причина: Новые сроки" in page
    assert re.search(r"1\.1 .* срок Август-сентябрь 2026 Май 2027", page)

    answer = client.post(url("version_remove", draft), {"is_sure": "on"})
    assert answer.url == approved.get_absolute_url()
    assert not Roadmap.objects.filter(version=2).exists()


def test_changes_stay_within_their_queries(client, approved, curator, django_assert_max_num_queries):
    for _ in range(3):
        draft = services.start_version(Roadmap.objects.get(is_current=True), reason="Ещё", by=curator)
        services.approve_roadmap(draft, approved_on=curator.organization.today, by=curator)

    with django_assert_max_num_queries(12):
        page = client.get(url("changes", draft)).content.decode()

    assert page.count("Печать<") == 4


def test_copy_is_looked_at_and_then_made(client, curator):
    client.force_login(curator.user)
    year = curator.organization.school_year
    source = services.create_roadmap(curator.organization, template="s1", start_year=year, by=curator)
    chosen = {"source": source.pk, "start_year": year + 1}

    shown = client.get(reverse("roadmap:copy"), chosen)
    assert f"Август-сентябрь {year + 1}" in text(shown)
    assert Roadmap.objects.count() == 1

    answer = client.post(reverse("roadmap:copy"), chosen)
    assert answer.url == Roadmap.objects.get(based_on=source).get_absolute_url()


def test_copy_into_a_year_that_is_taken_is_said(client, curator):
    client.force_login(curator.user)
    year = curator.organization.school_year
    source = services.create_roadmap(curator.organization, template="s1", start_year=year, by=curator)

    answer = client.post(reverse("roadmap:copy"), {"source": source.pk, "start_year": year})

    assert (answer.status_code, "Выберите другой учебный год" in text(answer)) == (422, True)
