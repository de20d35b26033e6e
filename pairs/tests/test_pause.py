"""A pair stands while a consent is missing, and no order takes it; it goes on from where its papers stand."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from audit.models import Entry
from desk.todo import tasks_for
from documents.content import fingerprint
from documents.models import Document
from documents.progress import pairs_in_orders
from documents.services.drafts import draft_order_pairs
from documents.services.registering import register_on_paper, sign_document
from documents.services.sending import delete_draft, send_to_sign
from pairs.models import Pair
from pairs.progress import duty_consents, mentees_in_pairs
from pairs.services import confirm_pair, edit_pair, form_pair, pause_pair, resume_pair
from pairs.tests.factories import PairFactory
from people.models import Consent, MenteeEntry, Person
from people.services import mark_left, withdraw_consents
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory

pytestmark = pytest.mark.django_db
Status = Pair.Status
TERM = {"starts_on": dt.date(2026, 10, 5), "ends_on": dt.date(2027, 5, 28)}


@pytest.fixture
def pair(school):
    """A running pair of people who stand in the banks."""
    return make_pair(school, "active")


def make_pair(school, status):
    pair = PairFactory(mentor__organization=school, status=status, consents=True)
    MentorEntryFactory(person=pair.mentor)
    MenteeEntryFactory(person=mentee_of(pair))
    return pair


def mentee_of(pair):
    return pair.members.get().person


def withdraw(person, kind="processing"):
    withdraw_consents(person, [kind], channel="letter", received_on=person.organization.today, by=None)


def state(pair):
    pair.refresh_from_db()
    return pair.status, pair.paused_for


def give_again(person, kind="processing"):
    ConsentFactory(person=person, kind=kind)
    Person.objects.filter(pk=person.pk).update(processing_stopped_on=None)


@pytest.mark.parametrize("status", ["proposed", "ready", "ordered", "active"])
def test_withdrawal_pauses_every_open_pair_of_both_sides(school, status):
    pair, other = make_pair(school, status), make_pair(school, status)
    PairFactory(mentor=mentee_of(pair), status="ended")

    withdraw(mentee_of(pair))

    assert (state(pair), state(other)) == ((Status.PAUSED, "withdrawn"), (status, ""))
    assert Entry.objects.filter(action="pair.paused").count() == 1


@pytest.mark.parametrize(
    ("kind", "as_mentor", "as_mentee"),
    [
        ("mentor_duty", "paused", "active"),
        ("mentee_duty", "active", "paused"),
        ("distribution", "active", "active"),
    ],
)
def test_withdrawn_duty_pauses_its_side_only(school, kind, as_mentor, as_mentee):
    person = PersonFactory(organization=school)
    first, second = (
        PairFactory(mentor=person, status="active"),
        PairFactory(mentor=PersonFactory(organization=school), mentees=[person], status="active"),
    )
    ConsentFactory(person=person, kind=kind)

    withdraw(person, kind)

    assert (state(first)[0], state(second)[0]) == (as_mentor, as_mentee)


def test_leaving_pauses_with_its_own_reason(pair, curator, school):
    mark_left(pair.mentor, on=school.today, by=curator)

    assert state(pair) == (Status.PAUSED, "left")


def test_paused_pair_keeps_its_first_day_and_reason(pair, curator, school):
    pause_pair(pair, reason="away", on=school.today - dt.timedelta(days=3), by=curator)

    withdraw(pair.mentor)

    assert state(pair) == (Status.PAUSED, "away")
    assert pair.paused_on == school.today - dt.timedelta(days=3)


def test_pair_goes_on_when_consents_are_back_only(pair, curator):
    withdraw(pair.mentor)
    with pytest.raises(ValidationError, match="Согласие отозвано"):
        resume_pair(pair, by=curator)

    give_again(pair.mentor)
    resume_pair(pair, by=curator)

    assert state(pair) == (Status.PROPOSED, "")  # no order names it
    assert pair.paused_on is None


def test_pair_of_a_signed_order_works_again_and_one_of_a_draft_waits_there(school, curator):
    signed, drafted = make_pair(school, "ready"), make_pair(school, "ready")
    papers = [draft_order_pairs([pair], by=curator) for pair in (signed, drafted)]
    paper = papers[0]
    Document.objects.filter(pk=paper.pk).update(
        status="signed", number="1-од", dated=school.today, content_sha256="x"
    )
    for pair in (signed, drafted):
        pause_pair(pair, reason="away", on=school.today, by=curator)

    assert [resume_pair(pair, by=curator).status for pair in (signed, drafted)] == [
        Status.ACTIVE,
        Status.ORDERED,
    ]


def test_order_about_a_paused_pair_goes_nowhere_and_names_it(school, curator, head):
    pair = make_pair(school, "ready")
    paper = draft_order_pairs([pair], by=curator)
    shown = fingerprint(paper.content)
    withdraw(mentee_of(pair))
    Document.objects.filter(pk=paper.pk).update(status="to_sign")

    for deed in (
        lambda: sign_document(paper, shown_sha256=shown, method="password", by=head),
        lambda: register_on_paper(paper, on=school.today, shown_sha256=shown, by=curator),
    ):
        with pytest.raises(ValidationError, match="Приостановлены или") as refusal:
            deed()
        assert str(mentee_of(pair)) in refusal.value.messages[0]
    Document.objects.filter(pk=paper.pk).update(status="draft")
    with pytest.raises(ValidationError, match="Приостановлены или"):
        send_to_sign(paper, by=curator)
    paper.refresh_from_db()
    assert (paper.status, paper.number) == ("draft", "")


def test_deleted_draft_lets_a_paused_pair_be_edited(school, curator):
    pair = make_pair(school, "ready")
    paper = draft_order_pairs([pair], by=curator)
    withdraw(mentee_of(pair))
    delete_draft(paper, by=curator)
    another = PersonFactory(organization=school)
    MenteeEntryFactory(person=another)

    edit_pair(pair, mentor=pair.mentor, mentees=[another], by=curator, **TERM)

    assert (state(pair), mentee_of(pair)) == ((Status.PROPOSED, ""), another)


def test_paused_pair_of_an_order_is_not_edited(pair, curator, school):
    draft = Document.objects.create(organization=school, kind="order_pairs", title="x", created_by=curator)
    draft.pairs.add(pair)
    withdraw(pair.mentor)

    with pytest.raises(ValidationError, match="внесена в приказ"):
        edit_pair(pair, mentor=pair.mentor, mentees=[mentee_of(pair)], by=curator, **TERM)


def figures(school):
    roadmap = SimpleNamespace(organization=type(school).objects.get(pk=school.pk))
    return [
        (counter(roadmap).done, counter(roadmap).total)
        for counter in (mentees_in_pairs, duty_consents, pairs_in_orders)
    ]


def test_paused_pairs_do_not_count(pair, school):
    make_pair(school, "active")
    before = figures(school)

    pause_pair(pair, reason="away", on=school.today, by=None)

    assert before == [(2, 2), (2, 2), (2, 2)]
    assert figures(school) == [(1, 2), (1, 1), (1, 1)]


def test_curator_sees_the_paused_pair_and_why(client, curator, pair):
    withdraw(pair.mentor)
    client.force_login(curator.user)

    pages = [client.get(url).content.decode() for url in (reverse("pairs:list"), pair.get_absolute_url())]

    assert all("согласие отозвано" in page for page in pages)
    assert "Приостановлены пары: 1" in [task.title for task in tasks_for(curator)]


def test_curator_pauses_and_resumes_by_pages(client, curator, pair, school):
    client.force_login(curator.user)
    body = {"reason": "away", "on": school.today.isoformat()}

    client.post(reverse("pairs:pause", args=[pair.pk]), body)
    paused = state(pair)
    client.post(reverse("pairs:resume", args=[pair.pk]))

    assert (paused, state(pair)) == ((Status.PAUSED, "away"), (Status.PROPOSED, ""))


def at_once(*deeds):
    def run(deed):
        try:
            return deed()
        except ValidationError as error:
            return error.messages[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("status", ["none", "proposed", "ready"])
def test_withdrawal_while_being_assigned_leaves_no_pair_with_the_withdrawn(school, curator, status):
    """CON-4: whoever comes second waits or is refused; no pair works without a consent."""
    for _ in range(4):
        pair = make_pair(school, "proposed" if status == "none" else status)
        mentee = mentee_of(pair)
        if status == "none":
            pair.delete()
            at_once(
                lambda p=pair, m=mentee: form_pair(school, mentor=p.mentor, mentees=[m], by=curator, **TERM),
                lambda m=mentee: withdraw(m),
            )
        elif status == "proposed":
            at_once(lambda p=pair: confirm_pair(p, by=curator), lambda m=mentee: withdraw(m))
        else:
            at_once(lambda p=pair: draft_order_pairs([p], by=curator), lambda m=mentee: withdraw(m))

    stopped = Person.objects.exclude(processing_stopped_on=None)
    assert stopped.count() == 4
    assert not MenteeEntry.objects.open().filter(person__in=stopped).exists()
    assert set(Pair.objects.filter(members__person__in=stopped).values_list("status", flat=True)) <= {
        Status.PAUSED
    }
    assert not Consent.objects.in_force().filter(person__in=stopped, kind="processing").exists()
