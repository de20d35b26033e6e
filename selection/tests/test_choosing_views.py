"""The pages of a meeting of choice: the table of sheets, the schedule, the prints."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from jobs.models import Job
from jobs.work import run
from people.models import Person
from selection.models import ChoiceMeeting, Wish
from selection.services.choosing import type_sheets
from selection.services.printing import print_sheets
from selection.services.wishes import choose
from selection.sheets import rows_of
from selection.tests.choosing import access_of, meeting_of, mentees_of, mentors_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(curator, school):
    return meeting_of(curator, mentors_of(school, 2), mentees_of(school, 3))


def posted(meeting, **changes):
    """What the browser sends: every sheet as it stands, and what was typed into it."""
    data = {}
    for row in rows_of(meeting):
        places = dict.fromkeys((1, 2, 3), "") | dict(enumerate(row.wanted, 1))
        data |= {f"w{place}-{row.seat.pk}": number for place, number in places.items()}
        data[f"a-{row.seat.pk}"] = " ".join(map(str, row.avoided))
        data[f"was-{row.seat.pk}"] = row.words
        if row.is_handed_in:
            data[f"h-{row.seat.pk}"] = "on"
    return data | changes


def seat_of(meeting, last_name):
    return meeting.seats.get(person__last_name=last_name)


def test_form_invites_and_the_page_shows_the_rounds(client, curator, school):
    people = {
        "mentors": [p.pk for p in mentors_of(school, 2)],
        "mentees": [p.pk for p in mentees_of(school, 3)],
    }
    client.force_login(curator.user)
    fields = {"held_on": "2026-10-12", "starts_at": "14:30", "round_minutes": "7", "place": "зал"}

    answer = client.post(reverse("selection:choice_add"), fields | people)
    page = client.get(answer.url).content.decode()

    assert answer.status_code == 302
    assert "3 раунда по 7 минут, с 14:30 до 14:51, зал" in " ".join(page.split())
    assert page.count("перерыв") == 3


def test_form_ticks_everybody_beforehand(client, curator, school):
    mentors_of(school, 2), mentees_of(school, 3)
    client.force_login(curator.user)

    page = client.get(reverse("selection:choice_add")).content.decode()

    assert page.count("checked") == 5


def test_table_of_sheets_is_typed_by_numbers(client, curator, meeting):
    client.force_login(curator.user)
    seat = seat_of(meeting, "Новичок02")
    url = reverse("selection:choice_sheets", args=[meeting.pk])

    answer = client.post(url, posted(meeting, **{f"w1-{seat.pk}": "2", f"a-{seat.pk}": "1,"}))

    assert answer.status_code == 302
    assert {(w.person_id, w.kind, w.about.last_name) for w in Wish.objects.all()} == {
        (seat.person_id, "wants", "Наставник02"), (seat.person_id, "avoids", "Наставник01"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("first", "avoided", "words"),
    [
        ("7", "", "меньше либо равно 2"),
        ("1", "1", "дважды"),
        ("", "9", "Нет такого номера: 9"),
        ("", "а", "через пробел"),
    ],
)
def test_table_refuses_numbers_that_are_not_on_the_list(client, curator, meeting, first, avoided, words):
    client.force_login(curator.user)
    seat = seat_of(meeting, "Новичок01")
    body = posted(meeting, **{f"w1-{seat.pk}": first, f"a-{seat.pk}": avoided})

    answer = client.post(reverse("selection:choice_sheets", args=[meeting.pk]), body)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Wish.objects.count() == 0


def test_stale_table_is_answered_409_and_shows_both(client, curator, meeting):
    client.force_login(curator.user)
    seat, url = seat_of(meeting, "Новичок01"), reverse("selection:choice_sheets", args=[meeting.pk])
    body = posted(meeting, **{f"w1-{seat.pk}": "1"})
    mentor = seat_of(meeting, "Наставник02").person
    choose(seat.person, 1, about=mentor, meeting=meeting, by=access_of(seat.person))

    stale = client.post(url, body)
    page = stale.content.decode()

    assert stale.status_code == 409
    assert "изменил кто-то другой" in page
    assert "Наставник02" in page
    assert Wish.objects.get().about == mentor
    again = client.post(url, body | {f"was-{seat.pk}": "2||"})  # as the page answered
    assert again.status_code == 302
    assert Wish.objects.get().about.last_name == "Наставник01"


def test_torn_table_changes_nothing(client, curator, meeting):
    client.force_login(curator.user)
    seat = seat_of(meeting, "Новичок01")
    body = posted(meeting, **{f"w1-{seat.pk}": "1"})
    del body[f"was-{seat_of(meeting, 'Новичок03').pk}"]

    answer = client.post(reverse("selection:choice_sheets", args=[meeting.pk]), body)

    assert answer.status_code == 422
    assert Wish.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["choice", "choice_sheets", "choices"])
def test_pages_cost_the_same_for_one_and_three(
    client, curator, school, name, count, django_assert_max_num_queries
):
    mentors, mentees = mentors_of(school, count), mentees_of(school, count)
    meetings = [meeting_of(curator, mentors, mentees) for _ in range(count)]
    client.force_login(curator.user)
    url = reverse(f"selection:{name}", args=[] if name == "choices" else [meetings[0].pk])

    with django_assert_max_num_queries(9):
        assert client.get(url).status_code == 200


def test_participant_sees_the_own_way_and_no_other_meeting(client, curator, school, meeting):
    person = seat_of(meeting, "Новичок01").person
    other = meeting_of(curator, mentors_of(school, 1), mentees_of(school, 1))
    client.force_login(access_of(person).user)

    page = client.get(reverse("selection:my_sheet", args=[meeting.pk])).content.decode()
    first = client.post(reverse("selection:my_sheet_question", args=[meeting.pk, 1]), {"enough": "on"})

    assert page.count("стол ") == 2
    assert page.count("перерыв") == 1
    assert first.url == reverse("selection:my_sheet_question", args=[meeting.pk, 4])
    assert client.get(reverse("selection:my_sheet", args=[other.pk])).status_code == 404
    assert client.get(reverse("selection:choice", args=[meeting.pk])).status_code == 403


def test_prints_name_everybody_and_a_sheet_is_one_page(client, head, curator, meeting):
    client.force_login(head.user)

    shown = client.get(reverse("selection:choice_schedule_pdf", args=[meeting.pk])).content
    job = print_sheets(meeting, by=curator)
    assert run(job.pk)
    job.refresh_from_db()
    data, name = job.result.read(), job.result_name
    wall, sheets = (PdfReader(io.BytesIO(pdf)) for pdf in (shown, data))

    text = " ".join(wall.pages[0].extract_text().split())
    assert "Стол 1. Наставник01" in text
    assert "14:44" in text
    assert (len(sheets.pages), name) == (5, f"Листы встречи выбора {meeting.held_on:%d.%m.%Y}.pdf")
    assert "Новичок01 Ольга Николаевна" in " ".join(sheets.pages[0].extract_text().split())


def test_sheets_are_read_by_the_curator_alone(client, head, curator, meeting):
    client.force_login(head.user)
    type_sheets(meeting, {}, by=curator)

    answers = [
        client.get(reverse(f"selection:{name}", args=[meeting.pk])) for name in ("choice_sheets", "choice")
    ]

    assert [answer.status_code for answer in answers] == [403, 200]
    assert client.get(reverse("selection:wishes")).status_code == 403
    assert "Внести листы" not in answers[1].content.decode()


def test_close_reopen_and_delete_by_buttons(client, curator, meeting):
    client.force_login(curator.user)

    def press(name):
        return client.post(reverse(f"selection:{name}", args=[meeting.pk])).url

    assert press("choice_close") == meeting.get_absolute_url()
    assert not ChoiceMeeting.objects.get().is_closed  # no sheet is there
    seat = seat_of(meeting, "Новичок01")
    client.post(
        reverse("selection:choice_sheets", args=[meeting.pk]), posted(meeting, **{f"h-{seat.pk}": "on"})
    )
    press("choice_close")
    assert ChoiceMeeting.objects.get().is_closed
    press("choice_reopen")
    press("choice_delete")
    assert ChoiceMeeting.objects.count() == 1
    client.post(
        reverse("selection:choice_sheets", args=[meeting.pk]),
        {key: value for key, value in posted(meeting).items() if key != f"h-{seat.pk}"},
    )
    assert press("choice_delete") == reverse("selection:choices")
    assert ChoiceMeeting.objects.count() == 0


def test_printing_leads_to_a_job_and_refuses_an_empty_meeting(client, curator, meeting):
    client.force_login(curator.user)
    url = reverse("selection:choice_sheets_print", args=[meeting.pk])

    made = client.post(url)
    Person.objects.update(processing_stopped_on=meeting.held_on)
    refused = client.post(url)

    assert made.url == Job.objects.get().get_absolute_url()
    assert refused.url == meeting.get_absolute_url()
