import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from pairs.models import Pair
from pairs.services import (
    confirm_pair,
    dissolve_pair,
    edit_pair,
    form_pair,
    let_out_of_order,
    return_pair,
    start_pairs,
    take_into_order,
)
from pairs.tests.factories import PairFactory
from people.models import Consent, MentorEntry
from people.tests.factories import MenteeEntryFactory, MentorEntryFactory, PersonFactory

TERM = {"starts_on": dt.date(2026, 10, 5), "ends_on": dt.date(2027, 5, 28)}


@pytest.fixture
def bank(school):
    """One mentor with room for two, three mentees."""
    mentor = PersonFactory(organization=school, last_name="Ермолова")
    MentorEntryFactory(person=mentor, capacity=2)
    mentees = [PersonFactory(organization=school, last_name=name) for name in ("Ли", "Черных", "Дюма")]
    for person in mentees:
        MenteeEntryFactory(person=person)
    return mentor, mentees


def test_form_pair_proposes_a_group_and_journals_it(curator, bank):
    mentor, mentees = bank

    pair = form_pair(
        curator.organization, mentor=mentor, mentees=mentees[:2], by=curator, kind=Pair.Kind.GROUP, **TERM
    )

    assert (pair.status, pair.is_group) == (Pair.Status.PROPOSED, True)
    entry = Entry.objects.get()
    assert (entry.action, entry.subject_id, entry.user) == ("pair.added", pair.pk, curator.user)
    assert entry.details == {"mentor": mentor.pk, "mentees": [person.pk for person in mentees[:2]]}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda mentor, mentees: (mentor, []), "хотя бы одного"),
        (lambda mentor, mentees: (mentor, [mentor]), "у самого себя"),
        (lambda mentor, mentees: (mentor, mentees), "не больше 2"),
        (lambda mentor, mentees: (mentees[0], mentees[1:2]), "не в банке наставников"),
        (
            lambda mentor, mentees: (mentor, [PersonFactory(organization=mentor.organization)]),
            "Не в банке наставляемых",
        ),
    ],
)
def test_form_pair_refuses_and_changes_nothing(curator, bank, change, sentence):
    mentor, mentees = change(*bank)

    with pytest.raises(ValidationError, match=sentence):
        form_pair(curator.organization, mentor=mentor, mentees=mentees, by=curator, **TERM)

    assert not Pair.objects.exists()
    assert not Entry.objects.exists()


def test_mentor_has_no_room_for_a_third(curator, bank):
    mentor, mentees = bank
    form_pair(curator.organization, mentor=mentor, mentees=mentees[:2], by=curator, **TERM)

    with pytest.raises(ValidationError, match="занято мест: 2"):
        form_pair(curator.organization, mentor=mentor, mentees=mentees[2:], by=curator, **TERM)

    assert Pair.objects.count() == 1


def test_people_of_another_institution_are_refused(curator, bank, stranger):
    mentor, _ = bank
    foreign = MenteeEntryFactory(person=PersonFactory(organization=stranger.organization)).person

    with pytest.raises(ValidationError, match="другого учреждения"):
        form_pair(curator.organization, mentor=mentor, mentees=[foreign], by=curator, **TERM)

    assert not Pair.objects.exists()


def test_confirm_needs_every_consent_and_names_who_owes(curator, school):
    pair = PairFactory(mentor=PersonFactory(organization=school, last_name="Громова"), consents=True)
    Consent.objects.filter(person=pair.mentor, kind=Consent.Kind.MENTOR_DUTY).update(signed_on=None)

    with pytest.raises(ValidationError, match="Громова.*нет согласия на возложение"):
        confirm_pair(pair, by=curator)

    pair.refresh_from_db()
    assert pair.status == Pair.Status.PROPOSED
    assert not Entry.objects.exists()


def test_confirm_with_all_consents_makes_it_ready(curator, school):
    pair = PairFactory(mentor=PersonFactory(organization=school), consents=True)

    confirm_pair(pair, by=curator)

    pair.refresh_from_db()
    assert pair.status == Pair.Status.READY
    assert Entry.objects.get().action == "pair.confirmed"


def test_pair_goes_into_the_order_works_and_comes_out(curator, school):
    kept, signed = (
        PairFactory(mentor=PersonFactory(organization=school), status=Pair.Status.READY) for _ in range(2)
    )

    take_into_order([kept, signed], by=curator)
    let_out_of_order(Pair.objects.filter(pk=kept.pk), by=curator)
    start_pairs(Pair.objects.all(), by=curator)

    statuses = list(Pair.objects.order_by("pk").values_list("status", flat=True))
    assert statuses == [Pair.Status.READY, Pair.Status.ACTIVE]


def test_take_into_order_refuses_a_pair_that_is_not_ready(curator, school):
    pair = PairFactory(mentor=PersonFactory(organization=school))

    with pytest.raises(ValidationError, match="не готова к приказу"):
        take_into_order([pair], by=curator)

    pair.refresh_from_db()
    assert pair.status == Pair.Status.PROPOSED


def test_edit_sends_a_ready_pair_back_to_proposed(curator, bank):
    mentor, mentees = bank
    pair = form_pair(curator.organization, mentor=mentor, mentees=mentees[:1], by=curator, **TERM)
    Pair.objects.update(status=Pair.Status.READY)

    edit_pair(pair, mentor=mentor, mentees=mentees[1:2], by=curator, theme="Речь", **TERM)

    pair.refresh_from_db()
    assert (pair.status, pair.theme, pair.members.get().person) == (Pair.Status.PROPOSED, "Речь", mentees[1])


@pytest.mark.parametrize("status", [Pair.Status.ORDERED, Pair.Status.ACTIVE, Pair.Status.ENDED])
def test_a_pair_named_by_an_order_is_not_changed(curator, bank, status):
    mentor, mentees = bank
    pair = form_pair(curator.organization, mentor=mentor, mentees=mentees[:1], by=curator, **TERM)
    Pair.objects.update(status=status)

    for deed in (
        lambda: edit_pair(pair, mentor=mentor, mentees=mentees[1:2], by=curator, **TERM),
        lambda: dissolve_pair(pair, by=curator),
        lambda: return_pair(pair, by=curator),
    ):
        with pytest.raises(ValidationError):
            deed()

    assert pair.members.get().person == mentees[0]
    assert Pair.objects.get().status == status


def test_dissolve_removes_the_proposal_and_journals_it(curator, bank):
    mentor, mentees = bank
    pair = form_pair(curator.organization, mentor=mentor, mentees=mentees[:1], by=curator, **TERM)

    dissolve_pair(pair, by=curator)

    assert not Pair.objects.exists()
    assert Entry.objects.latest("number").action == "pair.dissolved"
    assert MentorEntry.objects.exists()
