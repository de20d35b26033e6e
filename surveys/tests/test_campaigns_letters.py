"""Letters, reminders and slips: to whom, when, and to nobody twice."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from pypdfium2 import PdfDocument

from audit.models import Entry
from jobs.models import Job
from jobs.services import claim
from organizations.tests.factories import MembershipFactory
from people.models import Person
from people.services import withdraw_consents
from surveys.links import personal_url
from surveys.models import Invitation
from surveys.services import letters, slips
from surveys.services.inviting import renew_link, start_common_link
from surveys.services.letters import mail_letters, remind, tell, write_letters
from surveys.services.slips import draw_poster, print_slips
from surveys.services.unsigned import submit_anonymous
from surveys.tests.cast import open_one, running_pair
from surveys.tests.factories import ANSWERS, ResponseFactory

pytestmark = pytest.mark.django_db
WEEK, EVE, DAY, LATE = 7, 1, 0, -1  # days before the last one


@pytest.fixture
def pair(school):
    """The mentee has an address and no account; the mentor has neither."""
    return running_pair(school)


@pytest.fixture
def row(curator, pair):
    return open_one(curator)


@pytest.fixture
def unsigned(curator, pair):
    return open_one(curator, is_anonymous=True)


def asked(row, side="mentee"):
    return row.invitations.get(side=side)


def with_account(person, **more):
    me = MembershipFactory(organization=person.organization, role="participant", **more)
    Person.objects.filter(pk=person.pk).update(membership=me)
    return me


def carried_out():
    for job in Job.objects.filter(kind="survey_letters", status=Job.Status.WAITING):
        mail_letters(claim(job.pk))


def remind_before(row, days):
    remind(row.organization, row.closes_on - dt.timedelta(days=days))


def links_told():
    return [re.findall(r"http\S+", letter.body)[-1] for letter in mail.outbox]


# Letters the curator asks for


def test_a_letter_goes_to_who_can_be_written_to(row, curator):
    assert write_letters(row, by=curator) == 1
    carried_out()

    (letter,) = mail.outbox
    one = asked(row)
    assert letter.to == [one.person.email]
    assert personal_url(one) in letter.body
    assert "4 вопроса" in letter.body.replace("\u00a0", " ")
    assert one.told_on == row.organization.today
    assert Entry.objects.get(action="campaign.letters_asked").details["invitations"] == [one.pk]


def test_whoever_signs_in_is_led_to_the_own_page(row, curator):
    me = with_account(asked(row).person)

    write_letters(row, by=curator)
    carried_out()

    (letter,) = mail.outbox
    assert letter.to == [me.user.email]
    assert reverse("surveys:answer", args=[asked(row).pk]) in letter.body
    assert personal_url(asked(row)) not in letter.body


def test_one_letter_a_day_however_often_it_is_asked_for(row, curator):
    write_letters(row, by=curator)
    carried_out()

    with pytest.raises(ValidationError, match="Писать некому"):
        write_letters(row, by=curator)
    assert tell(asked(row).pk, row.organization.today) is None
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("case", ["answered", "withdrawn", "stopped", "no address"])
def test_nobody_else_is_written_to(row, curator, case):
    one = asked(row)
    if case == "answered":
        ResponseFactory(invitation=one)
    elif case == "withdrawn":
        Invitation.objects.filter(pk=one.pk).update(withdrawn_on=row.organization.today)
    elif case == "stopped":
        Person.objects.filter(pk=one.person_id).update(processing_stopped_on=row.organization.today)
    else:
        Person.objects.filter(pk=one.person_id).update(email="")

    with pytest.raises(ValidationError, match="Писать некому"):
        write_letters(row, by=curator)
    assert tell(one.pk, row.organization.today) is None
    assert not mail.outbox
    assert not Job.objects.filter(kind="survey_letters").exists()


def test_who_answers_between_the_wish_and_the_letter_gets_none(row, curator):
    write_letters(row, by=curator)
    ResponseFactory(invitation=asked(row))

    carried_out()

    assert not mail.outbox


def test_only_the_ticked_ones_are_written_to(row, curator, pair):
    Person.objects.filter(pk=pair.mentor_id).update(email="mentor@example.org")

    write_letters(row, invitations=[asked(row, "mentor").pk], by=curator)
    carried_out()

    assert [letter.to for letter in mail.outbox] == [["mentor@example.org"]]


def test_a_refused_letter_is_tried_again(row, curator, monkeypatch):
    write_letters(row, by=curator)

    def refuse(*args, **more):
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr(letters, "send_invitation", refuse)
        with pytest.raises(ValidationError, match="не принял"):
            carried_out()
    assert asked(row).told_on is None
    assert tell(asked(row).pk, row.organization.today) is True


# Reminders


@pytest.mark.parametrize(("days", "letters_sent"), [(10, 0), (WEEK, 1), (3, 1), (EVE, 1), (DAY, 1)])
def test_reminders_go_by_the_ladder(row, days, letters_sent):
    remind_before(row, days)
    remind_before(row, days)

    assert len(mail.outbox) == letters_sent


def test_each_step_reminds_once_with_the_same_link(row):
    for days in (WEEK, 5, 3, EVE, DAY):
        remind_before(row, days)

    assert len(mail.outbox) == 3
    assert set(links_told()) == {personal_url(asked(row))}


def test_late_ones_are_reminded_twice_and_no_more(curator, pair):
    row = open_one(curator, accepts_late=True)
    for days in (LATE, -8, -15, -22):
        remind_before(row, days)

    assert len(mail.outbox) == 2
    assert "Срок вышел" in mail.outbox[0].body


@pytest.mark.parametrize("is_anonymous", [False, True])
def test_who_has_answered_is_never_reminded(curator, pair, is_anonymous):
    row = open_one(curator, is_anonymous=is_anonymous)
    if is_anonymous:
        submit_anonymous(asked(row), ANSWERS)
    else:
        ResponseFactory(invitation=asked(row))

    for days in (WEEK, EVE, DAY, LATE):
        remind_before(row, days)

    assert not mail.outbox


@pytest.mark.parametrize("change", [{"reminds": False}, {"status": "closed"}])
def test_reminders_can_be_turned_off(row, change):
    type(row).objects.filter(pk=row.pk).update(**change)
    remind_before(row, DAY)

    assert not mail.outbox


def test_after_a_withdrawal_nobody_is_reminded(row, curator):
    withdraw_consents(
        asked(row).person, ["processing"], channel="letter", received_on=row.organization.today, by=curator
    )
    mail.outbox.clear()
    remind_before(row, DAY)

    assert not mail.outbox


def test_a_worker_killed_while_writing_tells_nobody_twice(row, monkeypatch):
    def die(*args, **more):
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(letters, "send_invitation", die)
        with pytest.raises(KeyboardInterrupt):
            remind_before(row, DAY)
    remind_before(row, DAY)

    assert not mail.outbox


def test_of_a_dated_task_the_desk_reminds(row):
    """And of an anonymous one, which has no date there, this room does."""
    with_account(asked(row).person)

    remind_before(row, DAY)

    assert not mail.outbox


@pytest.mark.parametrize(("wants", "number"), [(True, 1), (False, 0)])
def test_who_signs_in_may_refuse_reminders(unsigned, wants, number):
    with_account(asked(unsigned).person, gets_reminders=wants)

    remind_before(unsigned, DAY)

    assert len(mail.outbox) == number


def test_reminders_tell_nothing_of_when_an_anonymous_answer_came(unsigned, curator):
    submit_anonymous(asked(unsigned), ANSWERS)

    remind_before(unsigned, WEEK)
    submit_anonymous(asked(unsigned, "mentor"), ANSWERS)
    remind_before(unsigned, DAY)

    told = set(unsigned.invitations.values_list("told_on", "told_step"))
    assert told == {(unsigned.closes_on, "day")}


def test_letters_of_an_anonymous_campaign_name_nobody(unsigned, curator):
    submit_anonymous(asked(unsigned, "mentor"), ANSWERS)

    write_letters(unsigned, by=curator)
    carried_out()

    assert len(mail.outbox) == 1
    assert Job.objects.get(kind="survey_letters").payload == {"campaign": unsigned.pk}
    assert Entry.objects.get(action="campaign.letters_asked").details == {}
    assert "без имени" in mail.outbox[0].body


# Paper


def drawn(monkeypatch):
    found = []
    monkeypatch.setattr(slips, "render_pdf", lambda template, content: found.append(content) or b"%PDF")
    return found


def test_slips_bear_the_same_link_as_the_letters(row, curator, monkeypatch):
    found = drawn(monkeypatch)
    write_letters(row, by=curator)
    carried_out()
    ResponseFactory(invitation=asked(row, "mentor"))

    print_slips(row, by=curator)

    (slip,) = found[0]["slips"]
    assert [slip["url"]] == links_told()
    assert renew_link(asked(row), by=curator).link_hash  # and a new link is another one
    assert personal_url(asked(row)) != slip["url"]


def test_slips_are_refused_when_all_have_answered(row, curator):
    for one in row.invitations.all():
        ResponseFactory(invitation=one)

    with pytest.raises(ValidationError, match="Печатать нечего"):
        print_slips(row, by=curator)
    assert not Entry.objects.filter(action="campaign.slips_printed").exists()


def test_slips_and_poster_are_papers(unsigned, curator):
    with pytest.raises(ValidationError, match="общую ссылку"):
        draw_poster(unsigned)
    unsigned = start_common_link(unsigned, by=curator)

    assert print_slips(unsigned, by=curator).startswith(b"%PDF")
    questionnaire = unsigned.questionnaire
    questionnaire.greeting, questionnaire.about = "Пишите прямо.", "Проводится в мае."
    pdf = draw_poster(unsigned)
    assert pdf.startswith(b"%PDF")
    text = PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert "Пишите прямо." in text
    assert "Проводится в мае" not in text  # that is said to the curator
    assert Entry.objects.get(action="campaign.slips_printed").details == {}
