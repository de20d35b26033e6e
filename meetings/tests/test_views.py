"""Pages of the plan and the journal: what a post does, what each reader finds, how much a list costs."""

import datetime as dt

import pytest
from django.urls import reverse

from audit.models import Entry
from meetings.models import Meeting, MeetingSeries, Vacation
from meetings.services import edit_line, hold_meeting
from meetings.tests.factories import MeetingFactory, MeetingSeriesFactory, VacationFactory
from pairs.tests.factories import PairFactory
from people.tests.factories import PersonFactory

PLAN = {
    "weekday": 0, "rhythm": 2, "starts_on": "2026-11-20", "until": "2026-12-31", "starts_at": "14:20",
    "minutes": 45, "place": "in_person",
}  # fmt: skip


@pytest.fixture
def as_curator(client, curator):
    client.force_login(curator.user)
    return client


@pytest.fixture
def as_mentor(client, mentor):
    client.force_login(mentor.user)
    return client


def at(name, row):
    return reverse(f"meetings:{name}", args=[row.pk])


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_long(as_curator, curator, friday, count, django_assert_num_queries):
    for _ in range(count):
        mentor = PersonFactory(organization=curator.organization)
        MeetingFactory(pair=PairFactory(mentor=mentor, status="active"), on=friday)

    with django_assert_num_queries(9):
        answer = as_curator.get(reverse("meetings:list"))

    assert len(answer.context["page"].object_list) == count


@pytest.mark.parametrize("count", [1, 3])
def test_journal_of_a_pair_costs_the_same_however_long(as_mentor, pair, count, django_assert_max_num_queries):
    for number in range(count):
        MeetingFactory(pair=pair, on=dt.date(2026, 11, 9 + number), status="held")
        MeetingFactory(pair=pair, on=dt.date(2026, 11, 16 + number))
        MeetingFactory(pair=pair, on=dt.date(2026, 12, 1 + number))

    with django_assert_max_num_queries(12):
        answer = as_mentor.get(at("of_pair", pair))

    assert len(answer.context["journal"].told) == len(answer.context["journal"].ahead) == count


def test_what_nobody_confirmed_stands_first(as_curator, pair):
    days = {"held": 18, "planned": 12}
    for status, day in days.items():
        MeetingFactory(pair=pair, on=dt.date(2026, 11, day), status=status)
    MeetingFactory(pair=pair, on=dt.date(2026, 11, 11))
    MeetingFactory(pair=pair, on=dt.date(2027, 3, 1))  # the plan of the year does not hide the journal

    rows = as_curator.get(reverse("meetings:list")).context["page"].object_list

    assert [row.on.day for row in rows] == [11, 12, 18]


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("state=owed", [11]),
        ("state=ahead", [23]),
        ("state=held", [18]),
        ("month=2026-10", [15]),
        ("q=Громова", [11, 23, 18, 15]),
        ("q=Нетакой", []),
        ("month=nonsense&mentor=abc", [11, 23, 18, 15]),
    ],
)
def test_list_is_narrowed_by_the_address(as_curator, pair, query, days):
    for on, status in [
        (dt.date(2026, 10, 15), "not_held"), (dt.date(2026, 11, 18), "held"), (dt.date(2026, 11, 11), "planned"),
        (dt.date(2026, 11, 23), "planned"),
    ]:  # fmt: skip
        MeetingFactory(pair=pair, on=on, status=status)

    rows = as_curator.get(f"{reverse('meetings:list')}?{query}").context["page"].object_list

    assert [row.on.day for row in rows] == days


def test_plan_shows_its_days_before_anything_is_saved(as_mentor, pair):
    first = as_mentor.get(at("plan", pair))
    shown = as_mentor.post(at("plan", pair), PLAN | {"show": "1"})
    part = as_mentor.post(at("plan", pair), PLAN, headers={"HX-Request": "true"})

    assert first.context["plan"].days
    assert "3 встречи" in shown.content.decode()
    assert "<html" not in part.content.decode()
    assert "декабря 2026" in part.content.decode()
    assert not MeetingSeries.objects.exists()


def test_plan_is_saved_by_its_own_button(as_mentor, pair):
    answer = as_mentor.post(at("plan", pair), PLAN)

    assert answer.url == at("of_pair", pair)
    assert list(Meeting.objects.values_list("on", flat=True)) == [
        dt.date(2026, 11, 23), dt.date(2026, 12, 7), dt.date(2026, 12, 21),
    ]  # fmt: skip


def test_an_empty_plan_is_no_plan(as_mentor, pair):
    assert as_mentor.post(at("plan", pair)).status_code == 422
    assert not Meeting.objects.exists()


