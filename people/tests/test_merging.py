"""Two cards of one person become one and two again."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from documents.models import Acknowledgement
from documents.tests.factories import DocumentFactory
from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from pairs.tests.factories import PairFactory
from people.merging import STAYING, pointing_fields, rows_to_move
from people.models import Merge, Person, PersonChange, Representation, Withdrawal
from people.services import merge_persons, undo_merge
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory
from people.tests.whole_person import everything_of
from surveys.models import Invitation
from surveys.tests.factories import CampaignFactory, InvitationFactory, QuestionnaireFactory


@pytest.fixture
def kept(curator):
    return PersonFactory(organization=curator.organization, phone="", position="")


@pytest.fixture
def merged(curator):
    return PersonFactory(
        organization=curator.organization, last_name=Person.objects.get().last_name, phone="8 900 000-00-00",
        birth_date=dt.date(1990, 5, 5), experience_years=0,
    )  # fmt: skip


def snapshot():
    """Every row of every table that points to a person, and every person: what an undo must bring back."""
    rows = {
        f"{model._meta.label}.{field}": sorted(model._base_manager.values_list("pk", field))
        for model, field in pointing_fields()
    }
    return rows | {"persons": list(Person.objects.order_by("pk").values())}


def test_everything_moves_and_empty_fields_are_filled(curator, kept, merged):
    everything_of(merged)
    pointing = rows_to_move(merged)
    assert len(pointing) == len(pointing_fields())

    row = merge_persons(kept, merged, by=curator)

    kept.refresh_from_db()
    merged.refresh_from_db()
    assert rows_to_move(merged) == {}
    assert rows_to_move(kept) == pointing
    assert merged.merged_into == kept
    assert (kept.phone, kept.birth_date, kept.experience_years) == ("8 900 000-00-00", dt.date(1990, 5, 5), 0)
    assert kept.position == "учитель математики"
    assert kept.identity == merged.identity
    assert row.filled == ["position", "experience_years", "phone", "birth_date"]
    assert list(Person.objects.visible_to(curator).filter(pk__in=[kept.pk, merged.pk])) == [kept]
    entry = Entry.objects.get(action="persons.merged")
    assert entry.subject_id == kept.pk
    assert entry.details["moved"]["people.Consent.person"] == 1


def test_undo_brings_every_row_and_field_back(curator, kept, merged):
    everything_of(merged)
    before = snapshot()

    row = merge_persons(kept, merged, by=curator)
    assert snapshot() != before
    undo_merge(row, by=curator)

    assert snapshot() == before
    with pytest.raises(ValidationError, match="уже разъединены"):
        undo_merge(row, by=curator)


def test_cards_with_nothing_to_move_or_fill_merge_too(curator, kept):
    bare = PersonFactory(organization=curator.organization, position="", last_name=kept.last_name)

    row = merge_persons(kept, bare, by=curator)

    assert (row.moved, row.filled) == ([], [])


def test_undo_leaves_what_was_corrected_or_given_away_since(curator, kept, merged):
    consent = ConsentFactory(person=merged)
    row = merge_persons(kept, merged, by=curator)
    other = PersonFactory(organization=curator.organization)
    type(consent).objects.filter(pk=consent.pk).update(person=other)
    Person.objects.filter(pk=kept.pk).update(phone="8 911 111-11-11")

    undo_merge(row, by=curator)

    kept.refresh_from_db()
    consent.refresh_from_db()
    assert (kept.phone, kept.birth_date, kept.position) == ("8 911 111-11-11", None, "")
    assert consent.person == other


def test_access_goes_over_and_comes_back(curator, kept, merged):
    access = MembershipFactory(organization=curator.organization, role=Role.PARTICIPANT)
    Person.objects.filter(pk=merged.pk).update(membership=access)

    row = merge_persons(kept, merged, by=curator)
    assert Person.objects.get(membership=access) == kept
    undo_merge(row, by=curator)

    assert Person.objects.get(membership=access) == merged


def both_have(make):
    return lambda kept, merged: [make(kept), make(merged)]


def with_access(person):
    access = MembershipFactory(organization=person.organization, role=Role.PARTICIPANT)
    Person.objects.filter(pk=person.pk).update(membership=access)


def same_parent(kept, merged):
    parent = PersonFactory(organization=kept.organization, kind="parent")
    for learner in (kept, merged):
        Representation.objects.create(organization=kept.organization, learner=learner, representative=parent)


def one_represents_the_other(kept, merged):
    Representation.objects.create(organization=kept.organization, learner=kept, representative=merged)


def acknowledged(kept, merged):
    Acknowledgement.objects.create(
        organization=merged.organization, document=DocumentFactory(organization=merged.organization),
        person=merged, at=timezone.now(), method="paper",
    )  # fmt: skip


def asked_in_one_survey(kept, merged):
    sheet = QuestionnaireFactory(organization=kept.organization, status="frozen")
    campaign = CampaignFactory(questionnaire=sheet)
    for person in (kept, merged):
        InvitationFactory(campaign=campaign, person=person)


def update(which, **values):
    def act(kept, merged):
        Person.objects.filter(pk={"kept": kept, "merged": merged}[which].pk).update(**values)

    return act


CONFLICTS = {
    "one bank": (both_have(lambda person: MenteeEntryFactory(person=person)), "банке наставляемых"),
    "bank of mentors": (both_have(lambda person: MentorEntryFactory(person=person)), "банке наставников"),
    "one consent": (both_have(lambda person: ConsentFactory(person=person)), "на обработку"),
    "access": (both_have(with_access), "открыт доступ"),
    "mentor of the other": (
        lambda kept, merged: PairFactory(mentor=kept, mentees=[merged], consents=False),
        "в одной паре",
    ),
    "one group": (
        lambda kept, merged: PairFactory(
            mentor=PersonFactory(organization=kept.organization), mentees=[kept, merged], consents=False
        ),
        "в одной паре",
    ),
    "one parent": (same_parent, "одна и та же связь"),
    "parent and child": (one_represents_the_other, "законным представителем"),
    "manager": (lambda kept, merged: update("kept", manager=merged)(kept, merged), "руководителем"),
    "one survey": (asked_in_one_survey, "Отмените одно из приглашений"),
    "signed papers": (acknowledged, "подписанные документы"),
    "stopped": (update("merged", processing_stopped_on=dt.date(2026, 9, 1)), "отозвано"),
    "kept stopped": (update("kept", processing_stopped_on=dt.date(2026, 9, 1)), "отозвано"),
    "destroyed": (update("merged", destroyed_on=dt.date(2026, 9, 1)), "уничтожена"),
    "merged already": (
        lambda kept, merged: update("merged", merged_into=kept)(kept, merged),
        "уже объединена",
    ),
}


@pytest.mark.parametrize("name", CONFLICTS)
def test_cards_that_contradict_each_other_stay_two(curator, kept, merged, name):
    arrange, words = CONFLICTS[name]
    arrange(kept, merged)
    before = snapshot()

    with pytest.raises(ValidationError, match=words):
        merge_persons(kept, merged, by=curator)

    assert snapshot() == before
    assert not Merge.objects.exists()


def test_an_invitation_taken_back_stands_in_nobodys_way(curator, kept, merged):
    asked_in_one_survey(kept, merged)
    Invitation.objects.filter(person=merged).update(withdrawn_on=dt.date(2026, 9, 2))

    merge_persons(kept, merged, by=curator)

    assert sorted(Invitation.objects.values_list("person", "withdrawn_on"), key=str) == sorted(
        [(kept.pk, None), (kept.pk, dt.date(2026, 9, 2))], key=str
    )


def test_card_is_not_merged_with_itself_or_with_another_institution(curator, stranger, kept):
    for other in (kept, PersonFactory(organization=stranger.organization)):
        with pytest.raises(ValidationError, match="одна и та же|разных учреждений"):
            merge_persons(kept, other, by=curator)

    assert not Merge.objects.exists()


def test_closed_access_of_the_hidden_card_is_no_hindrance(curator, kept, merged):
    for person in (kept, merged):
        with_access(person)
    merged.refresh_from_db()
    type(merged.membership).objects.filter(pk=merged.membership_id).update(is_active=False)

    merge_persons(kept, merged, by=curator)

    assert Person.objects.get(pk=merged.pk).membership_id == merged.membership_id


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"destroyed_on": dt.date(2026, 9, 1)}, "уничтожены"),
        ({"processing_stopped_on": dt.date(2026, 9, 1)}, "остановлена"),
    ],
)
def test_cards_of_a_stopped_or_destroyed_person_stay_one(curator, kept, merged, change, words):
    row = merge_persons(kept, merged, by=curator)
    Person.objects.filter(pk=kept.pk).update(**change)

    with pytest.raises(ValidationError, match=words):
        undo_merge(row, by=curator)

    assert Person.objects.get(pk=merged.pk).merged_into == kept


def test_chain_of_merges_is_undone_from_its_end(curator, kept, merged):
    third = PersonFactory(organization=curator.organization)
    first = merge_persons(kept, merged, by=curator)
    second = merge_persons(third, kept, by=curator)

    with pytest.raises(ValidationError, match="разъедините"):
        undo_merge(first, by=curator)
    undo_merge(second, by=curator)
    undo_merge(first, by=curator)

    assert not Person.objects.filter(merged_into__isnull=False).exists()


def test_row_frozen_since_the_merge_keeps_the_cards_together(curator, kept, merged):
    paper = DocumentFactory(organization=curator.organization)
    row = Acknowledgement.objects.create(organization=curator.organization, document=paper, person=merged)
    merge = merge_persons(kept, merged, by=curator)
    Acknowledgement.objects.filter(pk=row.pk).update(at=timezone.now(), method="paper")

    with pytest.raises(ValidationError, match="Разъединить карточки нельзя"):
        undo_merge(merge, by=curator)

    row.refresh_from_db()
    assert row.person == kept
    assert Person.objects.get(pk=merged.pk).merged_into == kept


def test_what_tells_of_the_hidden_card_stays_with_it(curator, kept, merged):
    own = {"organization": curator.organization, "person": merged}
    change = PersonChange.objects.create(**own, changed_on=dt.date(2026, 9, 1), before={"position": "стажёр"})
    receipt = Withdrawal.objects.create(
        **own, number=1, kinds=["distribution"], channel="letter", received_on=dt.date(2026, 9, 1),
        stop_by=dt.date(2026, 9, 15),
    )  # fmt: skip

    merge_persons(kept, merged, by=curator)

    for row in (change, receipt):
        row.refresh_from_db()
        assert row.person == merged


def test_every_key_to_a_person_moves_or_is_named_as_staying():
    relations = [field for field in Person._meta.get_fields(include_hidden=True) if field.auto_created]
    keys = {
        (field.related_model._meta.label, field.field.name)
        for field in relations
        if not field.concrete and field.is_relation and not field.many_to_many
    }

    assert Person._meta.many_to_many == ()
    assert [field.related_model._meta.label for field in relations if field.many_to_many] == [
        "documents.Document"
    ]
    assert {(model._meta.label, name) for model, name in pointing_fields()} == keys - STAYING
    assert keys >= STAYING


def test_pages_show_both_cards_and_the_deeds(client, curator, kept, merged, django_assert_max_num_queries):
    everything_of(merged)
    client.force_login(curator.user)
    url = reverse("people:merge", args=[kept.pk])

    chooser = client.get(url).content.decode()
    with django_assert_max_num_queries(13):
        compared = client.get(url, {"other": merged.pk}).content.decode()
    unknown = client.get(url, {"other": "Никто Никак"})
    done = client.post(url, {"other": merged.pk})
    history = client.get(reverse("people:history", args=[kept.pk])).content.decode()
    undone = client.post(reverse("people:merge_undo", args=[Merge.objects.get().pk]))

    assert f"?other={merged.pk}" in chooser
    assert "8 900 000-00-00" in compared
    assert "заполнится" in compared
    assert "Согласия: 2" in compared
    assert "Такого человека в списке нет" in unknown.content.decode()
    assert (done.url, undone.status_code) == (kept.get_absolute_url(), 302)
    assert "Присоединена карточка" in history
    assert Person.objects.get(pk=merged.pk).merged_into is None


def test_page_says_what_stands_in_the_way_and_offers_no_button(client, curator, kept, merged):
    for person in (kept, merged):
        ConsentFactory(person=person)
    client.force_login(curator.user)
    url = reverse("people:merge", args=[kept.pk])

    html = client.get(url, {"other": merged.pk}).content.decode()
    answer = client.post(url, {"other": merged.pk})

    assert "У обеих карточек есть согласие на обработку" in html
    assert '<button class="btn btn-primary" type="submit">Объединить карточки</button>' not in html
    assert answer.status_code == 422
    assert not Merge.objects.exists()


def test_pairs_of_two_cards_must_fit_one_mentor(curator, kept, merged):
    """What the database would refuse is said beforehand: too many mentees, the same mentee twice."""
    entry = MentorEntryFactory(person=kept, capacity=1)
    PairFactory(mentor=kept, status="active")
    mentee = PairFactory(mentor=merged, status="active").members.get().person

    with pytest.raises(ValidationError, match="наставляемых: 2, а мест 1"):
        merge_persons(kept, merged, by=curator)
    type(entry).objects.update(capacity=3)
    PairFactory(mentor=kept, mentees=[mentee], status="active")
    with pytest.raises(ValidationError, match="с одним и тем же человеком"):
        merge_persons(kept, merged, by=curator)

    merged.refresh_from_db()
    assert merged.merged_into is None
