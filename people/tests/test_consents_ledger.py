"""The ledger beyond one signature: what was given out, spoilt blanks, minors, terms, answers to publication."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Entry
from people.consents import content_hash, needs_of
from people.models import Consent, Person, PublishedField, Representation
from people.services import print_consents, sign_consent, sign_consents
from people.services.consents import spoil_consent
from people.services.expiring import expire_consents
from people.services.printing import forms_wanted, print_release
from people.tests.factories import ConsentFactory, MenteeEntryFactory, PersonFactory, text_of

KIND = Consent.Kind
YES = {f"field_{value}": "no" for value in PublishedField.values} | {"field_name": "yes"}


@pytest.fixture
def mentee(curator):
    return MenteeEntryFactory(person__organization=curator.organization).person


def learner(organization, *, age=14, parent=True):
    born = organization.today.replace(day=1) - dt.timedelta(days=365 * age)
    child = MenteeEntryFactory(
        person__organization=organization, person__kind=Person.Kind.LEARNER, person__birth_date=born
    ).person
    if parent:
        mother = PersonFactory(organization=organization, kind=Person.Kind.PARENT, last_name="Ветрова")
        Representation.objects.create(organization=organization, learner=child, representative=mother)
    return child


def state_of(curator, person, kind=KIND.PROCESSING):
    return next(need.state for need in needs_of(curator, [person]) if need.kind == kind)


def test_what_is_given_out_is_kept_with_its_hash_whatever_the_card_says_later(client, curator, mentee):
    consent = print_consents([(mentee, KIND.PROCESSING)], by=curator)[0]
    Person.objects.filter(pk=mentee.pk).update(last_name="Другова")
    client.force_login(curator.user)

    page = client.get(consent.get_absolute_url()).content.decode()

    consent.refresh_from_db()
    assert consent.content_sha256 == content_hash(consent.content)
    assert mentee.full_name in page
    assert consent.content_sha256 in page


def test_spoilt_blank_ends_and_a_new_one_has_a_code_of_its_own(client, curator, mentee):
    blank = print_consents([(mentee, KIND.PROCESSING)], by=curator)[0]
    client.force_login(curator.user)

    client.post(reverse("people:consent_spoil", args=[blank.pk]))
    again = print_consents([(mentee, KIND.PROCESSING)], by=curator)[0]

    blank.refresh_from_db()
    assert (blank.ending, blank.ended_on) == ("spoilt", curator.organization.today)
    assert again.code != blank.code
    with pytest.raises(ValidationError, match="бланк отменён"):
        sign_consent(blank, on=curator.organization.today, by=curator)
    with pytest.raises(ValidationError, match="уже отменён"):
        spoil_consent(blank, by=curator)


def test_signed_consent_is_no_blank_that_could_be_spoilt(curator, mentee):
    signed = ConsentFactory(person=mentee)

    with pytest.raises(ValidationError, match="отменить нельзя"):
        spoil_consent(signed, by=curator)

    signed.refresh_from_db()
    assert signed.ended_on is None
    assert not Entry.objects.exists()


def test_minor_without_a_representative_is_told_apart_and_nothing_is_printed(curator):
    child = learner(curator.organization, parent=False)

    assert state_of(curator, child) == "representative"
    with pytest.raises(ValidationError, match="Сначала добавьте представителя"):
        print_consents([(child, KIND.PROCESSING)], by=curator)
    assert not Consent.objects.exists()
    assert [need.person for need in forms_wanted(curator, {})] == []


def test_representative_signs_for_a_minor_until_the_day_before_coming_of_age(curator):
    child = learner(curator.organization)

    consent = print_consents([(child, KIND.PROCESSING)], by=curator)[0]

    assert consent.representative.last_name == "Ветрова"
    assert consent.text.for_minors
    assert consent.expires_on == child.adult_on - dt.timedelta(days=1)
    assert "несовершеннолетн" in " ".join(line.get("text", "") for line in consent.content["paragraphs"])


def test_at_eighteen_the_paper_of_the_representative_ends_and_the_own_one_is_asked(curator):
    child = learner(curator.organization)
    papers = print_consents([(child, KIND.PROCESSING), (child, KIND.MENTEE_DUTY)], by=curator)
    sign_consents(papers[:1], on=curator.organization.today, by=curator)
    born = curator.organization.today.replace(year=curator.organization.today.year - 18)
    Person.objects.filter(pk=child.pk).update(birth_date=born)
    past = curator.organization.today - dt.timedelta(days=1)
    Consent.objects.update(expires_on=past, printed_on=past, signed_on=None)
    Consent.objects.filter(pk=papers[0].pk).update(signed_on=past)
    child.refresh_from_db()

    states = [need.state for need in needs_of(curator, [child])]
    ended = expire_consents(curator.organization, curator.organization.today)
    own = print_consents([(child, KIND.PROCESSING)], by=curator)[0]

    for paper in papers:
        paper.refresh_from_db()
    assert (states, ended) == (["missing", "missing"], 1)
    assert [(paper.ending, paper.ended_on) for paper in papers] == [
        ("expired", past), ("spoilt", curator.organization.today),
    ]  # fmt: skip
    assert (own.representative, own.text.for_minors) == (None, False)


def test_only_what_is_past_expires_and_only_here(curator, stranger):
    today = curator.organization.today
    last = ConsentFactory(person__organization=curator.organization, expires_on=today)
    endless = ConsentFactory(person__organization=curator.organization)
    foreign = ConsentFactory(
        person__organization=stranger.organization, expires_on=today - dt.timedelta(days=1)
    )

    ended = expire_consents(curator.organization, today)

    assert ended == 0
    assert set(Consent.objects.in_force()) == {last, endless, foreign}
    assert not Entry.objects.exists()
    assert expire_consents(curator.organization, today + dt.timedelta(days=1)) == 1
    assert set(Consent.objects.in_force()) == {endless, foreign}
    assert Entry.objects.get().details == {"consents": [last.pk]}


def test_blank_whose_term_is_over_cannot_be_signed(curator, mentee):
    today = curator.organization.today
    blank = ConsentFactory(person=mentee, signed_on=None, expires_on=today - dt.timedelta(days=1))

    with pytest.raises(ValidationError, match="Напечатайте новый бланк"):
        sign_consent(blank, on=today, by=curator)

    blank.refresh_from_db()
    assert blank.signed_on is None


def test_term_of_a_text_counts_in_months_to_the_last_day(curator, mentee):
    text = text_of(curator.organization, KIND.DISTRIBUTION)
    consent = print_consents([(mentee, KIND.DISTRIBUTION)], by=curator)[0]
    today = curator.organization.today

    assert text.valid_months == 12
    assert consent.expires_on == today.replace(year=today.year + 1) - dt.timedelta(days=1)


def test_pages_of_publication_stand_on_the_paper_and_another_page_asks_anew(curator, mentee):
    curator.organization.site = "https://school.example"
    curator.organization.save()

    print_release([mentee], addresses="https://school.example/a/", by=curator)
    print_release([mentee], addresses="https://school.example/b/\nhttps://school.example/c/", by=curator)

    old, new = Consent.objects.order_by("pk")
    assert (old.ending, new.addresses) == ("spoilt", "https://school.example/b/\nhttps://school.example/c/")
    assert "https://school.example/b/; https://school.example/c/" in str(new.content)


def test_every_category_is_answered_before_a_publication_is_signed(client, curator, mentee):
    blank = print_consents([(mentee, KIND.DISTRIBUTION)], by=curator)[0]
    client.force_login(curator.user)
    url, on = reverse("people:consent_sign", args=[blank.pk]), curator.organization.today.isoformat()

    page = client.get(url).content.decode()
    halfway = client.post(url, {"on": on, "field_name": "yes"})
    blank.refresh_from_db()
    assert (halfway.status_code, blank.signed_on) == (422, None)
    client.post(url, YES | {"on": on, "limits": "без перепечатки"})

    blank.refresh_from_db()
    assert "checked" not in page
    assert (blank.fields, blank.limits, blank.taken_by) == (["name"], "без перепечатки", curator)
    assert "Что можно публиковать" in client.get(blank.get_absolute_url()).content.decode()


def test_publication_is_not_signed_in_bulk(curator, mentee):
    blanks = print_consents([(mentee, KIND.DISTRIBUTION), (mentee, KIND.PROCESSING)], by=curator)

    with pytest.raises(ValidationError, match="отмечают каждую категорию"):
        sign_consents(blanks, on=curator.organization.today, by=curator)

    assert not Consent.objects.in_force().exists()


@pytest.mark.parametrize(
    ("addresses", "words"),
    [
        ("", "Обязательное поле"),
        ("школа точка рф", "не похоже на адрес"),
        ("javascript:alert(1)", "не похоже"),
    ],
)
def test_pages_of_publication_are_whole_addresses(client, curator, mentee, addresses, words):
    client.force_login(curator.user)

    answer = client.post(reverse("people:consents_release"), {"person": mentee.pk, "addresses": addresses})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Consent.objects.exists()
