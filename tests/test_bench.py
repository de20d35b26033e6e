"""Each measure runs on a tiny input and says which bar it is held against; how fast it was is not asked here."""

import pytest

from bench import batch, load, matching, pages, papers, people, questionnaires, roadmap, roster, run, sealing
from bench.compare import Ratio, compare
from people.tests.factories import ConsentFactory


def check(ratios, bars):
    assert [(ratio.bar, ratio.is_share) for ratio in ratios] == bars
    assert all(ratio.ours > 0 and ratio.limit > 0 and ratio.ratio > 0 and ratio.meaning for ratio in ratios)


def test_papers_are_measured_beside_bare_weasyprint():
    ratios = papers.measure(repeats=1, appendix_rows=3)

    check(ratios, [(1.3, False), (1.3, False), (1.1, False)])


@pytest.mark.thorough
def test_batch_is_measured_beside_a_bare_pool(db):
    ratios = batch.measure(repeats=1, papers=3)

    check(ratios, [(0.85, True), (0.85, True)])


def test_seal_is_measured_beside_bare_pyhanko(db):
    ratios = sealing.measure(repeats=1)

    check(ratios, [(1.5, False), (1.5, False)])


def test_staff_list_is_measured_beside_bare_libraries_and_import_export(db):
    ConsentFactory()  # people of other measures stay

    ratios = roster.measure(repeats=1, rows=5)

    check(ratios, [(4, False), (5, True), (5, True)])


def test_list_page_is_measured_beside_a_bare_view(transactional_db):
    # The answers come through WSGI to their end, which closes the connection as on a server.
    ratios = pages.measure(repeats=1, requests=1, rows=2)

    check(ratios, [(0.35, True)])


def test_roadmap_is_measured_by_its_growth_and_beside_bare_python_docx(transactional_db):
    ratios = roadmap.measure(repeats=1, requests=1, people=(2, 1))

    check(ratios, [(4, False), (12, False)])


def test_list_of_people_is_measured_by_its_growth(transactional_db):
    ratios = people.measure(repeats=1, requests=1, sizes=(60, 2))

    check(ratios, [(6, False), (12, False), (8, False)])


def test_selection_is_measured_beside_bare_scipy_mentor_match_and_promised_times(db):
    ratios = list(matching.measure(repeats=1, size=(6, 4), places=2, theirs=(3, 2), large=(20, 10)))

    check(ratios, [(40, False), (1, False), (20, True), (1, False), (1, False)])
    assert [ratio.unit for ratio in ratios] == ["s"] * 4 + ["MB"]


def test_questionnaires_are_measured_beside_promised_times(transactional_db):
    ratios = list(questionnaires.measure(repeats=1, people=6, questions=5, requests=2))

    check(ratios, [(1, False)] * 4)


@pytest.mark.thorough
def test_rush_is_measured_against_a_server_of_its_own(transactional_db):
    ratios = list(load.measure(number=3, seconds=3, peak_seconds=1))

    check(ratios, [(1, False)] * 3 + [(1, True)] * 2)
    assert [ratio.ratio for ratio in ratios if ratio.is_share] == [1, 1]


def test_ratio_is_the_median_of_turns_and_a_share_is_turned_round():
    ours, limit = iter([0.0, 2.0, 9.0, 2.0]), iter([0.0, 1.0, 1.0, 1.0])
    cost = compare("a", lambda: next(ours), lambda: next(limit), bar=("<=", 2), meaning="m", repeats=3)
    mine, theirs = iter([0.0, 2.0, 9.0, 2.0]), iter([0.0, 1.0, 1.0, 1.0])
    share = compare("a", lambda: next(mine), lambda: next(theirs), bar=(">=", 0.6), meaning="m", repeats=3)

    assert (cost.ours, cost.limit, cost.ratio, cost.ok) == (2.0, 1.0, 2.0, True)
    assert (share.ratio, share.ok) == (0.5, False)


def test_page_of_results_names_each_bar_what_it_means_and_whether_it_holds():
    ratios = [
        Ratio("one sheet", 0.04, 0.03, 1.333, 1.3, "ours : bare"),
        Ratio("list page", 0.01, 0.004, 0.4, 0.35, "ours of bare", True),
    ]

    text = run.page(ratios, database="SQLite")

    assert "| one sheet | 40.0 ms | 30.0 ms | 1.33 | <= 1.3 | miss |" in text
    assert "| list page | 10.0 ms | 4.0 ms | 0.40 | >= 0.35 | ok |" in text
    assert "- **one sheet**: ours : bare." in text
