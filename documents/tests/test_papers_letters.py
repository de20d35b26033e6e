"""Letters of thanks and certificates: one form, a draft for each person, nothing about anybody else."""

import datetime as dt
import io

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pypdf import PdfReader

from common.pdf import render_pdf
from documents.forms.paper import VersionField
from documents.kinds import KINDS
from documents.models import Document
from documents.papers.letters import Addressee, of_line
from documents.papers.typed import person_of
from documents.services.drafts import draft_paper
from documents.services.letters import draft_letters
from documents.tests.factories import DocumentFactory
from documents.tests.papers_people import (
    AGREEMENT,
    CERTIFICATE,
    THANKS,
    Kind,
    facts_of,
    form_of,
    pair_of,
    partner,
    place,
    words_of,
)
from people.models import Person
from people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return place("school")


def letters(by, answers, kind=Kind.THANKS, **rows):
    return draft_letters(KINDS[kind], facts_of(kind, by, answers, **rows), by=by)


def test_each_of_the_chosen_gets_a_letter_in_the_dative(by):
    teacher = PersonFactory(organization=by.organization, last_name="Седых")

    drafts = letters(by, THANKS | {"others": "Лис Анна Петровна"}, people=[partner(by.organization), teacher])

    assert [draft.content["title_lines"][0] for draft in drafts] == [
        "Ремезову Павлу Олеговичу", "Седых Ольге Николаевне", "Лис Анне Петровне",
    ]  # fmt: skip
    first = words_of(drafts[0])
    assert "главному технологу ООО «Светлореченский приборный завод» Уважаемый Павел Олегович!" in first
    assert "учителю математики Уважаемая Ольга Николаевна!" in words_of(drafts[1])
    assert "в 2026/2027 учебном году, за внимание к будущей профессии наших учеников" in first
    for draft in drafts:
        others = {"Ремезов", "Седых", "Лис"} - {draft.content["title_lines"][0].split()[0].removesuffix("у")}
        assert not any(name in words_of(draft) for name in others)
    assert [list(draft.people.values_list("last_name", flat=True)) for draft in drafts] == [
        ["Ремезов"],
        ["Седых"],
        [],
    ]


def test_batch_leads_to_the_list_of_its_drafts_and_one_letter_to_itself(client, by):
    people = [PersonFactory(organization=by.organization) for _ in range(2)]
    client.force_login(by.user)
    url = reverse("documents:paper_add", args=[Kind.THANKS])

    several = client.post(url, THANKS | {"people": [person.pk for person in people]})
    single = client.post(url, THANKS | {"people": [people[0].pk]})

    assert several.url == f"{reverse('documents:list')}?kind=thanks&state=draft"
    assert single.url == Document.objects.latest("pk").get_absolute_url()
    assert Document.objects.filter(kind=Kind.THANKS).count() == 3


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({}, "хотя бы одного"),
        ({"others": "\n".join(["Лис Анна Петровна"] * 201)}, "не больше 200"),
        ({"people": "9" * 30}, "Выберите корректный"),
        ({"others": "Лис"}, "фамилию, имя и отчество"),
        ({"others": "Лис Анна Петровна", "reason": "own"}, "за что благодарите"),
        ({"others": "Лис Анна Петровна", "words": "слово " * 110}, "на одном листе"),
    ],
)
def test_a_batch_that_cannot_be_is_refused_whole(client, by, answers, message):
    client.force_login(by.user)

    answer = client.post(reverse("documents:paper_add", args=[Kind.THANKS]), THANKS | answers)

    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert not Document.objects.exists()


