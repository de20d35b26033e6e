"""The days of a rhythm, without a database."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from meetings.rhythm import days, grid

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))
RHYTHMS = {
    "starts_on": DAYS,
    "ahead": st.integers(-10, 400),
    "weekday": st.integers(0, 6),
    "weeks": st.sampled_from([1, 2, 4]),
}


def of(starts_on, ahead, weekday, weeks):
    return {
        "starts_on": starts_on,
        "until": starts_on + dt.timedelta(days=ahead),
        "weekday": weekday,
        "weeks": weeks,
    }


@given(**RHYTHMS)
def test_all_days_are_the_weekday_within_the_term_and_a_rhythm_apart(starts_on, ahead, weekday, weeks):
    rhythm = of(starts_on, ahead, weekday, weeks)

    found = grid(**rhythm)

    assert all(day.weekday() == weekday and starts_on <= day <= rhythm["until"] for day in found)
    assert {(after - day).days for day, after in zip(found, found[1:], strict=False)} <= {7 * weeks}


@given(**RHYTHMS)
def test_no_day_of_the_term_is_left_out_at_its_ends(starts_on, ahead, weekday, weeks):
    rhythm = of(starts_on, ahead, weekday, weeks)

    found = grid(**rhythm)

    if ahead >= 6:
        assert 0 <= (found[0] - starts_on).days < 7
        assert 0 <= (rhythm["until"] - found[-1]).days < 7 * weeks
    if ahead < 0:
        assert found == []


@given(**RHYTHMS, free=st.sets(st.integers(0, 60)))
def test_a_free_day_falls_out_and_moves_no_other(starts_on, ahead, weekday, weeks, free):
    rhythm = of(starts_on, ahead, weekday, weeks)
    whole = grid(**rhythm)
    off = {day for number, day in enumerate(whole) if number in free}

    kept, left_out = days(why_free=lambda day: "каникулы" if day in off else "", **rhythm)

    assert sorted(kept + [day for day, _ in left_out]) == whole
    assert {day for day, _ in left_out} == off
    assert {why for _, why in left_out} <= {"каникулы"}


def test_a_rhythm_begins_on_its_own_day():
    monday = dt.date(2026, 11, 2)

    assert grid(starts_on=monday, until=monday, weekday=0, weeks=1) == [monday]
    assert grid(starts_on=monday, until=monday, weekday=1, weeks=1) == []
