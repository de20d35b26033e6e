"""The extract holds all that is kept about a person, whatever room keeps it (152-ФЗ ст. 14; PDN-8)."""

import csv
import datetime as dt
import io
import json

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import User
from audit.models import Entry
from audit.services import note_sight, record
from desk.models import Letter, Reminder
from documents.models import Acknowledgement
from documents.tests.factories import DocumentFactory
from jobs.services import enqueue
from organizations.models import Membership
from organizations.tests.factories import MembershipFactory
from pairs.tests.factories import PairFactory
from people.extract import PARTS, extract_of, facts, part
from people.models import Absence, Person, PersonChange, Representation, Request
from people.services.extracting import make_extract
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory

pytestmark = pytest.mark.django_db
# Where a row points to a person: the part of the extract that tells it, or why none does.
TOLD = {
    "documents.Acknowledgement.person": "Ознакомление с документами",
    "meetings.Answer.person": "Ответы, состоялись ли встречи",
    "meetings.Fit.person": "Ответы, подходит ли пара",
    "meetings.MeetingLink.person": "Личные ссылки «Встретились?»",
    "pairs.Pair.mentor": "Пары и группы",
    "pairs.PairMember.person": "Пары и группы",
    "pairs.Substitution.person": "Замещения наставника",
    "selection.HandChange.mentee": "Решения куратора при подборе",
    "selection.HandChange.before": "Решения куратора при подборе",
    "selection.HandChange.after": "Решения куратора при подборе",
    "selection.Proposal.mentee": "Подбор пар",
    "selection.Proposal.mentor": "Подбор пар",
    "selection.Proposal.runner_up": "Подбор пар",
    "support.SupportCase.person": "Поддержка без пары",
    "surveys.Invitation.person": "Приглашения к опросам",
    "support.SearchOffer.person": "Предложения быть наставником в другом учреждении",
    "people.Absence.person": "Отсутствия",
    "selection.ChoiceSeat.person": "Встречи выбора",
    "selection.Wish.person": "Пожелания о работе в паре",
    "people.Consent.person": "Согласия",
    "people.Consent.representative": "Согласия",
    "people.ConsentLink.addressee": "Ссылки на согласия",
    "people.Destruction.person": "Уничтожение данных",
    "people.MenteeEntry.person": "Банк наставляемых",
    "people.MentorEntry.person": "Банк наставников",
    "people.Merge.kept": "Объединение карточек",
    "people.Merge.merged": "Объединение карточек",
    "people.PersonChange.person": "Изменения сведений",
    "people.Person.merged_into": "Карточка",
    "people.Representation.learner": "Законное представительство",
    "people.Representation.representative": "Законное представительство",
    "people.Withdrawal.person": "Отзывы согласий",
    "people.Withdrawal.representative": "Отзывы согласий",
}
NOT_TOLD = {
    "selection.Wish.about": "said in confidence: a fact about the one who said it, told in that person's extract",
    "people.Person.manager": "a fact about the one who has the manager, told in that person's extract",
}
# Where a row points to the account or the access of a person.
TOLD_OF_ACCESS = {
    "accounts.Invitation.user": None,  # only the fingerprint of a secret is kept
    "audit.Entry.user": "Что человек делал в системе",
    "audit.Sight.user": "Кто открывал карточку",  # of the others: whose card it was
    "desk.Letter.user": "Письма",
    "documents.Step.membership": "Замещение руководителя и согласования",
    "documents.Substitute.membership": "Замещение руководителя и согласования",
    "desk.Reminder.membership": "Напоминания",
    "meetings.Meeting.author": "Встречи",
    "organizations.Membership.user": "Вход в систему",
    "pairs.PairNote.author": "Заметки о парах",
    "programmes.ProgrammeVersion.author": "Программы и планы пар",
    "programmes.Remark.author": "Замечания к программам, которые человек написал",
    "support.SupportCase.specialist": "Что человек делал в системе",  # a deed of office
    "people.Person.membership": "Карточка",
    "people.SavedView.membership": "Сохранённые отборы",
    "roadmap.CalendarFeed.membership": "Подписки на календарь",
}
# Columns of the card that are no fact of their own.
DERIVED = {"id", "organization", "search", "identity"}


def links_to(*targets):
    """Every column of the house that points to one of these models, by its name."""
    found = set()
    for model in apps.get_models():
        for column in model._meta.local_fields:
            ours = model.__module__.split(".")[0] in {
                config.name for config in apps.get_app_configs() if is_ours(config)
            }
            if ours and column.is_relation and column.related_model in targets:
                found.add(f"{model._meta.label}.{column.name}")
    return found


def is_ours(config):
    return "site-packages" not in config.path


def is_who_did(name):
    """Who recorded, printed, signed: a deed of office, told in the journal part of the extract."""
    return name.endswith("_by") or name in {"documents.Signature.membership", "audit.Sight.user"}


