"""A meeting of choice: who sits where, the sheets, who may change what when."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from desk.todo import tasks_for
from people.models import Person
from people.tests.factories import MentorEntryFactory, PersonFactory
from selection.models import ChoiceMeeting, ChoiceSeat, Wish
from selection.prints import schedule_print, sheets_print
from selection.schedule import schedule_of
from selection.services.choosing import (
    StaleSheets,
    close_choice,
    delete_choice,
    edit_choice,
    reopen_choice,
    type_sheets,
)
from selection.services.wishes import avoid, choose
from selection.sheets import rows_of
from selection.tests.choosing import access_of, meeting_of, mentees_of, mentors_of
from selection.wishing import sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentors(school):
    return mentors_of(school, 2)


@pytest.fixture
def mentees(school):
    return mentees_of(school, 3)


@pytest.fixture
def meeting(curator, mentors, mentees):
    return meeting_of(curator, mentors, mentees)


def facts_of(meeting, **more):
    return {
        name: getattr(meeting, name) for name in ("held_on", "starts_at", "round_minutes", "place")
    } | more


def typed(meeting, person, wanted=(), avoided=(), handed_in=False):
    """The line of one sheet, as the page shows it now and as the curator types it."""
    row = next(row for row in rows_of(meeting) if row.seat.person == person)
    return {row.seat.pk: (row.words, list(wanted), list(avoided), handed_in)}


def said(meeting):
    rows = Wish.objects.filter(meeting=meeting)
    return {(wish.person.last_name, wish.kind, wish.rank, wish.about.last_name) for wish in rows}


# --- Who is invited ------------------------------------------------------------------------------------------


def test_both_sides_are_seated_in_the_order_of_names(meeting):
    schedule = schedule_of(meeting)

    assert [(seat.number, seat.person.last_name) for seat in schedule.mentees] == [
        (1, "Новичок01"), (2, "Новичок02"), (3, "Новичок03"),
    ]  # fmt: skip
    assert [str(one.starts_at)[:5] for one in schedule.rounds] == ["14:30", "14:37", "14:44"]
    assert (str(schedule.ends_at)[:5], schedule.minutes, schedule.is_long) == ("14:51", 21, False)
    assert schedule.hosts_are_mentors


def test_nobody_sits_on_both_sides_and_neither_side_is_empty(curator, mentors, mentees):
    MentorEntryFactory(person=mentees[0])
    for people, words in (([mentees[0]], "На одной стороне"), ([], "хотя бы одного")):
        with pytest.raises(ValidationError, match=words):
            meeting_of(curator, people, mentees)
    with pytest.raises(ValidationError, match="от 3 до 30"):
        meeting_of(curator, mentors, mentees, round_minutes=2)
    assert ChoiceMeeting.objects.count() == 0


def test_only_people_of_the_banks_are_invited(curator, school, mentors, mentees):
    for person in (PersonFactory(organization=school), MentorEntryFactory().person):
        with pytest.raises(ValidationError, match="кто в банке"):
            meeting_of(curator, [*mentors, person], mentees)
    assert ChoiceMeeting.objects.count() == 0


def test_people_come_and_go_until_the_first_sheet(curator, meeting, mentors, mentees):
    edit_choice(meeting, mentors=mentors[:1], mentees=mentees, by=curator, **facts_of(meeting, place="зал"))
    assert meeting.seats.filter(side="mentor").count() == 1

    type_sheets(meeting, typed(meeting, mentees[0], [1]), by=curator)

    with pytest.raises(ValidationError, match="Состав больше не меняют"):
        edit_choice(meeting, mentors=mentors, mentees=mentees, by=curator, **facts_of(meeting))
    edit_choice(meeting, mentors=mentors[:1], mentees=mentees, by=curator, **facts_of(meeting, place="холл"))
    meeting.refresh_from_db()
    assert (meeting.place, meeting.seats.count()) == ("холл", 4)


def test_called_off_until_a_sheet_is_there(curator, meeting, mentees):
    type_sheets(meeting, typed(meeting, mentees[0], handed_in=True), by=curator)
    with pytest.raises(ValidationError, match="Удалить её нельзя"):
        delete_choice(meeting, by=curator)

    type_sheets(meeting, typed(meeting, mentees[0]), by=curator)
    delete_choice(meeting, by=curator)

    assert (ChoiceMeeting.objects.count(), ChoiceSeat.objects.count()) == (0, 0)


def test_withdrawn_person_is_in_no_round_and_keeps_the_number_empty(curator, meeting, mentees):
    Person.objects.filter(pk=mentees[0].pk).update(processing_stopped_on=dt.date(2026, 10, 1))

    schedule = schedule_of(meeting)

    assert [(seat.number, seat.person.last_name) for seat in schedule.mentees] == [
        (2, "Новичок02"), (3, "Новичок03"),
    ]  # fmt: skip
    assert "Новичок01" not in str([schedule_print(meeting), sheets_print(meeting)])
    assert [row.seat.person.last_name for row in rows_of(meeting)].count("Новичок01") == 0


# --- Sheets --------------------------------------------------------------------------------------------------


def test_typed_sheet_becomes_wishes(curator, meeting, mentors, mentees):
    type_sheets(
        meeting, typed(meeting, mentees[0], [2], [1]) | typed(meeting, mentors[0], [3, 1]), by=curator
    )

    assert said(meeting) == {
        ("Новичок01", "wants", 1, "Наставник02"), ("Новичок01", "avoids", None, "Наставник01"),
        ("Наставник01", "wants", 1, "Новичок03"), ("Наставник01", "wants", 2, "Новичок01"),
    }  # fmt: skip
    assert meeting.seats.exclude(handed_in_on=None).count() == 2
    assert [row.names for row in rows_of(meeting) if row.seat.person == mentees[0]] == [
        "1. Наставник02 О. Н.; не ставить: Наставник01 О. Н.".replace(" О. Н.", "\u00a0О.\u00a0Н.")
    ]


def test_sheet_changed_meanwhile_is_refused_whole(curator, meeting, mentors, mentees):
    stale = typed(meeting, mentees[0], [1]) | typed(meeting, mentees[1], [1])
    access_of(mentees[0])
    choose(mentees[0], 1, about=mentors[1], meeting=meeting, by=mentees[0].membership)

    with pytest.raises(StaleSheets, match="Новичок01"):
        type_sheets(meeting, stale, by=curator)
    assert said(meeting) == {("Новичок01", "wants", 1, "Наставник02")}


def test_phone_answers_hand_the_sheet_in_with_the_last_question(meeting, mentors, mentees):
    me = access_of(mentees[0])
    choose(mentees[0], 1, about=mentors[0], meeting=meeting, by=me)
    assert sheet_of(mentees[0], meeting).seat.handed_in_on is None

    avoid(mentees[0], others=[mentors[1]], meeting=meeting, by=me)

    assert sheet_of(mentees[0], meeting).seat.handed_in_on == meeting.held_on
    assert len(said(meeting)) == 2


def test_nobody_answers_before_the_day_nor_after_the_close(curator, meeting, mentors, mentees):
    me = access_of(mentees[0])
    ahead = meeting_of(curator, mentors, mentees, held_on=meeting.held_on + dt.timedelta(days=1))
    with pytest.raises(ValidationError, match="в день встречи"):
        choose(mentees[0], 1, about=mentors[0], meeting=ahead, by=me)
    with pytest.raises(ValidationError, match="ещё не сдан"):
        close_choice(meeting, by=curator)
    type_sheets(meeting, typed(meeting, mentees[1], [1]), by=curator)

    close_choice(meeting, by=curator)

    before = said(meeting)
    with pytest.raises(ValidationError, match="уже собраны"):
        choose(mentees[0], 1, about=mentors[0], meeting=meeting, by=me)
    with pytest.raises(ValidationError, match="откройте приём"):
        type_sheets(meeting, typed(meeting, mentees[0], [1]), by=curator)
    assert said(meeting) == before
    reopen_choice(meeting, by=curator)
    type_sheets(meeting, typed(meeting, mentees[0], [1]), by=curator)
    assert len(said(meeting)) == 2


def test_old_sheets_weigh_no_more_but_a_refusal_lasts(curator, school, mentors, mentees):
    old = meeting_of(curator, mentors, mentees, held_on=dt.date(school.school_year - 1, 10, 1))
    type_sheets(old, typed(old, mentees[0], [1], [2]), by=curator)
    new = meeting_of(curator, mentors, mentees)
    type_sheets(new, typed(new, mentees[1], [1]), by=curator)

    weighing = Wish.objects.weighing(school)

    assert {(wish.person.last_name, wish.kind) for wish in weighing} == {
        ("Новичок01", "avoids"), ("Новичок02", "wants"),
    }  # fmt: skip


def test_tasks_lead_to_the_talk_then_to_the_sheet_then_to_the_curator(curator, meeting, mentors, mentees):
    me = access_of(mentees[0])
    meeting_of(curator, mentors, mentees, held_on=meeting.held_on + dt.timedelta(days=3))

    titles = [task.title for task in tasks_for(me)]
    collecting = [task for task in tasks_for(curator) if "Листы" in task.title]

    assert {"Встреча выбора", "Заполнить лист встречи выбора"} <= set(titles)
    assert [task.url for task in collecting] == [reverse("selection:choice_sheets", args=[meeting.pk])]
    avoid(mentees[0], others=[], meeting=meeting, by=me)
    assert "Заполнить лист встречи выбора" not in [task.title for task in tasks_for(me)]
