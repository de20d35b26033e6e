"""Sending personal links: one letter to a signer, secrets only in letters, who cannot be written to is named."""

import datetime as dt
import json

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from common.codes import digest
from desk.models import Letter
from desk.todo import tasks_for
from jobs.models import Job
from jobs.work import run
from people.link_plan import NO_MAIL, plan_links
from people.models import Consent, ConsentLink, Person
from people.services.links import mail_link, revoke_link, send_links
from people.tests.by_link import ACT, carry_out, family, link_to, secret_in, send, teacher
from people.tests.factories import ConsentFactory, PersonFactory


@pytest.fixture
def act(school):
    school.simple_signature_act = ACT
    school.save()


@pytest.fixture
def member(client, curator):
    client.force_login(curator.user)
    return client


def test_letter_holds_the_link_and_nothing_else_does(school, curator, act):
    person = teacher(school)

    send([person], by=curator)

    (letter,) = mail.outbox
    secret = secret_in(letter)
    link = ConsentLink.objects.get()
    assert (letter.to, link.email, link.token_hash) == ([person.email], person.email, digest(secret))
    assert "обработка данных" in letter.body
    assert "участие наставляемым" in letter.body
    assert sorted(person.consents.asked().values_list("kind", "channel")) == [
        ("mentee_duty", "electronic"), ("processing", "electronic"),
    ]  # fmt: skip
    kept = json.dumps(
        [list(Job.objects.values_list("payload", "title")), list(Entry.objects.values_list("details"))]
    )
    assert secret not in kept
    assert person.last_name not in kept


def test_representative_gets_one_letter_about_all_children(school, curator, act):
    mother, *children = family(school, children=2)

    plan = send(children, by=curator)

    assert [letter.addressee for letter in plan.letters] == [mother]
    assert [letter.to for letter in mail.outbox] == [[mother.email]]
    assert mail.outbox[0].body.count("(Панов") == 4
    assert {paper.representative for paper in Consent.objects.all()} == {mother}


def test_duty_is_not_offered_electronically_without_the_act(school, curator):
    person = teacher(school)

    plan = send([person], by=curator)

    assert plan.on_paper == [person]
    assert [paper.kind for paper in person.consents.all()] == ["processing"]
    assert "участие наставляемым" not in mail.outbox[0].body


def test_distribution_that_waits_goes_with_the_letter(school, curator):
    person = teacher(school)
    ConsentFactory(person=person, kind="distribution", signed_on=None)

    plan = plan_links([person], by=curator)

    assert plan.papers == [(person, "processing"), (person, "distribution")]


def test_who_signed_everything_gets_a_link_to_look_and_withdraw(school, curator):
    person = teacher(school)
    for kind in ("processing", "mentee_duty"):
        ConsentFactory(person=person, kind=kind)

    plan = send([person], by=curator)

    assert plan.papers == []
    assert "посмотреть свои согласия" in mail.outbox[0].body
    assert Consent.objects.count() == 2


def test_those_who_get_no_letter_are_told_apart(school, curator, act):
    mute = teacher(school, email="")
    _, orphan = family(school)
    orphan.representations.all().delete()
    stopped = teacher(school, email="stopped@school.example", processing_stopped_on=dt.date(2026, 9, 1))
    idle = PersonFactory(organization=school, email="idle@school.example", kind="parent")
    person = teacher(school, email="fine@school.example")
    told = teacher(school, email="told@school.example")
    link_to(told)

    plan = plan_links([mute, orphan, stopped, idle, person, told], by=curator)

    assert [letter.addressee for letter in plan.letters] == [person]
    assert (plan.no_address, plan.no_signer, plan.stopped) == ([mute], [orphan], [stopped])
    assert (plan.nothing, plan.told_today) == ([idle], [told])


def test_stopped_child_leaves_the_letter_and_the_brother_stays(school, curator, act):
    mother, stopped, brother = family(school, children=2)
    type(stopped).objects.filter(pk=stopped.pk).update(processing_stopped_on=dt.date(2026, 9, 1))

    plan = plan_links([stopped, brother], by=curator)

    assert plan.stopped == [stopped]
    assert [letter.persons for letter in plan.letters] == [[brother]]


