"""Terms in working days by the production calendar (TIM-4)."""

import datetime as dt

import pytest

from common.working_days import add_working_days, has_decree, is_working_day, working_days_note

day = dt.date.fromisoformat
# Days off moved by the Government: 04.10.2024 № 1335 for 2025, 24.09.2025 № 1466 for 2026.
OFF = ["2025-05-02", "2025-05-08", "2025-06-13", "2025-11-03", "2025-12-31", "2026-01-09", "2026-12-31"]
OFF += ["2026-01-08", "2026-03-09", "2026-05-11", "2026-11-04", "2026-11-21"]
WORKED = ["2025-11-01", "2026-05-08", "2026-11-03", "2026-11-20", "2026-12-30"]


@pytest.mark.parametrize("text", OFF)
def test_nobody_works_on_holidays_and_moved_days_off(text):
    assert not is_working_day(day(text))


@pytest.mark.parametrize("text", WORKED)
def test_other_days_and_worked_saturdays_count(text):
    assert is_working_day(day(text))


@pytest.mark.parametrize(("year", "days"), [(2025, 247), (2026, 247)])
def test_a_year_has_as_many_working_days_as_the_production_calendar(year, days):
    first = dt.date(year, 1, 1)
    year_of_days = [first + dt.timedelta(days=number) for number in range(365)]

    assert sum(map(is_working_day, year_of_days)) == days


@pytest.mark.parametrize(
    ("start", "count", "ends"),
    [
        ("2026-11-20", 3, "2026-11-25"),  # Friday, three days' notice
        ("2026-11-02", 3, "2026-11-06"),  # over 4 November
        ("2025-10-31", 1, "2025-11-01"),  # a worked Saturday
        ("2025-12-30", 1, "2026-01-12"),  # over New Year, moved days on both sides
        ("2026-04-30", 10, "2026-05-18"),
        ("2026-11-21", 0, "2026-11-21"),
    ],
)
def test_terms_skip_what_is_not_worked(start, count, ends):
    assert add_working_days(day(start), count) == day(ends)


def test_year_without_a_decree_goes_by_the_code_and_says_so():
    assert not has_decree(2031)
    # 23 February and 8 March 2031 are a Sunday and a Saturday: the Mondays after them are free.
    assert [is_working_day(day(text)) for text in ("2031-02-24", "2031-03-10", "2031-02-25")] == [
        False,
        False,
        True,
    ]
    assert working_days_note(day("2026-12-30"), day("2031-01-01")) == (
        "Переносы выходных дней на 2031 год ещё не известны: срок посчитан по статье 112 ТК РФ."
    )
    assert working_days_note(day("2026-12-30")) == ""