def test_whoever_withdrew_meanwhile_stops_the_batch(by):
    people = [PersonFactory(organization=by.organization, last_name=name) for name in ("Седых", "Жук")]
    facts = facts_of(Kind.THANKS, by, THANKS, people=people)
    facts["people"] = list(facts["people"])
    Person.objects.filter(last_name="Жук").update(processing_stopped_on=dt.date(2026, 10, 9))

    with pytest.raises(ValidationError, match="Согласие отозвано"):
        draft_letters(KINDS[Kind.THANKS], facts, by=by)

    assert not Document.objects.exists()
    assert [person.last_name for person in form_of(Kind.THANKS, by, {}).fields["people"].queryset] == [
        "Астахова", "Седых",
    ]  # fmt: skip


def test_a_draft_is_for_one_person_even_later(by):
    people = [PersonFactory(organization=by.organization) for _ in range(2)]
    form = form_of(Kind.THANKS, by, THANKS, people=people)
    form.fields["version"] = VersionField(required=False)

    assert not form.is_valid()
    assert "одному человеку" in str(form.errors)


def test_bodies_write_to_whom_they_name():
    by = place("department")

    (draft,) = letters(by, THANKS | {"others": "Мамедов Руслан Эльдар оглы, директор МБОУ «СОШ № 12»"})

    words = words_of(draft)
    assert draft.content["title_lines"][0] == "Мамедову Руслану Эльдар оглы"
    assert "директору МБОУ «СОШ № 12» Уважаемый Руслан Эльдар оглы!" in words
    assert "Начальник отдела образования" in words
    assert "будущей профессии обучающихся" in words


def test_certificate_proves_and_names_the_order(by):
    order = DocumentFactory(
        created_by=by, kind=Kind.ORDER_REWARD, status=Document.Status.SIGNED, number="58-л",
        dated=dt.date(2027, 5, 26), content_sha256="0" * 64,
    )  # fmt: skip
    learner = PersonFactory(
        organization=by.organization,
        kind=Person.Kind.LEARNER,
        position="ученица 10 «Б» класса",
        last_name="Кот",
    )

    (draft,) = letters(by, CERTIFICATE | {"order": order.pk}, Kind.CERTIFICATE, people=[learner])

    words = words_of(draft)
    assert draft.content["order_line"] == "Приказ от 26.05.2027 № 58-л"
    assert "ученице 10 «Б» класса" in words
    assert (
        "Подтверждает обучение по программе подготовки наставников в 2026/2027 учебном году в объеме 16 часов."
        in words
    )


@pytest.mark.parametrize(
    ("line", "greeting"),
    [
        ("Черных Илья Олегович", "Уважаемый Илья Олегович!"),
        ("Ли Мэй Вановна", "Уважаемая Мэй Вановна!"),
        ("Ким Саша", "Саша!"),
    ],
)
def test_greeting_knows_the_gender_or_does_without(line, greeting):
    assert of_line(person_of(line)).greeting == greeting


@pytest.mark.parametrize(
    ("dative", "is_long"),
    [
        ("Лис Анне Петровне", False),
        ("Константинопольской Екатерине Александровне", False),
        ("Константинопольской-Александрийской Екатерине-Виктории Александровне-Максимилиановне", True),
    ],
)
def test_a_name_of_three_lines_shrinks(dative, is_long):
    assert Addressee(person_of("Лис Анна").name, dative).is_long == is_long


def test_the_longest_letter_and_an_agreement_stay_on_one_sheet(by):
    long = PersonFactory(
        organization=by.organization, last_name="Константинопольская-Александрийская", first_name="Екатерина-Виктория",
        patronymic="Александровна", position="заместитель директора по учебно-воспитательной работе " * 3,
    )  # fmt: skip
    (draft,) = letters(by, THANKS | {"words": "слова благодарности " * 30}, people=[long])
    facts = facts_of(Kind.AGREEMENT, by, AGREEMENT, pair=pair_of(by.organization))
    agreement = draft_paper(KINDS[Kind.AGREEMENT], facts, by=by)

    for document in (draft, agreement):
        pages = PdfReader(io.BytesIO(render_pdf(KINDS[document.kind].template, document.content))).pages
        assert len(pages) == 1
    assert "№ _____" in pages[0].extract_text()
