"""The person's own pages: reading, signing by a code, refusing; whose papers a link opens and whose it does not."""

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from jobs.models import Job
from people.consents import content_hash
from people.electronic_paper import offered
from people.models import Consent, ConsentLink, ConsentText, PublishedField, Representation
from people.services.consents import print_consents
from people.services.links import own_link
from people.services.signing_by_link import CODE_TRIES, CODES_A_LINK, send_code, sign_by_link
from people.tests.by_link import (
    ACT,
    ask,
    browser,
    carry_out,
    code_in,
    enter,
    family,
    letters_to,
    link_to,
    signed_on_a_screen,
    teacher,
)

ALL_YES = dict.fromkeys(PublishedField.values, "yes")


@pytest.fixture
def person(school):
    return teacher(school)


@pytest.fixture
def asked(person, curator):
    """The consent to processing, given out and not signed."""
    return print_consents([(person, "processing")], by=curator, channel="electronic")[0]


@pytest.fixture
def phone(person):
    """A browser that has come by the person's link."""
    return browser(link_to(person)[1])


def page(client, name, row):
    return client.get(reverse(f"personal:{name}", args=[row.pk]))


def test_list_says_what_is_asked_and_whose_it_is(phone, person, asked):
    text = phone.get(reverse("personal:home")).text

    assert person.full_name in text
    assert "Согласие на обработку персональных данных" in text
    assert reverse("personal:consent", args=[asked.pk]) in text


def test_whole_text_is_read_without_lines_for_a_pen(phone, asked):
    text = page(phone, "consent", asked).text

    assert "Цель обработки" in text
    assert "Отзыв:" in text
    assert "____" not in text
    assert "Получить код" in text


def test_paper_of_a_representative_keeps_whose_child_it_is_about(school, curator):
    mother, child = family(school)
    Representation.objects.update(basis="свидетельство о рождении")
    papers = print_consents(
        [(child, kind) for kind in ("processing", "distribution", "mentee_duty")], by=curator
    )

    texts = [str(offered(paper)["paragraphs"]) for paper in papers]

    assert [text.count("Панова Кирилла") for text in texts] == [1, 1, 1]
    assert ["свидетельство о рождении" in text for text in texts] == [True, True, False]
    assert [text for text in texts if "____" in text or "паспорт" in text or "кем и когда" in text] == []


def test_code_from_the_letter_signs_what_was_shown(phone, asked, person, school):
    before = asked.content["paragraphs"][0]["text"][:20]

    signed_on_a_screen(phone, asked)

    assert (asked.signed_on, asked.channel, asked.taken_by) == (school.today, "electronic", None)
    assert asked.content["paragraphs"][0]["text"][:20] == before
    assert asked.content_sha256 == content_hash(asked.content)
    lines = " ".join(asked.content["mark"]["lines"])
    link = ConsentLink.objects.get()
    assert person.full_name in lines
    assert "g•••@school.example" in lines
    assert person.email not in lines
    assert link.token_hash[:12] in lines
    assert f"{timezone.now().astimezone(school.zone):%d.%m.%Y}" in lines
    assert link.code_hash == ""
    deed = Entry.objects.get(action="consent.signed_by_link")
    assert deed.details == {"link": link.pk}


def test_signed_paper_is_drawn_once_and_the_person_is_told(phone, asked, person):
    signed_on_a_screen(phone, asked)
    carry_out()
    asked.refresh_from_db()
    name, told = asked.scan.name, len(mail.outbox)

    Job.objects.filter(kind="consent_signed").update(status="waiting")
    carry_out()
    asked.refresh_from_db()

    assert asked.scan.name == name
    assert asked.scan.read().startswith(b"%PDF-")
    assert "Вы подписали согласие" in mail.outbox[told - 1].body
    assert "отозвать" in mail.outbox[told - 1].body
    answer = page(phone, "file", asked)
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"


