"""Several people in one programme: nobody overwrites unknowingly, each does what the state and the role allow."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Entry
from pairs.tests.factories import PairFactory
from people.tests.factories import PersonFactory
from programmes.models import Programme, ProgrammeRow
from programmes.services import (
    StaleProgramme,
    add_library_rows,
    add_row,
    edit_programme,
    edit_row,
    mark_row,
    move_row,
    remove_row,
    report_row,
)
from programmes.tests.factories import ProgrammeFactory, ProgrammeRowFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(school, mentor):
    """A running pair whose mentor has an access."""
    return PairFactory(mentor=mentor.person, mentees=[PersonFactory(organization=school)], status="active")


@pytest.fixture
def programme(pair):
    return ProgrammeFactory(pair=pair)


@pytest.fixture
def running(pair):
    return ProgrammeFactory(pair=pair, approved=True)


def order_of(programme):
    return list(ProgrammeRow.objects.filter(programme=programme).values_list("activity", flat=True))


def test_two_people_edit_different_rows_and_nothing_is_lost(programme, curator, mentor):
    first, second = programme.rows.all()

    edit_row(first, stamp=first.stamp, activity="Правит наставник", by=mentor)
    edit_row(second, stamp=second.stamp, activity="Правит куратор", by=curator)
    edit_programme(programme, stamp=programme.stamp, goal="Общая цель", by=curator)

    assert order_of(programme) == ["Правит наставник", "Правит куратор"]


@pytest.mark.parametrize("what", ["row", "head"])
def test_stale_save_is_refused_and_changes_nothing(programme, curator, mentor, what):
    row = programme.rows.first()
    if what == "row":
        edit_row(row, stamp=0, activity="Первый", by=mentor)
        with pytest.raises(StaleProgramme):
            edit_row(row, stamp=0, activity="Второй", by=curator)
        assert order_of(programme)[0] == "Первый"
    else:
        edit_programme(programme, stamp=0, goal="Первая", by=mentor)
        with pytest.raises(StaleProgramme):
            edit_programme(programme, stamp=0, goal="Вторая", by=curator)
        programme.refresh_from_db()
        assert programme.goal == "Первая"


def row_data(row, **more):
    return {
        "stamp": row.stamp, "activity": row.activity, "form": row.form, "term": row.term, "due_on": row.due_on,
        "responsible": row.responsible, "result": row.result, "direction": row.direction, "section": row.section,
    } | more  # fmt: skip


def test_stale_page_shows_both_texts_and_saves_knowingly(client, programme, curator, mentor):
    row = programme.rows.first()
    edit_row(row, stamp=0, activity="Слова наставника", by=mentor)
    client.force_login(curator.user)
    url = reverse("programmes:row_edit", args=[row.pk])

    answer = client.post(url, row_data(row, stamp=0, activity="Слова куратора"))
    page = answer.content.decode()
    again = dict(answer.context["sent"]) | {"stamp": answer.context["stamp"]}
    client.post(url, {name: value or "" for name, value in again.items()})

    assert answer.status_code == 409
    assert "Слова наставника" in page
    assert "Слова куратора" in page
    assert order_of(programme)[0] == "Слова куратора"


def test_stale_head_part_is_409_too(client, programme, curator, mentor):
    edit_programme(programme, stamp=0, goal="Цель наставника", by=mentor)
    client.force_login(curator.user)
    data = {"stamp": 0, "title": programme.title, "goal": "Цель куратора", "mode": "mixed",
            "starts_on": "2026-10-05", "ends_on": "2027-05-28"}  # fmt: skip

    answer = client.post(reverse("programmes:edit", args=[programme.pk]), data)

    assert answer.status_code == 409
    programme.refresh_from_db()
    assert programme.goal == "Цель наставника"


# Who and when: (status, of the pair, of the curator)
EDITING = [
    ("draft", True, True),
    ("returned", True, True),
    ("submitted", False, True),
    ("to_approve", False, False),
    ("approved", False, False),
    ("completed", False, False),
    ("dropped", False, False),
]


@pytest.mark.parametrize(("status", "of_pair", "of_curator"), EDITING)
@pytest.mark.parametrize("who", ["mentor", "curator", "head"])
def test_who_edits_in_which_state(pair, mentor, curator, head, who, status, of_pair, of_curator):
    programme = ProgrammeFactory(pair=pair, status=status, approved_on=dt.date(2026, 10, 14))
    row = programme.rows.first()
    by, allowed = {"mentor": (mentor, of_pair), "curator": (curator, of_curator), "head": (head, False)}[who]
    deeds = [
        lambda: edit_row(row, stamp=0, activity="Новое", by=by),
        lambda: edit_programme(programme, stamp=0, goal="Новая", by=by),
        lambda: add_row(programme, activity="Ещё", by=by),
        lambda: add_library_rows(programme, keys=["0-0"], section="", by=by),
        lambda: remove_row(row, by=by),
    ]

    done = []
    for deed in deeds:
        try:
            deed()
            done.append(True)
        except ValidationError:
            done.append(False)

    assert done == [allowed] * 5
    assert Entry.objects.count() == (5 if allowed else 0)


@pytest.mark.parametrize(
    ("status", "allowed"),
    [("approved", True), ("draft", True), ("to_approve", True), ("completed", False), ("dropped", False)],
)
def test_done_is_marked_once_approved_until_the_end(pair, mentor, status, allowed):
    programme = ProgrammeFactory(pair=pair, status=status, approved_on=dt.date(2026, 10, 14))
    row = programme.rows.first()

    if allowed:
        mark_row(row, done=True, by=mentor)
    else:
        with pytest.raises(ValidationError):
            mark_row(row, done=True, by=mentor)

    row.refresh_from_db()
    assert row.is_done is allowed


def test_done_is_not_marked_before_approval(programme, mentor):
    with pytest.raises(ValidationError, match="утверждённой"):
        mark_row(programme.rows.first(), done=True, by=mentor)

    assert not programme.rows.exclude(done_on=None).exists()


def test_second_tap_changes_nothing_and_journals_once(running, mentor):
    row = running.rows.first()

    mark_row(row, done=True, by=mentor)
    mark_row(row, done=True, by=mentor)
    row.refresh_from_db()
    assert (row.done_on, row.stamp) == (running.organization.today, 1)
    assert Entry.objects.count() == 1

    mark_row(row, done=False, by=mentor)
    row.refresh_from_db()
    assert row.done_on is None


def test_tap_on_the_phone_answers_with_the_line_and_the_bar(client, running, mentor):
    row = running.rows.first()
    client.force_login(mentor.user)
    url = reverse("programmes:row_done", args=[row.pk])

    part = client.post(url, {"done": "1"}, headers={"HX-Request": "true"}).content.decode()
    plain = client.post(url, {})

    assert part.startswith(f'<tbody id="row-{row.pk}"')
    assert 'id="progress" hx-swap-oob="true"' in part
    assert "1 из 2" in part.replace("\xa0", " ")
    assert plain.url == f"{running.get_absolute_url()}#row-{row.pk}"
    row.refresh_from_db()
    assert not row.is_done


def test_report_keeps_fact_and_mark_but_no_day_to_come(running, mentor):
    row, today = running.rows.first(), running.organization.today
    report_row(row, stamp=0, done_on=today, fact="Урок проведён", mark="отлично", by=mentor)

    with pytest.raises(ValidationError, match="не наступил"):
        report_row(row, stamp=1, done_on=today + dt.timedelta(days=1), fact="", mark="", by=mentor)

    row.refresh_from_db()
    assert (row.fact, row.mark, row.done_on) == ("Урок проведён", "отлично", today)


def test_row_opens_in_place_and_closes(client, programme, mentor):
    row = programme.rows.first()
    client.force_login(mentor.user)
    url = reverse("programmes:row_edit", args=[row.pk])

    opened = client.get(url, headers={"HX-Request": "true"}).content.decode()
    closed = client.get(f"{url}?closed", headers={"HX-Request": "true"}).content.decode()

    assert 'name="stamp"' in opened
    assert 'name="stamp"' not in closed


def test_new_row_stands_last_in_its_section_and_orders_are_whole(programme, curator):
    ProgrammeRowFactory(programme=programme, order=3, section="Итоги", activity="Итог")

    add_row(programme, activity="Новая", section="Вхождение в должность", by=curator)

    assert order_of(programme)[2:] == ["Новая", "Итог"]
    assert list(programme.rows.values_list("order", flat=True)) == [1, 2, 3, 4]


def test_moving_changes_places_then_crosses_into_the_next_section(programme, curator):
    last = ProgrammeRowFactory(programme=programme, order=3, section="Итоги", activity="Итог")
    first, second = programme.rows.all()[:2]

    move_row(first, step=1, by=curator)
    assert order_of(programme)[:2] == [second.activity, first.activity]

    move_row(last, step=-1, by=curator)
    last.refresh_from_db()
    assert last.section == "Вхождение в должность"

    move_row(last, step=1, by=curator)  # the edge of the plan
    assert order_of(programme)[-1] == "Итог"


def test_moving_does_not_make_the_text_of_others_stale(programme, curator, mentor):
    first, second = programme.rows.all()

    move_row(first, step=1, by=curator)

    assert edit_row(second, stamp=0, activity="Цело", by=mentor).activity == "Цело"


def test_last_row_is_not_removed(pair, curator):
    programme = ProgrammeFactory(pair=pair, rows=1)

    with pytest.raises(ValidationError, match="хотя бы одна"):
        remove_row(programme.rows.get(), by=curator)

    assert programme.rows.count() == 1


def test_removed_row_is_told_to_who_still_edits_it(programme, curator, mentor):
    row = programme.rows.first()
    remove_row(row, by=curator)
    row.pk = row.pk or 0

    with pytest.raises(ValidationError, match="убрали"):
        edit_row(row, stamp=0, activity="Поздно", by=mentor)


def test_library_page_puts_the_ticked_rows_into_the_section(client, programme, curator):
    client.force_login(curator.user)
    url = reverse("programmes:rows_pick", args=[programme.pk])

    refused = client.post(url, {"section": "Вхождение в должность"})
    client.post(url, {"section": "Вхождение в должность", "keys": ["0-1", "2-0"]})

    assert refused.status_code == 422
    assert programme.rows.count() == 4
    assert set(programme.rows.values_list("section", flat=True)) == {"Вхождение в должность"}


def test_participant_of_another_pair_sees_nothing(client, mentor, school):
    foreign = ProgrammeFactory(pair=PairFactory(mentor=PersonFactory(organization=school)))
    row = foreign.rows.first()
    client.force_login(mentor.user)

    answers = [
        client.get(reverse("programmes:detail", args=[foreign.pk])),
        client.get(reverse("programmes:row_edit", args=[row.pk])),
        client.post(reverse("programmes:row_done", args=[row.pk]), {"done": 1}),
    ]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert not Programme.objects.visible_to(mentor).exists()
