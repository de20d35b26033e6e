import datetime as dt

import pytest
from django.urls import reverse

from desk import todo
from desk.models import Letter
from organizations.models import Role
from organizations.tests.factories import MembershipFactory


@pytest.fixture
def two_tasks(monkeypatch):
    """Two tasks wait for everybody: one late, one without a term."""
    tasks = [
        todo.Task("Без срока", "/x/"),
        todo.Task("Просроченное", "/y/", due=dt.date(2020, 1, 15), owes=["Зуева А. Г."]),
    ]
    monkeypatch.setattr(todo, "SOURCES", [lambda membership: tasks])


def test_desk_shows_the_late_task_first(client, curator, two_tasks):
    client.force_login(curator.user)

    page = client.get(reverse("desk:home")).content.decode()

    assert page.index("Просроченное") < page.index("Без срока")
    assert "Зуева А. Г." in page


def test_participant_sees_one_column_of_own_tasks(client, mentor, two_tasks):
    client.force_login(mentor.user)

    page = client.get(reverse("desk:home")).content.decode()

    assert "Мои дела" in page
    assert "От кого ждём" not in page


def test_empty_desk_says_where_to_begin(client, curator, monkeypatch):
    monkeypatch.setattr(todo, "SOURCES", [])
    client.force_login(curator.user)

    assert "Открыть год" in client.get(reverse("desk:home")).content.decode()


@pytest.mark.parametrize(
    ("role", "route"), [(Role.HEAD, "documents:to_sign"), (Role.ADMINISTRATOR, "organizations:members")]
)
def test_head_and_administrator_start_at_their_own_page(client, school, role, route):
    client.force_login(MembershipFactory(organization=school, role=role).user)

    assert client.get(reverse("desk:home")).url == reverse(route)


def test_curator_reads_open_letters_of_participants_only(client, curator, head, mentor, stranger):
    for user, secret in [
        (mentor.user, False),
        (mentor.user, True),
        (head.user, False),
        (stranger.user, False),
    ]:
        Letter.objects.create(
            user=user, to=user.email, subject=f"{user.pk}-{secret}", body="текст", is_secret=secret
        )

    seen = Letter.objects.visible_to(curator)

    assert [letter.subject for letter in seen] == [f"{mentor.user.pk}-False"]
