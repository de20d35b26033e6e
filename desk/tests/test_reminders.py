"""The ladder of reminders: which day, to whom, once."""

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk import reminders, todo
from desk.models import Letter, Reminder
from desk.reminders import remind, step_of
from organizations.models import Role
from organizations.services import close_member
from organizations.tests.factories import MembershipFactory, OrganizationFactory

TODAY = dt.date(2027, 1, 19)
KEPT = "desk.mail.KeptLetterBackend"


def days(number):
    return TODAY + dt.timedelta(days=number)


@pytest.fixture
def wait(monkeypatch):
    """wait(task, …): these tasks wait for every curator."""

    def set_tasks(*tasks):
        monkeypatch.setattr(todo, "SOURCES", [lambda me: list(tasks) if me.role == Role.CURATOR else []])

    return set_tasks


def task(left=0, title="Отчёт", key="report", **more):
    return todo.Task(title, "/roadmap/activities/7/", due=days(left), key=key, **more)


def plain(letter):
    return letter.body.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("left", "step"),
    [
        (9, ""), (8, ""), (7, "week"), (6, "week"), (2, "week"), (1, "eve"), (0, "day"), (-1, "late0"),
        (-2, "late0"), (-7, "late0"), (-8, "late1"), (-14, "late1"), (-15, "late2"), (-22, "late3"), (-400, "late57"),
    ],
)  # fmt: skip
def test_every_day_stands_on_its_step(left, step):
    assert step_of(days(left), TODAY) == step


def test_letters_of_a_term_go_on_seven_days_one_day_the_day_the_next_and_then_weekly(curator, wait):
    wait(task(left=10))

    sent = [n for n in range(-30, 35) if remind(curator.organization, days(n))]

    assert sent == [3, 9, 10, 11, 18, 25, 32]
    assert {letter.to[0] for letter in mail.outbox} == {curator.user.email}


def test_one_letter_a_day_holds_all_terms_and_only_words_of_tasks(curator, wait):
    wait(
        task(1, "Сдать план", "plan"),
        task(
            -2, "Отбор наставников: 8 из 10", "line", owes=["Тетерева А. П."], detail="Нет согласия Тетеревой"
        ),
        task(30, "Ещё не скоро", "far"),
        todo.Task("Без срока", "/x/"),
    )

    assert remind(curator.organization, TODAY) == 1

    (letter,) = mail.outbox
    assert letter.subject.replace("\u00a0", " ") == "Сроки на 19 января 2027 г.: 2 дела"
    assert plain(letter).index("Отбор наставников") < plain(letter).index("Сдать план")
    assert "просрочено на 2 дня, срок 17 января 2027 г." in plain(letter)
    assert "http://127.0.0.1:8000/roadmap/activities/7/" in letter.body
    assert [word for word in ("Тетерев", "Ещё не скоро", "Без срока") if word in letter.body] == []


def test_run_again_sends_nothing_twice_and_a_new_task_still_goes(curator, wait):
    wait(task())
    assert remind(curator.organization, TODAY) == 1
    assert remind(curator.organization, TODAY) == 0

    wait(task(), task(0, "Другое", "other"))
    assert remind(curator.organization, TODAY) == 1

    assert len(mail.outbox) == 2
    assert "Отчёт" not in mail.outbox[1].body


def test_term_that_was_moved_begins_its_ladder_anew(curator, wait):
    wait(task(0))
    remind(curator.organization, TODAY)
    wait(task(7))

    assert remind(curator.organization, TODAY) == 1


def test_words_of_a_task_that_change_with_its_figures_are_no_new_task(curator, wait):
    wait(task(title="Отбор: 8 из 10"))
    remind(curator.organization, TODAY)
    wait(task(title="Отбор: 9 из 10"))

    assert remind(curator.organization, TODAY) == 0


def test_two_tasks_of_one_page_are_told_apart_by_their_deed(curator, wait):
    wait(
        *(todo.Task("Приказ", "/documents/5/", due=TODAY, deed=deed) for deed in ("Прочитать", "Кто должен"))
    )

    remind(curator.organization, TODAY)

    assert Reminder.objects.count() == 2


@pytest.mark.parametrize("end", ["closed", "deactivated", "switched off"])
def test_who_may_not_or_does_not_want_to_gets_nothing(curator, head, wait, end):
    if end == "closed":
        close_member(curator, by=head)
    elif end == "deactivated":
        curator.user.is_active = False
        curator.user.save()
    else:
        curator.gets_reminders = False
        curator.save()
    wait(task())

    assert remind(curator.organization, TODAY) == 0
    assert (mail.outbox, Reminder.objects.count()) == ([], 0)