def test_every_link_to_a_person_stands_in_the_extract_or_says_why_not():
    assert links_to(Person) == set(TOLD) | set(NOT_TOLD)
    assert set(TOLD.values()) <= set(PARTS)


def test_every_link_to_an_access_stands_in_the_extract_or_is_a_deed_of_office():
    named = {name for name in links_to(User, Membership) if not is_who_did(name)}

    assert named == set(TOLD_OF_ACCESS) - {"audit.Sight.user"}
    assert set(filter(None, TOLD_OF_ACCESS.values())) <= set(PARTS)


def test_every_column_of_the_card_stands_in_the_extract(school):
    person = PersonFactory(organization=school)

    (card,) = PARTS["Карточка"](person)

    columns = {
        str(column.verbose_name) for column in Person._meta.concrete_fields if column.name not in DERIVED
    }
    assert set(card) == columns
    assert len(columns) == len(Person._meta.concrete_fields) - len(DERIVED)


@pytest.mark.parametrize("label", sorted({name.rsplit(".", 1)[0] for name in TOLD} | {"people.Request"}))
def test_no_two_columns_of_a_model_bear_one_name(label):
    names = [str(column.verbose_name) for column in apps.get_model(label)._meta.concrete_fields]

    assert len(names) == len(set(names))


@pytest.fixture
def full(school, curator, mentor):
    """A person of whom every part of the extract has something to tell, each with a word of its own."""
    person = mentor.person
    mentor.user.set_password("слово-пароль")
    mentor.user.save()
    other = PersonFactory(organization=school, last_name="Напарников")
    entry = MenteeEntryFactory(person=person, wishes="слово-банк")
    Request.objects.create(entry=entry, text="слово-запрос", made_on=dt.date(2026, 9, 1))
    MentorEntryFactory(person=person, achievements="слово-достижение")
    own = {"organization": school, "person": person}
    Absence.objects.create(**own, starts_on=dt.date(2026, 3, 12))
    PersonChange.objects.create(**own, changed_on=dt.date(2026, 9, 1), before={"position": "слово-было"})
    Representation.objects.create(
        organization=school, learner=other, representative=person, basis="слово-основание"
    )
    ConsentFactory(person=person, limits="слово-условие")
    PairFactory(mentor=person, mentees=[other], theme="слово-тема")
    paper = DocumentFactory(created_by=curator)
    Acknowledgement.objects.create(**own, document=paper, due_on=dt.date(2026, 10, 9))
    Letter.objects.create(user=mentor.user, to=mentor.user.email, subject="слово-письмо", body="слово-текст")
    Letter.objects.create(
        user=mentor.user, to="x@example.org", subject="Код", body="слово-тайна", is_secret=True
    )
    Reminder.objects.create(
        organization=school, membership=mentor, task="слово-дело", due_on=dt.date(2026, 9, 9), step="week"
    )
    record("person.changed", person, by=curator, fields=["phone"])
    record("people.exported", school, by=curator, persons=[person.pk], register="people", format="csv")
    note_sight(person, by=curator)
    return person


WORDS = [
    *("слово-банк", "слово-запрос", "слово-достижение", "слово-было", "слово-основание", "слово-условие"),
    *("слово-тема", "слово-письмо", "слово-текст", "слово-дело", "2026-03-12", "2026-10-09"),
    *("изменена карточка человека", "участники"),
]


def test_json_holds_every_part_in_utf8(full, curator):
    data, name = make_extract(full, "json", by=curator)

    told = json.loads(data)
    assert (told["субъект"], told["оператор"]) == (full.full_name, full.organization.full_name)
    assert list(told["разделы"]) == list(extract_of(full))
    assert [word for word in WORDS if word not in data.decode()] == []
    assert name == f"Выписка персональных данных, {full}, {full.organization.today:%d.%m.%Y}.json"


def test_secrets_do_not_leave_in_an_extract(full, curator):
    data, _ = make_extract(full, "json", by=curator)

    secrets = ("слово-тайна", full.membership.user.password)
    assert [word for word in secrets if word in data.decode()] == []


def test_the_extract_of_one_person_tells_nothing_of_another(full, curator):
    stranger = PersonFactory(organization=full.organization, last_name="Чужова", phone="+79990009900")
    ConsentFactory(person=stranger, limits="слово-чужое")
    other = Person.objects.get(last_name="Напарников")
    Person.objects.filter(pk=other.pk).update(phone="+79990001122", email="np@example.org")

    data, _ = make_extract(full, "json", by=curator)

    foreign = ("Чужова", "+79990009900", "слово-чужое", "+79990001122", "np@example.org")
    assert [word for word in foreign if word in data.decode()] == []