def test_parent_is_asked_about_the_children_and_not_about_the_own_data(school, curator, act):
    mother, child = family(school)

    plan = plan_links([mother], by=curator)

    assert [letter.addressee for letter in plan.letters] == [mother]
    assert plan.papers == [(child, "processing"), (child, "mentee_duty")]


def test_nobody_to_write_to_is_said_in_words_and_changes_nothing(school, curator):
    mute = teacher(school, email="")

    with pytest.raises(ValidationError, match="нет электронной почты"):
        send_links([mute], by=curator)

    assert (Consent.objects.count(), Job.objects.count(), ConsentLink.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("again", [0, 1])
def test_second_letter_waits_for_the_next_day_and_ends_the_first_link(school, curator, again):
    person = teacher(school)
    send([person], by=curator)
    first = ConsentLink.objects.get()
    if not again:
        with pytest.raises(ValidationError, match="повторите завтра"):
            send_links([person], by=curator)
        return
    ConsentLink.objects.update(created_at=timezone.now() - dt.timedelta(days=1, minutes=1))

    send([person], by=curator)

    first.refresh_from_db()
    assert first.revoked_at is not None
    assert ConsentLink.objects.open().count() == 1
    assert person.consents.count() == 1


def test_two_presses_at_once_send_one_letter(school, curator):
    person = teacher(school)
    send_links([person], by=curator)
    send_links([person], by=curator)

    carry_out()

    assert len(mail.outbox) == 1
    assert ConsentLink.objects.count() == 1


def test_one_address_gets_three_letters_a_day(school, curator):
    people = [teacher(school, email="shared@school.example", first_name=name) for name in "АБВГД"]

    plan = send(people, by=curator)

    assert len(plan.letters) == len(mail.outbox) == 3
    assert len(plan.told_today) == 2


def test_refused_letter_leaves_the_earlier_link_and_the_job_tries_again(school, curator, monkeypatch):
    person = teacher(school)
    earlier, _ = link_to(person, created_at=timezone.now() - dt.timedelta(days=3))
    send_links([person], by=curator)
    monkeypatch.setattr("people.emails.EmailMessage.send", refuse)

    done = run(Job.objects.get().pk)

    job = Job.objects.get()
    assert (done, job.status, job.error) == (False, "waiting", "Почтовый сервер не принял 1\xa0письмо.")
    assert list(ConsentLink.objects.open()) == [earlier]


def refuse(letter):
    raise ConnectionRefusedError


def test_letter_of_a_killed_worker_is_sent_again(school, curator):
    person = teacher(school)
    link_to(person, email="", created_at=timezone.now())  # made, not sent

    assert mail_link(person.pk, by=curator.pk)

    assert ConsentLink.objects.count() == len(mail.outbox) == 1


def test_letter_is_not_sent_after_the_consent_was_withdrawn(school, curator):
    person = teacher(school)
    send_links([person], by=curator)
    type(person).objects.filter(pk=person.pk).update(processing_stopped_on=dt.date(2026, 11, 1))

    carry_out()

    assert mail.outbox == []
    assert not ConsentLink.objects.exists()


def test_without_a_mail_server_nothing_is_sent(school, curator, settings):
    settings.EMAIL_BACKEND, settings.DEMO = "desk.mail.KeptLetterBackend", False
    person = teacher(school)

    with pytest.raises(ValidationError, match=NO_MAIL[:30]):
        send_links([person], by=curator)

    assert (Consent.objects.count(), Job.objects.count()) == (0, 0)


def test_kept_letter_is_secret_and_shown_only_in_the_demonstration(member, school, curator, settings):
    settings.EMAIL_BACKEND = "desk.mail.KeptLetterBackend"
    send([teacher(school)], by=curator)
    assert Letter.objects.get().is_secret
    assert not Letter.objects.visible_to(curator).exists()

    shown = member.get(reverse("people:links")).text
    settings.DEMO = False
    hidden = member.get(reverse("people:links")).text

    assert "/c/" in shown
    assert "Личная ссылка" not in hidden
    assert "/c/" not in hidden


def test_link_taken_back_is_over(member, school):
    link, _ = link_to(teacher(school), code_hash="x")

    answer = member.post(reverse("people:link_revoke", args=[link.pk]))

    link.refresh_from_db()
    assert answer.url == reverse("people:links")
    assert link.revoked_at is not None
    assert link.code_hash == ""


def test_link_is_taken_back_once(school, curator):
    link, _ = link_to(teacher(school), revoked_at=timezone.now())

    with pytest.raises(ValidationError, match="уже отозвана"):
        revoke_link(link, by=curator)


def test_page_says_who_gets_what_and_sends_only_when_confirmed(member, school):
    person, mute = teacher(school), teacher(school, email="", last_name="Шевченко")
    url, named = reverse("people:links_send"), {"person": [person.pk, mute.pk]}

    page = member.post(url, named)
    nothing_yet = ConsentLink.objects.count(), Job.objects.count()
    answer = member.post(url, {**named, "confirmed": "1"})

    assert "Отправить 1 письмо" in page.text
    assert "Нет электронной почты: 1" in page.text
    assert mute.get_absolute_url() in page.text
    assert nothing_yet == (0, 0)
    assert (answer.url, Job.objects.count()) == (reverse("people:links"), 1)


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("", "НОВАЯ ОТКРЫТАЯ ДАННАЯ"),
        ("new", "НОВАЯ"),
        ("opened", "ОТКРЫТАЯ"),
        ("done", "ДАННАЯ"),
        ("over", "ИСТЁКШАЯ"),
    ],
)
def test_list_of_links_is_narrowed_by_state(member, school, state, names):
    now = timezone.now()
    people = {name: teacher(school, last_name=name) for name in ["НОВАЯ", "ОТКРЫТАЯ", "ДАННАЯ", "ИСТЁКШАЯ"]}
    for name, person in people.items():
        ConsentFactory(
            person=person, signed_on=now.date() if name == "ДАННАЯ" else None, printed_on=now.date()
        )
        link_to(person, opened_at=now if name == "ОТКРЫТАЯ" else None)
    ConsentLink.objects.filter(addressee=people["ИСТЁКШАЯ"]).update(expires_at=now)

    text = member.get(reverse("people:links"), {"state": state}).text

    assert {name for name in people if name in text} == set(names.split())


