"""The report on numbers: nothing is left out, nothing counted twice, what nobody explains comes first (PAP-5)."""

import datetime as dt

import pytest
from django.urls import reverse

from common.table_reading import read_table
from documents.models import Link, NumbersApart, NumberSeries
from documents.numbering_report import choices, report_of
from documents.tests.test_register import paper

YEAR = 2026


def series(me, last, *, key="core"):
    return NumberSeries.objects.create(organization=me.organization, series=key, year=YEAR, last=last)


def apart(me, row, first, last, why="outside", note=""):
    NumbersApart.objects.create(
        organization=me.organization, series=row, first=first, last=last, why=why, note=note, made_by=me
    )


def shown(report):
    return [(row.numbers, row.words) for row in report.rows]


def test_every_number_is_a_paper_or_explained(curator):
    row = series(curator, 12)
    apart(curator, row, 1, 5, note="книга приказов")
    apart(curator, row, 8, 8, why="reserved")
    for number in (6, 7, 9, 12):
        paper(curator, number)

    report = report_of(curator, "core", YEAR)

    assert shown(report) == [
        ("10–11", "не объяснено"),
        ("1–5", "выданы вне системы"),
        ("6", "подписан"),
        ("7", "подписан"),
        ("8", "отложены"),
        ("9", "подписан"),
        ("12", "подписан"),
    ]
    assert (report.last, report.papers, report.unexplained) == (12, 4, 2)
    assert sum(row.count for row in report.rows) == 12


def test_cancelled_paper_keeps_its_number(curator):
    series(curator, 2)
    old, new = paper(curator, 1), paper(curator, 2)
    Link.objects.create(organization=curator.organization, source=new, target=old, kind="cancels")

    assert shown(report_of(curator, "core", YEAR))[0] == ("1", "отменён, номер сохраняется")


def test_number_given_by_hand_is_said_to_be(curator):
    series(curator, 1)
    paper(curator, 1)
    paper(curator, 40)
    odd = paper(curator, 41, sequence=None)

    report = report_of(curator, "core", YEAR)

    assert [(row.numbers, row.note) for row in report.rows] == [
        ("1", ""),
        ("40", "присвоен вручную, раньше очереди"),
        ("вне счёта", ""),
    ]
    assert report.rows[-1].paper == odd
    assert report.unexplained == 0


def test_report_knows_one_school_and_one_year(curator, stranger):
    series(curator, 1)
    paper(curator, 1)
    paper(curator, 1, dated=dt.date(2025, 3, 1))

    assert report_of(stranger, "core", YEAR).rows == []
    assert report_of(curator, "core", YEAR).papers == 1
    assert choices(stranger)[1] == [stranger.organization.today.year]


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_and_takes_odd_addresses(client, curator, count, django_assert_max_num_queries):
    series(curator, count * 3)
    for number in range(1, count + 1):
        paper(curator, number)
    client.force_login(curator.user)

    with django_assert_max_num_queries(10):
        page = client.get(reverse("documents:numbers_report"), {"series": "core", "year": YEAR}).text

    assert "не объяснено" in page
    assert client.get(reverse("documents:numbers_report"), {"series": "x", "year": "²"}).status_code == 200
    assert client.get(reverse("documents:numbers_report"), {"format": "exe"}).status_code == 404


def test_report_is_handed_out_as_a_table(client, curator):
    series(curator, 3)
    paper(curator, 1)
    client.force_login(curator.user)
    asked = {"series": "core", "year": YEAR, "format": "xlsx"}

    table = read_table(client.get(reverse("documents:numbers_report"), asked).content)

    assert [row[0] for row in table] == ["Порядковый", "2–3", "1"]
    assert table[1][3] == "не объяснено"