def test_plan_that_breaks_a_rule_says_which(as_mentor, pair):
    answer = as_mentor.post(at("plan", pair), PLAN | {"until": "2027-06-30"})

    assert answer.status_code == 422
    assert "Пара работает с" in answer.content.decode()
    assert not Meeting.objects.exists()


def test_plan_for_several_pairs_offers_running_ones_of_the_own_school(as_curator, curator, pair, stranger):
    idle = PairFactory(mentor=PersonFactory(organization=curator.organization))
    foreign = PairFactory(mentor=PersonFactory(organization=stranger.organization), status="active")

    refused = as_curator.post(reverse("meetings:plan_several"), PLAN | {"pairs": [idle.pk, foreign.pk]})
    done = as_curator.post(reverse("meetings:plan_several"), PLAN | {"pairs": [pair.pk]})

    assert (refused.status_code, done.status_code) == (422, 302)
    assert set(Meeting.objects.values_list("pair", flat=True)) == {pair.pk}


def test_two_taps_write_a_line(as_mentor, pair, friday):
    meeting = MeetingFactory(pair=pair, on=friday)

    page = as_mentor.get(at("of_pair", pair)).content.decode()
    answer = as_mentor.post(at("hold", meeting))

    assert at("met_today", pair) in page
    assert answer.url == at("detail", meeting)
    meeting.refresh_from_db()
    assert meeting.is_held


def test_buttons_of_a_list_come_back_to_it(as_curator, pair):
    meeting = MeetingFactory(pair=pair, on=dt.date(2026, 11, 18))

    assert as_curator.post(at("miss", meeting), {"back": "list"}).url == reverse("meetings:list")
    assert as_curator.post(at("hold", meeting), {"back": "pair"}).url == at("of_pair", pair)
    assert as_curator.post(at("hold", meeting), {"back": "//evil.example"}).url == at("detail", meeting)


def test_my_pair_has_the_button_and_the_own_hours(as_mentor, pair):
    page = as_mentor.get(pair.get_absolute_url()).content.decode()

    assert f'action="{at("met_today", pair)}"' in page
    assert "csrfmiddlewaretoken" in page
    assert reverse("meetings:hours") in page


def test_met_today_leads_to_its_line(as_mentor, pair, friday):
    answer = as_mentor.post(at("met_today", pair))

    meeting = Meeting.objects.get()
    assert (meeting.on, answer.url) == (friday, at("detail", meeting))


def test_the_line_under_a_text_box_names_who_reads_it(as_mentor, pair, mentor):
    meeting = hold_meeting(MeetingFactory(pair=pair, on=dt.date(2026, 11, 18)), by=mentor)

    page = as_mentor.get(at("detail", meeting)).content.decode()

    assert "Прочтут вы, Егор Алексеевич и куратор." in page


def test_head_reads_that_they_met_and_not_what_about(client, head, pair, curator):
    meeting = hold_meeting(MeetingFactory(pair=pair, on=dt.date(2026, 11, 18)), by=curator, topic="Секрет")
    client.force_login(head.user)

    pages = [
        client.get(url) for url in (at("detail", meeting), at("of_pair", pair), reverse("meetings:list"))
    ]

    assert [page.status_code for page in pages] == [200] * 3
    assert [b"\xd0\xa1\xd0\xb5\xd0\xba\xd1\x80\xd0\xb5\xd1\x82" in page.content for page in pages] == [
        False
    ] * 3


LINE = {"minutes": "30", "place": "online", "topic": "План четверти", "outcome": ""}


def test_edit_saves_the_line(as_mentor, pair, mentor):
    meeting = hold_meeting(MeetingFactory(pair=pair, on=dt.date(2026, 11, 18)), by=mentor)

    answer = as_mentor.post(at("edit", meeting), LINE | {"stamp": meeting.stamp})

    meeting.refresh_from_db()
    assert (answer.status_code, meeting.topic, meeting.minutes) == (302, "План четверти", 30)


def test_edit_of_what_was_saved_meanwhile_answers_409_with_both_texts(as_mentor, pair, mentor, curator):
    meeting = hold_meeting(MeetingFactory(pair=pair, on=dt.date(2026, 11, 18)), by=mentor)
    opened = meeting.stamp
    edit_line(meeting, stamp=opened, place="online", minutes=30, topic="Разбор урока", outcome="", by=curator)

    first = as_mentor.post(at("edit", meeting), LINE | {"stamp": opened})
    page = first.content.decode()
    again = as_mentor.post(at("edit", meeting), LINE | {"stamp": first.context["form"]["stamp"].value()})

    assert (first.status_code, again.status_code) == (409, 302)
    assert "Разбор урока" in page
    assert "План четверти" in page