def test_links_of_another_institution_are_not_there(member, stranger):
    link, _ = link_to(teacher(stranger.organization))

    answers = [
        member.post(reverse("people:link_revoke", args=[link.pk])),
        member.post(reverse("people:links_send"), {"link": link.pk}),
        member.post(reverse("people:links_send"), {"person": link.addressee_id}),
    ]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert link.addressee.full_name not in member.get(reverse("people:links")).text


def test_chasing_by_the_list_asks_for_the_children_too(member, school, act):
    mother, child = family(school)
    link, _ = link_to(mother, created_at=timezone.now() - dt.timedelta(days=2))
    ConsentFactory(person=child, representative=mother, signed_on=None)

    page = member.post(reverse("people:links_send"), {"link": link.pk})

    assert f'name="person" value="{child.pk}"' in page.text


def test_desk_names_those_who_did_not_open_or_did_not_answer(school, curator):
    long_ago = timezone.now() - dt.timedelta(days=6)
    for name, opened in (("Быкова", None), ("Седова", long_ago)):
        person = teacher(school, last_name=name)
        ConsentFactory(person=person, signed_on=None)
        link_to(person, created_at=long_ago, opened_at=opened)

    told = {task.title: task.owes for task in tasks_for(curator) if "ссылк" in task.title}

    assert told == {
        "Не открыли ссылку на согласия: 1\xa0человек": [str(Person.objects.get(last_name="Быкова"))],
        "Открыли ссылку, но не подписали согласия: 1\xa0человек": [
            str(Person.objects.get(last_name="Седова"))
        ],
    }


@pytest.mark.parametrize("name", ["people:links", "people:links_send"])
def test_pages_ask_the_database_equally_for_one_and_many(
    member, school, act, name, django_assert_max_num_queries
):
    for number in range(5):
        person = teacher(school, email=f"p{number}@school.example")
        ConsentFactory(person=person, signed_on=None)
        link_to(person, created_at=timezone.now() - dt.timedelta(days=2))

    with django_assert_max_num_queries(12):
        assert "Громова" in member.get(reverse(name)).text
