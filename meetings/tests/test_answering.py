"""«Встретились?»: who is asked, what an answer does, how the curator decides."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from meetings.models import Answer, Meeting
from meetings.questions import differing, nobody_answered, people_asked
from meetings.services.answering import answer_met, close_denied, decide_meeting
from meetings.tests.cast import meeting, mentee_of, running_pair
from organizations.models import Organization, Role
from organizations.tests.factories import MembershipFactory
from pairs.models import Pair, Substitution
from people.services import withdraw_consents
from people.tests.factories import PersonFactory
from programmes.models import Programme, ProgrammeRow

pytestmark = pytest.mark.django_db
Status = Meeting.Status


@pytest.fixture
def pair(mentor):
    return running_pair(mentor, consents=True)


@pytest.fixture
def row(pair):
    return meeting(pair)


def state(row):
    row.refresh_from_db()
    return row.status, list(row.answers.values_list("is_yes", flat=True))


def say(row, person, is_yes, by=None):
    return answer_met(Meeting.objects.get(pk=row.pk), person, is_yes=is_yes, by=by)


def fresh(school):
    return Organization.objects.get(pk=school.pk)


def programme_row(pair, words):
    term = {"starts_on": pair.starts_on, "ends_on": pair.ends_on}
    programme = Programme.objects.create(
        organization=pair.organization, pair=pair, title="План", goal="Цель", **term
    )
    return ProgrammeRow.objects.create(
        organization=pair.organization, programme=programme, order=1, activity=words
    )


# What an answer does


def test_one_yes_is_a_line_of_the_journal(mentor, pair, row):
    say(row, pair.mentor, True, by=mentor)

    assert state(row) == (Status.HELD, [True])
    assert row.told_at is not None
    told = Entry.objects.get(action="meeting.answered")
    assert (told.user, told.details) == (mentor.user, {"person": pair.mentor.pk, "yes": True})


def test_no_of_one_says_nothing_yet_and_no_of_all_that_it_did_not_happen(mentor, pair, row):
    say(row, pair.mentor, False, by=mentor)
    after_one = state(row)
    say(row, mentee_of(pair), False)

    assert after_one == (Status.PLANNED, [False])
    assert state(row) == (Status.NOT_HELD, [False, False])


def test_yes_after_a_no_holds_the_meeting_and_the_curator_sees_both(school, pair, row):
    say(row, pair.mentor, False)
    say(row, mentee_of(pair), True)

    assert state(row)[0] == Status.HELD
    assert differing(fresh(school)) == [row]


def test_second_press_changes_nothing(pair, row):
    for _ in range(2):
        say(row, pair.mentor, True)

    assert state(row) == (Status.HELD, [True])
    assert Entry.objects.filter(action="meeting.answered").count() == 1


def test_word_may_be_changed_on_the_same_day(pair, row):
    say(row, pair.mentor, True)
    say(row, pair.mentor, False)
    taken_back = state(row)
    say(row, mentee_of(pair), False)

    assert taken_back == (Status.PLANNED, [False])
    assert state(row)[0] == Status.NOT_HELD


def test_word_of_yesterday_stands(pair, row):
    say(row, pair.mentor, True)
    Answer.objects.update(at=timezone.now() - dt.timedelta(days=2))

    with pytest.raises(ValidationError, match="Исправить ответ может куратор"):
        say(row, pair.mentor, False)

    assert state(row) == (Status.HELD, [True])


# Who is asked, and when


def test_a_stranger_to_the_pair_answers_nothing(school, row):
    with pytest.raises(ValidationError, match="состоит в паре"):
        say(row, PersonFactory(organization=school), True)

    assert state(row) == (Status.PLANNED, [])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"status": "cancelled"}, "отменена"),
        ({"on": 1}, "впереди"),
        ({"status": "not_held"}, "уже есть запись"),
        ({"status": "held"}, "уже есть запись"),
    ],
)
def test_meeting_that_asks_nothing_takes_no_answer(school, pair, row, change, words):
    if "on" in change:
        change = {"on": school.today + dt.timedelta(days=change["on"])}
    Meeting.objects.update(**change)

    with pytest.raises(ValidationError, match=words):
        say(row, pair.mentor, True)

    assert not Answer.objects.exists()


def test_pair_that_stands_still_is_not_asked(school, pair, row):
    Pair.objects.update(status="paused", paused_on=school.today, paused_for="away")

    with pytest.raises(ValidationError, match="не работает"):
        say(row, pair.mentor, True)


def test_whose_consent_is_withdrawn_takes_no_part(pair, row):
    withdraw_consents(
        pair.mentor, ["mentor_duty"], channel="letter", received_on=pair.organization.today, by=None
    )
    Pair.objects.update(status="active", paused_on=None, paused_for="")

    with pytest.raises(ValidationError, match="Согласие отозвано"):
        say(row, pair.mentor, True)

    assert state(row) == (Status.PLANNED, [])


def test_substitute_answers_for_the_days_of_the_substitution(school, pair, row):
    instead = PersonFactory(organization=school)
    term = {"starts_on": row.on, "ends_on": school.today}
    Substitution.objects.create(organization=school, pair=pair, person=instead, reason="health", **term)

    asked = people_asked(pair, row.on, today=school.today)
    earlier = people_asked(pair, row.on - dt.timedelta(days=1), today=school.today)

    assert asked == [instead, mentee_of(pair)]
    assert earlier == [pair.mentor, mentee_of(pair)]


def test_who_left_the_group_is_not_waited_for(school, mentor):
    stays, left = PersonFactory.create_batch(2, organization=school)
    group = running_pair(mentor, [stays, left])
    row = meeting(group)
    group.members.filter(person=left).update(left_on=school.today)

    say(row, group.mentor, False)
    say(row, stays, False)

    assert state(row)[0] == Status.NOT_HELD


# The curator


def test_week_without_a_word_is_the_curators(school, pair):
    silent, young, denied = meeting(pair, 7), meeting(pair, 6), meeting(pair, 8)
    Answer.objects.create(organization=school, meeting=denied, person=pair.mentor, is_yes=False)

    assert nobody_answered(fresh(school)) == [silent]
    assert young.status == Status.PLANNED


def test_no_of_one_side_counts_after_a_week(school, pair, row):
    Answer.objects.create(organization=school, meeting=row, person=pair.mentor, is_yes=False)
    close_denied(row, by=None)
    close_denied(meeting(pair, 9), by=None)

    assert list(Meeting.objects.order_by("on").values_list("status", flat=True)) == ["planned", "not_held"]


@pytest.mark.parametrize(("is_held", "status"), [(True, Status.HELD), (False, Status.NOT_HELD)])
def test_curator_decides_where_both_differ(curator, school, pair, row, is_held, status):
    say(row, pair.mentor, False)
    say(row, mentee_of(pair), True)

    decide_meeting(row, is_held=is_held, by=curator)

    assert state(row)[0] == status
    assert differing(fresh(school)) == []
    assert Entry.objects.get(action="meeting.decided").details == {"held": is_held}
    with pytest.raises(ValidationError, match="уже есть запись"):
        say(row, pair.mentor, True)


# Pages


def test_two_taps_from_the_tasks_to_the_topic(client, mentor, pair, row):
    """«Да» stands on «Мои дела», a line of the programme is one more press."""
    line = programme_row(pair, "Разбор урока")
    client.force_login(mentor.user)
    home = client.get(reverse("desk:home")).text

    page = client.post(reverse("meetings:met", args=[row.pk]), {"answer": "yes"}, follow=True).text
    stamp = Meeting.objects.get().stamp
    client.post(reverse("meetings:met_topic", args=[row.pk]), {"row": line.pk, "stamp": stamp})

    assert f'action="{reverse("meetings:met", args=[row.pk])}"' in home
    assert "Разбор урока" in page
    assert "О чём говорили? Можно не заполнять" in page
    assert "Подходите друг другу?" in page
    assert (state(row)[0], row.row, row.topic) == (Status.HELD, line, "Разбор урока")


def test_topic_in_words_and_none_at_all(client, mentor, pair, row):
    say(row, pair.mentor, True, by=mentor)
    client.force_login(mentor.user)
    url, stamp = reverse("meetings:met_topic", args=[row.pk]), Meeting.objects.get().stamp

    empty = client.post(url, {"stamp": stamp})
    told = client.post(url, {"stamp": stamp, "topic": "План четверти"})
    stale = client.post(url, {"stamp": stamp, "topic": "Другое"})

    assert (empty.status_code, told.status_code, stale.status_code) == (422, 302, 422)
    assert "сохранил кто-то другой" in stale.text
    assert state(row)[0] == Status.HELD
    assert row.topic == "План четверти"


def test_page_of_a_meeting_ahead_says_so(client, mentor, pair):
    row = meeting(pair, -3)
    client.force_login(mentor.user)

    answer = client.post(reverse("meetings:met", args=[row.pk]), {"answer": "yes"})

    assert answer.status_code == 422
    assert "ещё впереди" in answer.text


def test_only_the_people_of_the_pair_answer(client, school, curator, row):
    other = MembershipFactory(organization=school, role=Role.PARTICIPANT)
    answers = []
    for me in (curator, other):
        client.force_login(me.user)
        answers.append(client.post(reverse("meetings:met", args=[row.pk]), {"answer": "yes"}).status_code)

    assert answers == [403, 404]
    assert state(row) == (Status.PLANNED, [])


def test_curator_decides_on_the_page_of_answers(client, curator, mentor, pair):
    row = meeting(pair, 9)
    url = reverse("meetings:met_decide", args=[row.pk])
    client.force_login(curator.user)
    page = client.get(reverse("meetings:answers")).text
    empty = client.post(url, follow=True).text
    done = client.post(url, {"answer": "no"}, follow=True).text

    assert "Неделю никто не отвечает" in page
    assert "Нажмите одну из кнопок" in empty
    assert "Уточнять нечего" in done
    assert state(row)[0] == Status.NOT_HELD


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_answers_asks_the_database_little(
    client, curator, mentor, count, django_assert_max_num_queries
):
    for number in range(count):
        pair = running_pair(mentor)
        meeting(pair, 9 + number)
        differ = meeting(pair, 1)
        say(differ, pair.mentor, False)
        say(differ, mentee_of(pair), True)
    client.force_login(curator.user)

    with django_assert_max_num_queries(12):
        page = client.get(reverse("meetings:answers")).text

    assert page.count("Состоялась") == 2 * count