def test_a_meeting_with_its_form_is_cheap(as_mentor, pair, mentor, django_assert_max_num_queries):
    meeting = hold_meeting(MeetingFactory(pair=pair, on=dt.date(2026, 11, 18)), by=mentor)

    with django_assert_max_num_queries(12):
        page = as_mentor.get(at("detail", meeting))

    assert page.context["form"]


def test_who_did_not_write_the_line_may_read_it_only(client, mentee, pair, mentor):
    meeting = hold_meeting(
        MeetingFactory(pair=pair, on=dt.date(2026, 11, 18)), by=mentor, topic="План четверти"
    )
    client.force_login(mentee.user)

    page = client.get(at("detail", meeting))
    answer = client.post(at("edit", meeting), LINE | {"stamp": meeting.stamp})

    assert "План четверти" in page.content.decode()
    assert page.context["form"] is None
    assert answer.status_code == 403


@pytest.mark.parametrize("name", ["of_pair", "plan", "add", "tell"])
def test_pair_of_others_does_not_exist(client, outsider, pair, name):
    client.force_login(outsider.user)

    assert client.get(at(name, pair)).status_code == 404


@pytest.mark.parametrize("name", ["plan", "add", "tell"])
def test_head_looks_on_and_keeps_no_journal(client, head, pair, name):
    client.force_login(head.user)

    assert client.get(at("of_pair", pair)).status_code == 200
    assert client.get(at(name, pair)).status_code == 403


def test_tell_writes_a_meeting_of_an_earlier_day(as_mentor, pair):
    answer = as_mentor.post(at("tell", pair), LINE | {"on": "2026-11-10", "starts_at": ""})

    meeting = Meeting.objects.get()
    assert answer.url == at("detail", meeting)
    assert (meeting.on, meeting.topic) == (dt.date(2026, 11, 10), "План четверти")


def test_series_is_changed_and_stopped_from_the_page_of_the_pair(as_mentor, pair):
    series = MeetingSeriesFactory(pair=pair)
    data = {name: PLAN[name] for name in ("weekday", "rhythm", "starts_at", "minutes", "place", "until")}

    changed = as_mentor.post(at("series_edit", series), data | {"weekday": 2})
    ahead = Meeting.objects.planned().count()
    stopped = as_mentor.post(at("series_stop", series))

    assert (changed.url, stopped.url) == (at("of_pair", pair),) * 2
    assert (ahead, Meeting.objects.planned().count()) == (3, 0)


def test_vacations_of_the_year_are_offered_and_corrected(as_curator, curator, friday):
    page = as_curator.get(reverse("meetings:vacations_year"))
    names = list(page.context["form"].fields)
    data = {name: page.context["form"][name].value() for name in names}
    data |= {"since_0": "2026-10-26", "until_0": "2026-11-03", "since_3": "", "until_3": ""}

    as_curator.post(reverse("meetings:vacations_year"), data)
    as_curator.post(reverse("meetings:vacations_year"), data)  # a double click

    rows = Vacation.objects.filter(organization=curator.organization)
    assert [(row.name, f"{row.starts_on:%d.%m}") for row in rows] == [
        ("Осенние каникулы", "26.10"), ("Зимние каникулы", "31.12"), ("Весенние каникулы", "27.03")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"since_0": "2026-11-03", "until_0": "2026-10-26"}, "не раньше начала"),
        ({"since_0": "2026-11-03"}, "обе даты"),
        ({"since_0": ""}, "уже внесены"),
    ],
)
def test_vacations_that_cannot_be_are_refused(as_curator, friday, answers, words):
    answer = as_curator.post(reverse("meetings:vacations_year"), answers)

    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Vacation.objects.exists()


def test_vacation_is_added_changed_and_removed(as_curator, curator, friday):
    dates = {"starts_on": "2026-12-01", "ends_on": "2026-12-05"}
    as_curator.post(reverse("meetings:vacation_add"), {"name": "Карантин", **dates})
    row = Vacation.objects.get()
    as_curator.post(at("vacation_edit", row), {"name": "Карантин", **dates, "ends_on": "2026-12-07"})
    row.refresh_from_db()
    refused = as_curator.post(
        at("vacation_edit", row), {"name": "Карантин", **dates, "ends_on": "2026-11-07"}
    )

    assert (row.ends_on, refused.status_code) == (dt.date(2026, 12, 7), 422)
    as_curator.post(at("vacation_remove", row))
    assert not Vacation.objects.exists()
    assert list(Entry.objects.order_by("pk").values_list("action", flat=True)) == [
        "vacation.added", "vacation.edited", "vacation.removed"
    ]  # fmt: skip


def test_vacation_of_another_school_does_not_exist(as_curator, stranger):
    row = VacationFactory(organization=stranger.organization)

    assert as_curator.post(at("vacation_remove", row)).status_code == 404
    assert Vacation.objects.exists()
