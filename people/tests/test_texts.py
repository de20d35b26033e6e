"""Versions of the words of consents: a draft, its places, its publication, what an archived version still may."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Entry
from people.consent_paper import PLACE
from people.forms.texts import TextForm
from people.models import Consent, ConsentKind, ConsentText
from people.samples import sample_of
from people.services import print_consents, sign_consent
from people.services.texts import change_text, delete_text, publish_text, start_text
from people.tests.factories import ConsentFactory, MenteeEntryFactory, text_of
from people.text_changes import changes
from people.texts import builtin_texts

KIND = ConsentKind.PROCESSING
Status = ConsentText.Status


@pytest.fixture
def draft(curator):
    return start_text(KIND, for_minors=False, by=curator)


@pytest.fixture
def mentee(curator):
    return MenteeEntryFactory(person__organization=curator.organization).person


def rewrite(text, words="Совсем другой текст."):
    ConsentText.objects.filter(pk=text.pk).update(body=words)
    text.refresh_from_db()
    return text


def edit(client, text, **changes):
    data = {"title": text.title, "body": text.body, "closing": text.closing, "valid_months": ""}
    return client.post(reverse("people:consent_text_edit", args=[text.pk]), data | changes)


def test_new_version_starts_from_the_words_in_force_and_only_one_is_written(curator, draft):
    current = text_of(curator.organization, KIND)

    again = start_text(KIND, for_minors=False, by=curator)

    assert again == draft
    assert (draft.number, draft.status, draft.body) == (current.number + 1, Status.DRAFT, current.body)


def test_draft_is_saved_by_its_page_with_a_term(client, curator, draft):
    client.force_login(curator.user)

    edit(client, draft, body="Я, {full_name}, согласен.", valid_months=24)

    draft.refresh_from_db()
    assert (draft.body, draft.valid_months) == ("Я, {full_name}, согласен.", 24)
    assert Entry.objects.get(action="consent_text.changed").details == {"fields": ["body", "valid_months"]}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"body": "Я, {fullname}."}, "Места {fullname} нет"),
        ({"closing": "{passport}"}, "Места {passport} нет"),
        ({"body": "Я, {representative}."}, "заполнить нечем"),
        ({"body": "Таблица {fields_table}"}, "заполнить нечем"),
        ({"body": "Я, {ФИО}."}, "Места {ФИО} нет"),
        ({"body": "Я, {full name}."}, "Лишняя фигурная скобка"),
        ({"body": "Я, {full_name"}, "Лишняя фигурная скобка"),
        ({"body": ""}, "Обязательное поле"),
        ({"valid_months": 0}, "от 1 до 120"),
    ],
)
def test_what_cannot_be_filled_is_named(client, curator, draft, changes, words):
    client.force_login(curator.user)
    before = draft.body

    answer = edit(client, draft, **changes)

    draft.refresh_from_db()
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert draft.body == before


@pytest.mark.parametrize("lost", ["{fields_table}", "{addresses}"])
def test_publication_keeps_its_pages_and_its_categories(client, curator, lost):
    draft = start_text(ConsentKind.DISTRIBUTION, for_minors=False, by=curator)
    client.force_login(curator.user)

    answer = edit(client, draft, body=draft.body.replace(lost, ""))

    assert answer.status_code == 422
    assert f"Верните {lost}" in answer.content.decode() or f"Верните строку {lost}" in answer.content.decode()


def test_preview_shows_the_paper_and_writes_nothing(client, curator, draft):
    client.force_login(curator.user)
    url = reverse("people:consent_text_preview", args=[draft.pk])

    page = client.post(url, {"title": "заголовок", "body": "Я, {full_name}, {nope}."}).content.decode()

    before = draft.body
    draft.refresh_from_db()
    assert "Лебедева Ольга Николаевна" in page
    assert "Места {nope} нет" in page
    assert draft.body == before


def test_signed_papers_stay_good_when_a_text_is_replaced(curator, mentee, draft):
    signed = ConsentFactory(person=mentee)
    waiting = ConsentFactory(person__organization=curator.organization, signed_on=None)

    publish_text(rewrite(draft), asks_again=False, by=curator)
    sign_consent(waiting, on=curator.organization.today, by=curator)

    former = ConsentText.objects.get(pk=signed.text_id)
    assert (former.status, text_of(curator.organization, KIND)) == (Status.REPLACED, draft)
    assert Consent.objects.in_force().count() == 2


def test_archived_text_asks_everybody_again_and_its_blanks_are_void(curator, mentee, draft):
    signed = ConsentFactory(person=mentee)
    waiting = ConsentFactory(person__organization=curator.organization, signed_on=None)

    publish_text(rewrite(draft), asks_again=True, by=curator)
    with pytest.raises(ValidationError, match="бланк отменён"):
        sign_consent(waiting, on=curator.organization.today, by=curator)
    new = print_consents([(mentee, KIND)], by=curator)[0]
    sign_consent(new, on=curator.organization.today, by=curator)

    signed.refresh_from_db()
    former = ConsentText.objects.get(pk=signed.text_id)
    assert (former.status, former.archived_on) == (Status.ARCHIVED, curator.organization.today)
    assert (signed.ending, new.text) == ("replaced", draft)
    assert Entry.objects.get(action="consent_text.published").details["blanks_ended"] == 1


def test_blank_under_archived_words_cannot_be_signed_even_if_it_was_left_open(curator, mentee):
    waiting = ConsentFactory(person=mentee, signed_on=None)
    ConsentText.objects.filter(pk=waiting.text_id).update(status=Status.ARCHIVED)

    with pytest.raises(ValidationError, match="в архиве"):
        sign_consent(waiting, on=curator.organization.today, by=curator)

    waiting.refresh_from_db()
    assert waiting.signed_on is None


def test_other_kinds_minors_and_institutions_keep_their_words(curator, stranger, draft):
    ConsentFactory(person__organization=stranger.organization)
    others = ConsentText.objects.exclude(organization=curator.organization, kind=KIND, for_minors=False)
    before = list(others.values_list("pk", "status"))

    publish_text(rewrite(draft), asks_again=True, by=curator)

    assert list(others.values_list("pk", "status")) == before


def test_published_version_is_never_edited_published_again_or_deleted(client, curator, draft):
    publish_text(rewrite(draft), asks_again=False, by=curator)
    client.force_login(curator.user)

    pages = [
        client.get(reverse(f"people:consent_text_{page}", args=[draft.pk])) for page in ("edit", "publish")
    ]
    gone = client.post(reverse("people:consent_text_delete", args=[draft.pk]))

    assert [page.status_code for page in [*pages, gone]] == [403] * 3
    for deed in (
        lambda: publish_text(draft, asks_again=True, by=curator),
        lambda: delete_text(draft, by=curator),
    ):
        with pytest.raises(ValidationError, match="Начните новую версию"):
            deed()
    draft.refresh_from_db()
    assert draft.status == Status.CURRENT


def test_words_of_a_stale_page_are_not_saved_over_a_published_version(curator, draft):
    data = {"title": "t", "body": "поздно", "closing": ""}
    form = TextForm(data, instance=ConsentText.objects.get(pk=draft.pk), membership=curator)
    assert form.is_valid()
    publish_text(rewrite(draft), asks_again=False, by=curator)

    with pytest.raises(ValidationError, match="не меняют"):
        change_text(form, by=curator)

    assert ConsentText.objects.get(pk=draft.pk).body == "Совсем другой текст."


def test_equal_text_is_not_published(curator, draft):
    with pytest.raises(ValidationError, match="не отличается"):
        publish_text(draft, asks_again=True, by=curator)

    draft.refresh_from_db()
    assert draft.status == Status.DRAFT


def test_effect_is_chosen_by_the_curator(client, curator, draft):
    rewrite(draft)
    client.force_login(curator.user)
    url = reverse("people:consent_text_publish", args=[draft.pk])

    page, unchosen = client.get(url).content.decode(), client.post(url)
    client.post(url, {"effect": "again"})

    draft.refresh_from_db()
    assert "checked" not in page
    assert (unchosen.status_code, draft.status) == (422, Status.CURRENT)


def test_difference_is_told_word_by_word():
    told = changes("один\nдва три\nчетыре", "один\nдва шесть\nчетыре\nпять")

    assert told == [
        [("same", "один")],
        [("same", "два "), ("removed", "три"), ("added", "шесть")],
        [("same", "четыре")],
        [("added", "пять")],
    ]


def test_pages_of_texts_open_without_a_version_of_the_institution(client, curator):
    client.force_login(curator.user)

    texts = client.get(reverse("people:consent_texts")).content.decode()
    usual = client.get(reverse("people:consent_text_usual", args=["processing"]) + "?for_minors")

    assert texts.count("обычный текст") == len(builtin_texts())
    assert "Лебедева Ольга Николаевна" in usual.content.decode()
    assert not ConsentText.objects.exists()


@pytest.mark.parametrize("key", builtin_texts())
def test_usual_words_fill_every_place_and_name_what_the_law_asks(curator, key):
    kind, _, minor = key.partition("/")

    text = ConsentText(
        organization=curator.organization, kind=kind, for_minors=bool(minor), number=1, **builtin_texts()[key]
    )
    curator.organization.ogrn, curator.organization.inn = "1024300000000", "4345000000"
    said = json.dumps(sample_of(text, curator.organization), ensure_ascii=False)

    asked = {
        "processing": ["адрес", "документ, удостоверяющий личность", "кем и когда выдан", "Цель", "Перечень данных",
                       "Действия и способы", "по поручению оператора", "Срок", "Отзыв"],
        "distribution": ["контактные данные", "ОГРН", "ИНН", "Цель", "Адреса страниц", "Категории и перечень",
                         "Условия и запреты", "внутренней сети", "Срок", "Отзыв"],
    }.get(kind, ["добровольно"]) + (["на основании документа"] if minor and kind != "mentee_duty" else [])  # fmt: skip
    assert [words for words in asked if words not in said] == []
    assert PLACE.findall(re.sub(r'"asks": "[^"]*"', "", said)) == []