def test_second_press_signs_once(phone, asked):
    ask(phone, asked)
    code = code_in(mail.outbox[-1])

    answers = [enter(phone, asked, code) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Entry.objects.filter(action="consent.signed").count() == 1
    assert Job.objects.filter(kind="consent_signed").count() == 1


def test_two_tabs_each_paper_needs_its_own_code(phone, person, curator, school, asked):
    school.simple_signature_act = ACT
    school.save()
    other = print_consents([(person, "mentee_duty")], by=curator)[0]
    ask(phone, asked)
    first = code_in(mail.outbox[-1])
    ConsentLink.objects.update(code_sent_at=timezone.now() - dt.timedelta(minutes=2))
    ask(phone, other)

    refused = enter(phone, asked, first)
    also_refused = enter(phone, other, first)
    signed = enter(phone, other, code_in(mail.outbox[-1]))

    assert [refused.status_code, also_refused.status_code, signed.status_code] == [422, 422, 302]
    assert sorted(Consent.objects.in_force().values_list("kind", flat=True)) == ["mentee_duty"]


def test_publishing_needs_an_answer_to_every_category(phone, person, curator):
    paper = print_consents([(person, "distribution")], by=curator)[0]
    shown = page(phone, "consent", paper).text

    answer = ask(phone, paper, name="yes", photo="no")

    assert "checked" not in shown
    assert answer.status_code == 422
    assert answer.text.count("Ответьте: разрешаете или нет.") == len(PublishedField) - 2
    assert mail.outbox == []


def test_publishing_is_signed_with_the_answers_and_limits(phone, person, curator, school):
    school.site = "https://school.example"
    school.save()
    paper = print_consents([(person, "distribution")], by=curator)[0]

    signed_on_a_screen(phone, paper, **ALL_YES | {"photo": "no", "limits": "Только  на сайте школы"})

    assert paper.fields == [value for value in PublishedField.values if value != "photo"]
    assert (paper.limits, paper.addresses) == ("Только на сайте школы", "https://school.example")
    rows = next(part["table"]["rows"] for part in paper.content["paragraphs"] if "table" in part)
    assert [row[2] for row in rows] == ["разрешаю", "запрещаю", *["разрешаю"] * 4]
    assert "Только на сайте школы" in str(paper.content)


def test_code_of_one_paper_does_not_sign_another(person, curator, school, asked):
    school.simple_signature_act = ACT
    school.save()
    other = print_consents([(person, "mentee_duty")], by=curator)[0]
    link, _ = link_to(person)
    send_code(asked, link=link)

    with pytest.raises(ValidationError, match="Код не подошёл"):
        sign_by_link(other, link=link, code=code_in(mail.outbox[-1]))

    assert not Consent.objects.in_force().exists()


def test_code_signs_only_the_answers_it_was_asked_for(person, curator):
    paper = print_consents([(person, "distribution")], by=curator)[0]
    link, _ = link_to(person)
    send_code(paper, link=link, fields=["name"])

    with pytest.raises(ValidationError, match="Код не подошёл"):
        sign_by_link(paper, link=link, code=code_in(mail.outbox[-1]), fields=["name", "photo"])

    assert not Consent.objects.in_force().exists()


# The code


def test_fifth_wrong_code_ends_it_even_for_the_right_one(phone, asked):
    ask(phone, asked)
    right = code_in(mail.outbox[-1])
    wrong = f"{(int(right) + 1) % 10**6:06}"

    answers = [enter(phone, asked, wrong).text for _ in range(CODE_TRIES)]

    assert "Осталось попыток: 1" in answers[-2]
    assert "Код больше не действует" in answers[-1]
    assert enter(phone, asked, right).status_code == 422
    assert ConsentLink.objects.get().code_tries == CODE_TRIES
    assert not Consent.objects.in_force().exists()


def test_code_is_over_after_ten_minutes(phone, asked):
    ask(phone, asked)
    ConsentLink.objects.update(code_sent_at=timezone.now() - dt.timedelta(minutes=10, seconds=1))

    answer = enter(phone, asked, code_in(mail.outbox[-1]))

    assert "Код больше не действует" in answer.text
    assert not Consent.objects.in_force().exists()


def test_codes_are_not_sent_one_after_another(phone, asked):
    ask(phone, asked)

    again = ask(phone, asked)

    assert (again.status_code, len(mail.outbox)) == (422, 1)
    assert "через минуту" in again.text


def test_one_link_gets_so_many_codes(phone, asked):
    ConsentLink.objects.update(codes_sent=CODES_A_LINK)

    answer = ask(phone, asked)

    assert "Слишком много писем" in answer.text
    assert mail.outbox == []


def test_code_typed_with_spaces_fits_and_letters_do_not(phone, asked):
    ask(phone, asked)
    code = code_in(mail.outbox[-1])

    assert "шесть цифр" in enter(phone, asked, "12345б").text
    assert enter(phone, asked, f" {code[:3]} {code[3:]} ").status_code == 302


def test_refused_letter_leaves_no_code(phone, asked, monkeypatch):
    monkeypatch.setattr("people.emails.EmailMessage.send", refuse)

    answer = ask(phone, asked)

    assert "Почтовый сервер не принял" in answer.text
    assert ConsentLink.objects.get().code_hash == ""


def refuse(letter):
    raise ConnectionRefusedError


# What cannot be signed


def test_duty_waits_for_the_act(phone, person, curator):
    paper = print_consents([(person, "mentee_duty")], by=curator)[0]

    answer = ask(phone, paper)

    assert "подписывают на бумаге" in page(phone, "consent", paper).text
    assert (answer.status_code, mail.outbox) == (422, [])


def test_archived_text_is_not_signed(phone, asked):
    ask(phone, asked)
    ConsentText.objects.update(status="archived")

    answer = enter(phone, asked, code_in(mail.outbox[-1]))

    assert "Текст этого согласия устарел" in answer.text
    assert "Получить код" not in page(phone, "consent", asked).text
    assert not Consent.objects.in_force().exists()


def test_refusing_ends_the_paper_and_nothing_else(phone, person, asked):
    assert "ни на что не влияет" in page(phone, "decline", asked).text

    phone.post(reverse("personal:decline", args=[asked.pk]))

    asked.refresh_from_db()
    person.refresh_from_db()
    assert (asked.ending, asked.signed_on) == ("declined", None)
    assert person.mentee_entries.open().exists()
    assert person.processing_stopped_on is None
    assert Entry.objects.filter(action="consent.declined").count() == 1
    assert ask(phone, asked).status_code == 422


# Whose papers


@pytest.mark.parametrize("name", ["consent", "sign", "decline", "withdraw", "file"])
def test_papers_of_others_do_not_exist(phone, school, stranger, curator, name):
    colleague = teacher(school, email="other@school.example")
    papers = [
        print_consents([(colleague, "processing")], by=curator)[0],
        print_consents([(teacher(stranger.organization), "processing")], by=stranger)[0],
    ]

    assert [page(phone, name, paper).status_code for paper in papers] == [404, 404]
    assert [phone.post(reverse(f"personal:{name}", args=[paper.pk])).status_code for paper in papers] != [
        302
    ] * 2


def test_representative_signs_for_the_child(school, curator):
    mother, child = family(school)
    paper = print_consents([(child, "processing")], by=curator)[0]
    client = browser(link_to(mother)[1])

    signed_on_a_screen(client, paper)

    assert (paper.representative, paper.state) == (mother, "signed")
    assert mother.full_name in " ".join(paper.content["mark"]["lines"])
    carry_out()
    assert f"за {child}" in letters_to(mother.email)[-1].body


def test_link_of_the_parent_ends_with_childhood_and_the_own_one_begins(school, curator):
    mother, child = family(school, birth_date=school.today - dt.timedelta(days=365 * 15))
    paper = print_consents([(child, "processing")], by=curator)[0]
    parent, own = browser(link_to(mother)[1]), browser(link_to(child, email="panov@mail.example")[1])
    signed_on_a_screen(parent, paper)
    as_a_child = page(own, "withdraw", paper).status_code

    type(child).objects.filter(pk=child.pk).update(
        birth_date=school.today.replace(year=school.today.year - 18, day=1)
    )

    assert as_a_child == 302  # only looked at
    assert page(parent, "consent", paper).status_code == 404
    assert "Что произойдёт" in page(own, "withdraw", paper).text


def test_representative_whose_powers_ended_sees_nothing_of_the_child(school, curator):
    mother, child = family(school)
    paper = print_consents([(child, "processing")], by=curator)[0]
    client = browser(link_to(mother)[1])

    Representation.objects.update(ended_on=school.today)

    assert page(client, "consent", paper).status_code == 404


def test_participant_who_is_signed_in_signs_by_the_own_mail(client, mentor, curator):
    paper = print_consents([(mentor.person, "processing")], by=curator)[0]
    client.force_login(mentor.user)
    assert "Прочитать и решить" in client.get(reverse("personal:home")).text

    signed_on_a_screen(client, paper)

    assert letters_to(mentor.user.email)
    assert "Мои согласия" in client.get(reverse("desk:home")).text
    assert own_link(mentor.person, by=mentor) == ConsentLink.objects.get()


def test_staff_without_a_card_has_no_such_pages(client, curator):
    client.force_login(curator.user)

    assert client.get(reverse("personal:home")).status_code == 404
