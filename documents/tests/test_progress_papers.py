"""Lines of a roadmap that a paper closes: what counts as that paper, and what is missing until it is signed."""

import datetime as dt

import pytest
from django.urls import reverse

from documents.models import Document, Link
from documents.progress import PAPERS
from documents.tests.factories import DocumentFactory
from organizations.models import Organization
from pairs.models import Pair
from pairs.tests.factories import PairFactory
from people.models import Person
from people.tests.factories import PersonFactory
from roadmap.progress import COUNTERS
from roadmap.tests.factories import RoadmapFactory

DAY = dt.date(2026, 9, 20)


@pytest.fixture
def plan(curator):
    return RoadmapFactory(organization=curator.organization)


def paper(curator, kind, *, dated=None, status=Document.Status.SIGNED, **fields):
    """A paper straight in its state: how it came there is tested elsewhere."""
    if dated:
        fields |= {"dated": dated, "number": f"{kind}-{dated}", "content_sha256": "0" * 64, "series": "core"}
    return DocumentFactory(created_by=curator, kind=kind, status=status, year=dated and dated.year, **fields)


def progress(key, plan):
    plan.organization = Organization.objects.get(pk=plan.organization_id)  # nothing read before
    return COUNTERS[key][1](plan)


@pytest.mark.parametrize("key", PAPERS)
def test_line_waits_for_its_paper_and_is_closed_by_it(plan, curator, key):
    kind = PAPERS[key][1][0]
    before = progress(key, plan)

    assert (before.done, before.total, before.is_done) == (0, 1, False)
    assert before.missing[0].url == reverse("documents:paper_add", args=[kind])

    signed = paper(curator, kind, dated=DAY)
    after = progress(key, plan)

    assert (after.is_done, after.missing, after.url) == (True, [], signed.get_absolute_url())
    assert [shown.words for shown in after.papers] == [str(signed)]


def test_draft_is_shown_as_what_is_missing(plan, curator):
    draft = paper(curator, "regulation", status=Document.Status.DRAFT)

    found = progress("regulation", plan)

    assert not found.is_done
    assert [(one.words, one.url) for one in found.missing] == [
        (f"{draft.title}: черновик", draft.get_absolute_url())
    ]


def test_paper_that_waits_for_its_scan_closes_nothing(plan, curator):
    paper(curator, "order_curator", dated=DAY, status=Document.Status.ON_PAPER)

    assert not progress("order_curator", plan).is_done


@pytest.mark.parametrize(
    ("dated", "is_done"),
    [("2026-07-31", False), ("2026-08-28", True), ("2027-08-31", True), ("2027-09-01", False)],
)
def test_only_papers_of_the_school_year_count(plan, curator, dated, is_done):
    paper(curator, "minutes_council", dated=dt.date.fromisoformat(dated))

    assert progress("minutes_council", plan).is_done is is_done


def test_cancelled_paper_counts_no_more_once_the_order_is_signed(plan, curator):
    event = paper(curator, "order_event", dated=DAY)
    order = paper(curator, "order_cancelling", status=Document.Status.DRAFT)
    Link.objects.create(organization=curator.organization, source=order, target=event, kind=Link.Kind.CANCELS)
    assert progress("final_event_order", plan).is_done

    Document.objects.filter(pk=order.pk).update(
        status=Document.Status.SIGNED, number="9", dated=DAY, content_sha256="0" * 64
    )

    assert not progress("final_event_order", plan).is_done


def test_paper_of_another_institution_closes_nothing(plan, stranger):
    paper(stranger, "regulation", dated=DAY)

    assert not progress("regulation", plan).is_done


def test_either_paper_with_the_decision_will_do(plan, curator):
    paper(curator, "minutes_council", dated=DAY)

    assert progress("minutes_decision", plan).is_done
    assert not progress("minutes_meeting", plan).is_done


def test_agreements_are_counted_by_mentors_who_are_employees(plan, curator):
    school = curator.organization
    named, by_pair, without = (
        PersonFactory(organization=school, last_name=name) for name in ("Аева", "Беева", "Веева")
    )
    learner = PersonFactory(organization=school, kind=Person.Kind.LEARNER)
    pairs = [PairFactory(mentor=one, status=Pair.Status.ACTIVE) for one in (named, by_pair, without, learner)]
    paper(curator, "agreement", dated=DAY).people.add(named)
    paper(curator, "agreement", dated=dt.date(2026, 9, 21)).pairs.add(pairs[1])
    paper(curator, "agreement", status=Document.Status.DRAFT).people.add(without)

    found = progress("agreements", plan)

    assert (found.done, found.total) == (2, 3)
    assert [one.url for one in found.missing] == [
        f"{reverse('documents:paper_add', args=['agreement'])}?pair={pairs[2].pk}"
    ]


def test_agreements_of_a_school_without_pairs_are_not_shown_as_zero(plan):
    assert progress("agreements", plan).total == 0


def test_all_these_lines_cost_one_read(plan, curator, django_assert_num_queries):
    for key in ("regulation", "order_model", "reports"):
        paper(curator, PAPERS[key][1][0], dated=DAY)
    plan.organization = Organization.objects.get(pk=plan.organization_id)

    with django_assert_num_queries(1):
        for key in PAPERS:
            COUNTERS[key][1](plan)
