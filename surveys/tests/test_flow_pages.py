"""The page «Ответы к внесению»."""

import pytest
from django.urls import reverse

from people.models import Competence, MenteeEntry, Request
from people.tests.factories import MenteeEntryFactory, MentorEntryFactory, PersonFactory
from surveys.models import Response
from surveys.taking import takings
from surveys.tests.banks import answered

pytestmark = pytest.mark.django_db
PAGE = reverse("surveys:taking")


@pytest.fixture
def page(client, curator):
    client.force_login(curator.user)
    return client


def many(school, number):
    """Every other of them, the first too, stands in the bank with a request."""
    first = answered(school)
    rows = [first, *(answered(school, campaign=first.campaign) for _ in range(number - 1))]
    competence = Competence.objects.create(organization=school, name="Театр")
    for row in rows[::2]:
        entry = MenteeEntryFactory(person=row.invitation.person)
        request = Request.objects.create(entry=entry, text="Поставить спектакль", made_on=school.today)
        request.competences.add(competence)


@pytest.mark.parametrize("number", [1, 30])
def test_one_and_thirty_answers_cost_the_same(page, school, number, django_assert_max_num_queries):
    many(school, number)
    MentorEntryFactory(person=answered(school, "candidate").invitation.person)
    page.get(PAGE)

    with django_assert_max_num_queries(12) as asked:
        text = page.get(PAGE).content.decode()

    assert len(asked) == 12
    assert text.count("Внести отмеченное") == min(number + 1, 30)


def test_the_empty_page_says_what_to_do_first(page):
    assert "Вносить пока нечего" in page.get(PAGE).content.decode()
    assert "Разобранных ответов пока нет" in page.get(PAGE, {"looked": 1}).content.decode()


def test_ticked_lines_are_written_and_the_answer_goes_from_the_page(page, school):
    response = answered(school)
    key = takings([response], school)[0].lines[0].key

    answer = page.post(
        reverse("surveys:taking_one", args=[response.pk]), {"line": [key], "revision": "0"}, follow=True
    )

    assert "ответы внесены в банк" in answer.content.decode()
    assert Request.objects.get().text == "Открытый урок в декабре"
    assert "Внести отмеченное" not in answer.content.decode()
    assert "внесено" in page.get(PAGE, {"looked": 1}).content.decode()


def test_all_at_once_takes_only_what_was_seen(page, school):
    seen, later = answered(school), answered(school)

    page.post(reverse("surveys:taking_all"), {"answer": [f"{seen.pk}:0"]})

    assert [entry.person_id for entry in MenteeEntry.objects.all()] == [seen.invitation.person_id]
    assert Response.objects.get(pk=later.pk).taken_on is None


def test_all_at_once_names_the_refused(page, school):
    person = PersonFactory(organization=school, last_name="Торопыгина")
    response = answered(school, person=person)
    Response.objects.filter(pk=response.pk).update(revision=7)

    text = page.post(
        reverse("surveys:taking_all"), {"answer": [f"{response.pk}:0"]}, follow=True
    ).content.decode()

    assert "Торопыгина" in text
    assert not MenteeEntry.objects.exists()
    assert page.post(reverse("surveys:taking_all"), {"answer": ["x"]}).status_code == 404


def test_declined_and_returned(page, school):
    response = answered(school)

    page.post(reverse("surveys:taking_decline", args=[response.pk]))
    assert "не вносить" in page.get(PAGE, {"looked": 1}).content.decode()

    page.post(reverse("surveys:taking_return", args=[response.pk]))
    assert "Внести отмеченное" in page.get(PAGE).content.decode()
