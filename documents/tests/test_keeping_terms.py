"""Terms of keeping: counted from 1 January of the year after, for ever, not dated yet."""

import datetime as dt

import pytest

from documents.keeping_terms import keep_until, keep_words, last_year_over, years_of
from documents.kinds import KINDS

DAY = dt.date(2026, 10, 2)


@pytest.mark.parametrize(
    ("keep", "until", "words"),
    [
        ("5 лет", dt.date(2031, 12, 31), "до 31.12.2031"),
        ("3 года", dt.date(2029, 12, 31), "до 31.12.2029"),
        ("1 год", dt.date(2027, 12, 31), "до 31.12.2027"),
        ("50 лет", dt.date(2076, 12, 31), "до 31.12.2076"),
        ("50 лет ЭПК", dt.date(2076, 12, 31), "до 31.12.2076"),
        ("постоянно", None, "постоянно"),
        ("до минования надобности", None, "до минования надобности"),
        ("", None, ""),
    ],
)
def test_term_counts_from_the_january_after(keep, until, words):
    assert keep_until(keep, DAY) == until
    assert keep_words(keep, DAY) == words


@pytest.mark.parametrize("day", [dt.date(2026, 1, 1), dt.date(2026, 12, 31)])
def test_every_day_of_a_year_ends_on_one_day(day):
    assert keep_until("5 лет", day) == dt.date(2031, 12, 31)


def test_draft_names_the_term_alone():
    assert (keep_until("5 лет", None), keep_words("5 лет", None)) == (None, "5 лет")


def test_year_over_is_the_last_one_whose_term_has_ended():
    for today in (dt.date(2032, 1, 1), dt.date(2032, 12, 31)):
        year = last_year_over(5, today)
        assert (
            keep_until("5 лет", dt.date(year, 6, 1)) < today <= keep_until("5 лет", dt.date(year + 1, 6, 1))
        )


def test_every_kind_has_a_term_that_is_understood():
    assert [
        key for key, kind in KINDS.items() if years_of(kind.keep) is None and kind.keep != "постоянно"
    ] == []