def test_access_closed_while_the_letters_are_written_gets_nothing(curator, head, monkeypatch):
    def closing_source(me):
        if me.pk == curator.pk and curator.is_active:
            close_member(curator, by=head)
            curator.is_active = False
        return [task()] if me.pk == curator.pk else []

    monkeypatch.setattr(todo, "SOURCES", [closing_source])

    assert remind(curator.organization, TODAY) == 0
    assert Reminder.objects.count() == 0


def test_person_with_two_roles_gets_one_letter(school, curator, monkeypatch):
    MembershipFactory(user=curator.user, organization=school, role=Role.PSYCHOLOGIST)
    monkeypatch.setattr(todo, "SOURCES", [lambda me: [task(title=me.get_role_display(), key=me.role)]])

    assert remind(school, TODAY) == 1
    assert "куратор" in mail.outbox[0].body
    assert "психолог" in mail.outbox[0].body


def test_people_of_another_institution_are_not_written_to(curator, stranger, wait):
    wait(task())

    remind(curator.organization, TODAY)

    assert [letter.to for letter in mail.outbox] == [[curator.user.email]]


# A worker that dies, a server that refuses


@pytest.mark.django_db(transaction=True)
def test_killed_before_the_letter_went_tells_nobody_twice(curator, wait, monkeypatch):
    wait(task())

    def die(*args):
        raise SystemExit

    monkeypatch.setattr(reminders, "send_reminder", die)
    with pytest.raises(SystemExit):
        remind(curator.organization, TODAY)
    monkeypatch.undo()
    wait(task())

    assert remind(curator.organization, TODAY) == 0
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_kept_letter_and_its_row_are_written_together_or_not_at_all(curator, wait, settings, monkeypatch):
    settings.EMAIL_BACKEND = KEPT
    wait(task())
    real = reminders.send_reminder

    def send_and_die(*args):
        real(*args)
        raise SystemExit

    monkeypatch.setattr(reminders, "send_reminder", send_and_die)
    with pytest.raises(SystemExit):
        remind(curator.organization, TODAY)
    monkeypatch.setattr(reminders, "send_reminder", real)
    assert (Letter.objects.count(), Reminder.objects.count()) == (0, 0)

    assert remind(curator.organization, TODAY) == 1

    assert (Letter.objects.get().user, Reminder.objects.count()) == (curator.user, 1)


def test_what_the_server_refuses_is_tried_again_and_others_get_theirs(school, curator, wait, monkeypatch):
    second, real = MembershipFactory(organization=school, role=Role.CURATOR), reminders.send_reminder
    wait(task())

    def refuse_the_first(notices, today):
        if notices[0].membership.pk == curator.pk:
            raise ConnectionRefusedError
        real(notices, today)

    monkeypatch.setattr(reminders, "send_reminder", refuse_the_first)
    with pytest.raises(ValidationError, match="не принял 1"):
        remind(school, TODAY)
    assert [letter.to for letter in mail.outbox] == [[second.user.email]]

    monkeypatch.setattr(reminders, "send_reminder", real)
    assert remind(school, TODAY) == 1
    assert mail.outbox[1].to == [curator.user.email]


# By hand, and how much it costs


def test_command_does_the_same_by_hand_for_the_given_day(curator, wait, capsys):
    wait(task(left=7))

    call_command("send_reminders", "--date", TODAY.isoformat())
    call_command("send_reminders", "--date", TODAY.isoformat())

    assert len(mail.outbox) == 1
    assert "писем 1" in capsys.readouterr().out


def test_command_takes_the_day_of_each_institution(curator, wait, monkeypatch):
    """TIM-1: on the last evening of the year by UTC it is the new year in Kamchatka, the old one in Kaliningrad."""
    west = MembershipFactory(organization=OrganizationFactory(time_zone="Europe/Kaliningrad"))
    east = MembershipFactory(organization=OrganizationFactory(time_zone="Asia/Kamchatka"))
    monkeypatch.setattr("django.utils.timezone.now", lambda: dt.datetime(2026, 12, 31, 21, 30, tzinfo=dt.UTC))
    wait(todo.Task("Отчёт", "/x/", due=dt.date(2026, 12, 31)))

    call_command("send_reminders")

    words = {letter.to[0]: plain(letter) for letter in mail.outbox}
    assert "сегодня, срок 31 декабря" in words[west.user.email]
    assert "просрочено на 1 день, срок 31 декабря" in words[east.user.email]


def test_people_without_terms_cost_no_queries_of_their_own(school, curator, wait):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            remind(school, TODAY)
        return len(queries)

    wait()
    one = cost()
    MembershipFactory.create_batch(3, organization=school, role=Role.CURATOR)

    assert cost() == one
