import pytest
from django.urls import reverse

from audit.models import Entry
from organizations.tests.factories import MembershipFactory
from people.models import SavedView
from people.tests.factories import MenteeEntryFactory

SAVE = "people:view_save"


def data(**changes):
    return {
        "page": "people:mentees",
        "name": "Без пары",
        "query": "pair=no&young=yes&page=2&all=1&q=",
    } | changes


def test_filter_is_kept_without_the_page_of_the_list_and_shown_as_a_link(client, curator):
    client.force_login(curator.user)
    MenteeEntryFactory(person__organization=curator.organization)

    answer = client.post(reverse(SAVE), data())
    page = client.get(answer.url)

    view = SavedView.objects.get()
    assert (view.page, view.name, view.query) == ("people:mentees", "Без пары", "pair=no&young=yes")
    assert answer.url == f"{reverse('people:mentees')}?pair=no&young=yes"
    assert '<a href="?pair=no&amp;young=yes" aria-current="true">Без пары</a>' in page.content.decode()
    assert [entry.action for entry in Entry.objects.all()] == ["view.saved"]


def test_same_name_takes_the_new_filter_and_another_list_has_its_own(client, curator):
    client.force_login(curator.user)

    for changes in ({}, {"query": "pair=yes"}, {"page": "people:mentors", "query": "places=free"}):
        client.post(reverse(SAVE), data(**changes))

    assert set(SavedView.objects.values_list("page", "query")) == {
        ("people:mentees", "pair=yes"),
        ("people:mentors", "places=free"),
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"name": " "},
        {"query": ""},
        {"query": "page=2&all=1"},
        {"page": "people:detail"},
        {"query": "q=" + "я" * 1001},
    ],
)
def test_nameless_or_empty_view_of_an_unknown_list_is_refused(client, curator, changes):
    client.force_login(curator.user)

    answer = client.post(reverse(SAVE), data(**changes), follow=True)

    assert answer.status_code == 200
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert not SavedView.objects.exists()
    assert not Entry.objects.exists()


def test_twenty_views_of_a_list_are_enough(client, curator):
    client.force_login(curator.user)
    for number in range(20):
        client.post(reverse(SAVE), data(name=f"Отбор {number}"))

    refused = client.post(reverse(SAVE), data(name="Ещё"), follow=True)
    client.post(reverse(SAVE), data(name="Отбор 3", query="pair=yes"))

    assert "Сохранённых отборов уже 20" in refused.content.decode()
    assert SavedView.objects.count() == 20
    assert SavedView.objects.get(name="Отбор 3").query == "pair=yes"


def test_colleague_neither_sees_nor_deletes_it(client, curator, head):
    client.force_login(curator.user)
    client.post(reverse(SAVE), data())
    view = SavedView.objects.get()
    colleague = MembershipFactory(organization=curator.organization, role="curator")
    refused = []
    for other in (head, colleague):
        client.force_login(other.user)
        refused.append(client.post(reverse("people:view_delete", args=[view.pk])).status_code)
        assert list(client.get(reverse("people:mentees")).context["saved"]) == []
    kept = SavedView.objects.count()

    client.force_login(curator.user)
    client.post(reverse("people:view_delete", args=[view.pk]))

    assert (refused, kept, SavedView.objects.count()) == ([404, 404], 1, 0)
    assert [entry.action for entry in Entry.objects.order_by("number")] == ["view.saved", "view.deleted"]