def test_pdf_reads_like_a_letter_of_the_institution(full, curator):
    data, name = make_extract(full, "pdf", by=curator)

    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    text = text.replace("\u00a0", " ").replace("\n", " ")
    assert [
        word
        for word in ("Выписка персональных данных", full.full_name, "слово-тема", "12.03.2026")
        if word not in text
    ] == []
    assert name.endswith(".pdf")


def test_an_extract_is_one_line_of_the_journal_and_tells_of_itself(full, curator):
    data, _ = make_extract(full, "json", by=curator)

    entry = Entry.objects.get(action="person.extracted")
    assert (entry.subject_id, entry.user_id, entry.details) == (full.pk, curator.user_id, {"format": "json"})
    assert "выдана выписка персональных данных" in data.decode()


def test_an_empty_card_gives_an_extract_too(school):
    data, _ = make_extract(PersonFactory(organization=school), "pdf", by=None)

    assert data.startswith(b"%PDF")


def test_a_part_is_registered_once():
    with pytest.raises(ValueError, match="twice"):
        part("Карточка")(lambda person: [])


def test_a_choice_is_told_by_its_words_and_a_file_by_being_there(school):
    consent = ConsentFactory(person=PersonFactory(organization=school), fields=["photo"], kind="distribution")

    told = facts(consent)

    assert told["вид"] == "на распространение персональных данных"
    assert told["что разрешено распространять"] == ["фотография"]
    assert told["скан или подписанный файл"] == ""
    assert isinstance(consent._meta.get_field("scan"), models.FileField)


@pytest.mark.parametrize(("kind", "content_type"), [("pdf", "application/pdf"), ("json", "application/json")])
def test_a_person_gets_the_own_extract_at_once(client, mentor, kind, content_type):
    client.force_login(mentor.user)

    answer = client.post(reverse("people:extract", args=[mentor.person.pk]), {"format": kind})

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, content_type)
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_get_gives_no_extract(client, mentor):
    client.force_login(mentor.user)

    assert client.get(reverse("people:extract", args=[mentor.person.pk])).status_code == 405
    assert not Entry.objects.filter(action="person.extracted").exists()


# The list of those whose data somebody had in hands


def lines(*options, since="2020-01-01"):
    out = io.StringIO()
    call_command("affected", f"--since={since}", *options, stdout=out)
    return list(csv.reader(io.StringIO(out.getvalue()), delimiter=";"))[1:]


def test_affected_are_those_who_were_opened_or_exported(school, curator, head):
    seen, carried, other = PersonFactory.create_batch(3, organization=school)
    note_sight(seen, by=curator)
    note_sight(other, by=head)
    record("people.exported", school, by=curator, persons=[carried.pk], register="mentors", format="csv")

    told = lines(f"--by={curator.user.email}")

    assert sorted((row[3], row[6]) for row in told) == sorted(
        [(str(seen.pk), "открывал карточку"), (str(carried.pk), "выгрузил: база наставников")]
    )


def test_affected_are_those_in_a_file_that_somebody_else_took(school, curator, head):
    """The curator asked for the file, the head took it: the head's account is the one that leaked."""
    person = PersonFactory(organization=school)
    job = enqueue("register_export", organization=school, title="Выгрузка", by=curator)
    record("people.exported", school, by=curator, job=job.pk, persons=[person.pk], register="people")
    note_sight(job, by=head)

    told = lines(f"--by={head.user.email}")

    assert [(row[3], row[6]) for row in told] == [(str(person.pk), "забрал файл выгрузки")]


def test_affected_asks_the_day(school, curator):
    note_sight(PersonFactory(organization=school), by=curator)

    assert lines(since="2099-01-01") == []
    assert lines("--until=2020-02-01") == []
    assert len(lines()) == 1


def test_affected_may_name_all_whom_the_account_saw_in_lists(school, curator, stranger):
    PersonFactory.create_batch(2, organization=school)
    PersonFactory(organization=stranger.organization)

    told = lines(f"--by={curator.user.email}", "--lists")

    assert [row[6] for row in told] == ["мог видеть в общем списке"] * 2


def test_affected_names_the_card_that_was_kept(school, curator):
    kept = PersonFactory(organization=school, last_name="Главная")
    note_sight(PersonFactory(organization=school, merged_into=kept), by=curator)

    assert [row[2] for row in lines()] == [kept.full_name]


@pytest.mark.parametrize(
    ("wrong", "words"), [("--by=who@example.org", "Нет такого"), ("--until=вчера", "Не дата")]
)
def test_affected_says_what_is_wrong(wrong, words):
    with pytest.raises(CommandError, match=words):
        lines(wrong)


def test_a_reader_of_another_institution_is_in_its_own_list_only(school, stranger):
    person = PersonFactory(organization=stranger.organization)
    note_sight(person, by=stranger)
    MembershipFactory(organization=school)

    assert [row[1] for row in lines()] == [stranger.organization.short_name]
