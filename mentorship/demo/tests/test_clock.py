import datetime as dt
import time

import pytest
from django.utils import timezone

from mentorship.demo.clock import Clock
from organizations.models import Organization
from pairs.models import PairChange


@pytest.fixture
def clock_on(monkeypatch):
    """The clock of an institution whose wall shows the given day."""

    def make(year, month, day):
        noon = dt.datetime(year, month, day, 9, tzinfo=dt.UTC)
        monkeypatch.setattr(timezone, "now", lambda: noon)
        return Clock(Organization())

    return make


def test_story_takes_twelve_weeks_of_working_days_and_ends_today(clock_on):
    clock = clock_on(2026, 11, 20)

    days = [clock.day(part / 100) for part in range(101)]

    assert (days[0], days[-1]) == (dt.date(2026, 8, 28), dt.date(2026, 11, 20))
    assert days == sorted(days)
    assert all(day.weekday() < 5 for day in days)


@pytest.mark.parametrize("today", [(2026, 8, 1), (2026, 8, 2), (2026, 9, 2)])
def test_story_never_reaches_into_the_year_before(clock_on, today):
    assert clock_on(*today).day(0) == dt.date(2026, 8, 1)


@pytest.mark.parametrize("day", range(16, 23))
def test_plans_fall_on_a_working_day_ahead(clock_on, day):
    planned = clock_on(2026, 11, day).day(1.1)

    assert planned.weekday() < 5
    assert 7 <= (planned - dt.date(2026, 11, day)).days <= 10


def test_both_clocks_show_the_day_of_the_story_and_move_on(clock_on):
    clock = clock_on(2026, 11, 20)

    with clock.at(0):
        by_django, by_machine = timezone.now(), time.time_ns()

    assert timezone.localdate(by_django) == dt.date(2026, 8, 28)
    assert by_machine == int(by_django.timestamp() + 4) * 10**9


def test_two_days_of_a_short_story_keep_their_order(clock_on):
    clock = clock_on(2026, 8, 3)
    with clock.at(0.1):
        earlier = timezone.now()

    with clock.at(0.2):
        later = timezone.now()

    assert later > earlier


def test_rows_bear_the_moment_of_the_story(clock_on):
    clock = clock_on(2026, 11, 20)

    with clock.at(0):
        told = PairChange().made_at
    after = PairChange().made_at

    assert timezone.localdate(told) == dt.date(2026, 8, 28)
    assert after > told + dt.timedelta(days=1)


@pytest.mark.parametrize("part", [0, 1])
def test_clocks_are_set_right_afterwards(clock_on, part):
    clock = clock_on(2026, 11, 20)
    before = timezone.now, time.time_ns

    with pytest.raises(KeyError), clock.at(part):
        raise KeyError

    assert (timezone.now, time.time_ns) == before
