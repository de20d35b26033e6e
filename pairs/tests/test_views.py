import pytest
from django.urls import reverse

from pairs.models import Pair
from pairs.tests.factories import PairFactory
from people.models import Consent
from people.tests.factories import MenteeEntryFactory, MentorEntryFactory, PersonFactory
from roadmap.progress import COUNTERS
from roadmap.tests.factories import RoadmapFactory


@pytest.mark.parametrize("count", [1, 3])
def test_pair_list_query_count_is_constant(client, curator, count, django_assert_num_queries):
    for _ in range(count):
        PairFactory(mentor=PersonFactory(organization=curator.organization))
    client.force_login(curator.user)

    with django_assert_num_queries(9):
        response = client.get(reverse("pairs:list"))

    assert response.status_code == 200


def test_pair_add_forms_a_pair_of_people_from_the_banks(client, curator):
    mentor = MentorEntryFactory(person=PersonFactory(organization=curator.organization)).person
    mentee = MenteeEntryFactory(person=PersonFactory(organization=curator.organization)).person
    client.force_login(curator.user)
    data = {"mentor": mentor.pk, "mentees": [mentee.pk], "form": "pedagogue_pedagogue", "kind": "traditional"}

    response = client.post(reverse("pairs:add"), data | {"starts_on": "2026-10-05", "ends_on": "2027-05-28"})

    pair = Pair.objects.get()
    assert response.url == pair.get_absolute_url()
    assert (pair.mentor, pair.members.get().person) == (mentor, mentee)


def test_pair_add_says_how_many_places_a_mentor_has(client, curator):
    mentor = MentorEntryFactory(person=PersonFactory(organization=curator.organization), capacity=3).person
    PairFactory(mentor=mentor)
    PairFactory(mentor=mentor, status=Pair.Status.ENDED)
    client.force_login(curator.user)

    page = client.get(reverse("pairs:add")).content.decode()

    assert f"{mentor.full_name}, {mentor.position} (2)" in page


def test_pair_add_does_not_offer_people_of_another_institution(client, curator, stranger):
    foreign = MentorEntryFactory(person=PersonFactory(organization=stranger.organization)).person
    client.force_login(curator.user)

    response = client.post(reverse("pairs:add"), {"mentor": foreign.pk, "mentees": [foreign.pk]})

    assert response.status_code == 422
    assert "mentor" in response.context["form"].errors
    assert not Pair.objects.exists()


def test_confirm_says_whose_consents_are_missing_with_a_link(client, curator):
    pair = PairFactory(mentor=PersonFactory(organization=curator.organization, last_name="Громова"))
    client.force_login(curator.user)

    page = client.post(reverse("pairs:confirm", args=[pair.pk]), follow=True).content.decode()

    assert "Громова" in page
    assert reverse("people:detail", args=[pair.mentor_id]) in page
    assert "нет согласия" in page


def test_counters_say_who_is_alone_and_whose_consents_are_missing(curator):
    roadmap = RoadmapFactory(organization=curator.organization)
    pair = PairFactory(mentor=PersonFactory(organization=curator.organization), consents=True)
    MenteeEntryFactory(person=pair.members.get().person)
    alone = MenteeEntryFactory(person=PersonFactory(organization=curator.organization)).person
    Consent.objects.filter(kind=Consent.Kind.MENTEE_DUTY).update(signed_on=None)

    pairs, consents = (COUNTERS[key][1](roadmap) for key in ("pairs", "duty_consents"))

    assert (pairs.done, pairs.total, [item.words for item in pairs.missing]) == (
        1,
        2,
        [f"{alone} без наставника"],
    )
    assert (consents.done, consents.total, len(consents.missing)) == (0, 1, 1)
