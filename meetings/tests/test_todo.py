"""The ladder: a tap for each side, then the curator; silence, differing words and doubts on the curator's desk."""

import datetime as dt

import pytest
from django.urls import reverse

from desk.reminders import remind
from desk.todo import tasks_for
from meetings import mine, todo
from meetings.models import Answer
from meetings.questions import has_come
from meetings.services.answering import answer_met
from meetings.services.fitting import say_fit
from meetings.tests.cast import held, meeting, mentee_of, running_pair
from organizations.models import Membership, Role
from organizations.tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(mentor):
    return running_pair(mentor, consents=True)


def tasks(me):
    """What the next request reads: a membership with an institution that remembers nothing."""
    me = Membership.objects.select_related("organization", "user").get(pk=me.pk)
    return {task.title.split(":")[0].replace("\u00a0", " "): task for task in tasks_for(me)}


def test_each_side_is_asked_with_buttons_for_three_days(mentor, school, pair):
    row = meeting(pair)

    (task,) = [task for title, task in tasks(mentor).items() if title.startswith("Встретились")]

    assert (task.url, task.due) == (reverse("meetings:met", args=[row.pk]), row.on + dt.timedelta(days=3))
    assert task.answers == ("answer", [("yes", "Да"), ("no", "Нет")])
    assert "Панов" in task.detail


@pytest.mark.parametrize(
    "change", [{"days_ago": -1}, {"days_ago": 31}, {"status": "held"}, {"status": "cancelled"}]
)
def test_nothing_is_asked_of_other_meetings(mentor, pair, change):
    meeting(pair, **change)

    assert not [title for title in tasks(mentor) if title.startswith("Встретились")]


def test_who_has_answered_is_asked_no_more(mentor, pair):
    row = meeting(pair)
    Answer.objects.create(organization=row.organization, meeting=row, person=pair.mentor, is_yes=False)

    assert not [title for title in tasks(mentor) if title.startswith("Встретились")]


@pytest.mark.parametrize(
    ("at", "starts_at", "over"),
    [((14, 0), (14, 20), False), ((14, 20), (14, 20), True), ((9, 0), None, False), ((15, 0), None, True)],
)
def test_on_its_day_a_meeting_is_asked_about_when_its_hour_is_over(pair, at, starts_at, over):
    row = meeting(pair, 0, starts_at=starts_at and dt.time(*starts_at))
    now = dt.datetime.combine(row.on, dt.time(*at), tzinfo=dt.UTC)

    assert has_come(row, now) is over


def test_fit_is_asked_with_three_buttons(mentor, pair):
    held(pair)

    task = tasks(mentor)["Подходите друг другу?"]

    assert [value for value, _ in task.answers[1]] == ["fits", "unsure", "no"]
    assert "только куратор и психолог" in task.detail


def test_ladder_writes_to_who_has_an_account(mentor, school, pair, mailoutbox):
    meeting(pair)

    remind(school, school.today)

    assert [letter.to for letter in mailoutbox] == [[mentor.user.email]]


def test_curator_learns_of_silence_after_a_week_and_of_words_that_differ(curator, pair):
    meeting(pair, 8)
    differ = meeting(pair, 1)
    for person, word in ((pair.mentor, False), (mentee_of(pair), True)):
        answer_met(differ, person, is_yes=word, by=None)

    found = tasks(curator)

    for title in ("О встречах неделю никто не отвечает", "Участники по-разному ответили о встречах"):
        assert found[title].owes == [str(pair)]
        assert found[title].url == reverse("meetings:answers")


@pytest.mark.parametrize(("days", "silent"), [(21, False), (22, True)])
def test_silent_pairs_stand_on_the_desk_with_their_days(curator, pair, days, silent):
    held(pair, days)

    found = tasks(curator).get("Пары молчат")

    assert bool(found) is silent
    if silent:
        assert found.owes == [f"{pair}: 22\u00a0дня"]


def test_doubt_reaches_curator_and_psychologist_without_a_name(curator, head, school, pair):
    held(pair)
    say_fit(pair, mentee_of(pair), word="no", by=None)
    psychologist = MembershipFactory(organization=school, role=Role.PSYCHOLOGIST)

    for me in (curator, psychologist):
        task = tasks(me)["Сомневаются, что пара подходит"]
        assert (task.url, task.owes) == (reverse("meetings:fits"), [])
        assert "Панов" not in task.title + task.detail
    assert "Сомневаются, что пара подходит" not in tasks(head)


@pytest.mark.parametrize("count", [1, 3])
def test_tasks_cost_the_same_for_one_pair_and_three(mentor, curator, count, django_assert_max_num_queries):
    for _ in range(count):
        pair = running_pair(mentor)
        meeting(pair)
        held(pair, 3)
    me = Membership.objects.select_related("organization").get(pk=mentor.pk)
    staff = Membership.objects.select_related("organization").get(pk=curator.pk)

    with django_assert_max_num_queries(6):
        found = todo.meetings_to_tell(me) + todo.fits_to_say(me)
    with django_assert_max_num_queries(7):
        todo.meetings_without_word(staff)
        todo.pairs_that_do_not_suit(staff)

    assert len(found) == 2 * count


def test_own_pair_on_the_phone_asks_with_buttons(client, mentor, pair):
    held(pair, 5)
    row = meeting(pair, 1)
    client.force_login(mentor.user)

    page = client.get(reverse("pairs:mine")).text

    assert f'action="{reverse("meetings:met", args=[row.pk])}"' in page
    assert f'action="{reverse("meetings:fit", args=[pair.pk])}"' in page
    assert page.count("csrfmiddlewaretoken") >= 2


def test_nothing_waits_on_the_phone_of_who_has_answered_or_only_looks(mentor, curator, pair):
    row = meeting(pair, 1)
    seen = [mine.own_word(pair, me) for me in (mentor, curator)]
    answer_met(row, pair.mentor, is_yes=False, by=mentor)

    assert [bool(part) for part in seen] == [True, False]
    assert mine.own_word(pair, mentor) is None
