"""The table person × consent: states, sums, filters, deeds, cost; the tasks and the counter that rest on it."""

import datetime as dt

import pytest
from django.urls import reverse

from organizations.models import Role
from organizations.tests.factories import MembershipFactory
from people.coverage import coverage, sums
from people.models import Consent, ConsentText, MenteeEntry, Person, Representation
from people.services import print_consents
from people.tests.factories import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, PersonFactory
from people.todo import consents_not_returned, consents_to_ask
from roadmap.progress import count
from roadmap.tests.factories import RoadmapFactory

KIND = Consent.Kind


@pytest.fixture
def cast(curator):
    """A mentor with everything, a mentee with a blank, one with nothing, a child without a representative."""
    organization = curator.organization
    mentor = MentorEntryFactory(person__organization=organization, person__last_name="Алексеева").person
    for kind in (KIND.PROCESSING, KIND.MENTOR_DUTY):
        ConsentFactory(person=mentor, kind=kind)
    asked = MenteeEntryFactory(person__organization=organization, person__last_name="Белова").person
    ConsentFactory(person=asked, signed_on=None)
    bare = MenteeEntryFactory(
        person__organization=organization, person__last_name="Власова", person__email="vlasova@mail.example"
    ).person
    child = MenteeEntryFactory(
        person__organization=organization, person__last_name="Громов", person__kind=Person.Kind.LEARNER
    ).person
    PersonFactory(organization=organization, last_name="Сторонняя")
    return {"mentor": mentor, "asked": asked, "bare": bare, "child": child}


def table(curator):
    return {
        row.person.last_name: [need.state if need else "" for _, need, _ in row.cells]
        for row in coverage(curator)
    }


def test_each_cell_says_what_there_is(curator, cast):
    assert table(curator) == {
        "Алексеева": ["signed", "signed", "", "missing"],
        "Белова": ["printed", "", "missing", "missing"],
        "Власова": ["missing", "", "missing", "missing"],
        "Громов": ["representative", "", "representative", "representative"],
    }


def test_sums_have_their_denominators(curator, cast):
    ConsentFactory(person=cast["mentor"], kind=KIND.DISTRIBUTION)

    assert [(column.signed, column.total) for column in sums(coverage(curator))] == [
        (1, 4), (1, 1), (0, 3), (1, 4),
    ]  # fmt: skip


def test_people_of_other_institutions_and_of_no_bank_are_not_in_it(curator, stranger, cast):
    MenteeEntryFactory(person__organization=stranger.organization)
    MenteeEntry.objects.filter(person=cast["bare"]).update(left_on=dt.date(2026, 10, 1), leaving="asked")

    assert set(table(curator)) == {"Алексеева", "Белова", "Громов"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Алексеева", "Белова", "Власова", "Громов"]),
        ({"bank": "mentor"}, ["Алексеева"]),
        ({"state": "missing"}, ["Белова", "Власова"]),
        ({"state": "printed"}, ["Белова"]),
        ({"state": "representative"}, ["Громов"]),
        ({"state": "open", "kind": "processing"}, ["Белова", "Власова", "Громов"]),
        ({"state": "signed"}, ["Алексеева"]),
        ({"state": "unscanned"}, ["Алексеева"]),
        ({"state": "outdated"}, []),
        ({"state": "expiring"}, []),
        ({"kind": "mentor_duty"}, ["Алексеева"]),
        ({"q": "ВЛАСОВА"}, ["Власова"]),
        ({"state": "нет такого"}, ["Алексеева", "Белова", "Власова", "Громов"]),
    ],
)
def test_table_is_narrowed_by_the_address(client, curator, cast, query, found):
    client.force_login(curator.user)

    page = client.get(reverse("people:consents"), query).context["page"]

    assert [row.person.last_name for row in page] == found


def test_archived_words_and_a_near_end_are_seen(client, curator, cast):
    today = curator.organization.today
    processing, duty = Consent.objects.filter(person=cast["mentor"]).order_by("kind").reverse()
    Consent.objects.filter(pk=duty.pk).update(expires_on=today + dt.timedelta(days=30))
    ConsentText.objects.filter(pk=processing.text_id).update(status=ConsentText.Status.ARCHIVED)
    client.force_login(curator.user)

    names = {
        state: [
            row.person.last_name
            for row in client.get(reverse("people:consents"), {"state": state}).context["page"]
        ]
        for state in ("outdated", "expiring")
    }

    assert names == {"outdated": ["Алексеева"], "expiring": ["Алексеева"]}
    assert table(curator)["Алексеева"] == ["outdated", "signed", "", "missing"]
    # The blank printed under the archived words is no blank any more.
    assert table(curator)["Белова"][0] == "missing"


def test_a_month_and_a_day_before_the_end_nobody_is_asked(curator, cast):
    end = curator.organization.today + dt.timedelta(days=31)
    Consent.objects.filter(person=cast["mentor"]).update(expires_on=end)

    row = coverage(curator)[0]

    assert [need.is_expiring for need in row.demanded] == [False, False]
    assert row.wanted == []


def test_buttons_print_and_send_exactly_what_is_missing(client, curator, cast):
    client.force_login(curator.user)

    page = client.get(reverse("people:consents"))
    client.post(reverse("people:consents_print"))

    made = Consent.objects.asked().order_by("person__search", "kind").values_list("person__last_name", "kind")
    assert (page.context["wanted"], page.context["written"]) == (4, 1)
    assert "Напечатать 4 бланка" in page.content.decode()
    assert [str(person) for person in page.context["blocked"]] == [str(cast["child"])]
    assert list(made) == [
        ("Белова", "mentee_duty"), ("Белова", "processing"), ("Власова", "mentee_duty"), ("Власова", "processing"),
    ]  # fmt: skip


def test_ticked_people_get_what_they_lack_and_a_child_is_named(client, curator, cast):
    client.force_login(curator.user)
    url = reverse("people:consents_print")

    refused = client.post(url, {"person": [cast["child"].pk, cast["bare"].pk]})
    assert "Сначала добавьте" in refused.content.decode()
    assert Consent.objects.filter(person=cast["bare"]).count() == 0
    client.post(url, {"person": [cast["mentor"].pk, cast["bare"].pk]})

    assert set(Consent.objects.filter(person=cast["bare"]).values_list("kind", flat=True)) == {
        "processing", "mentee_duty",
    }  # fmt: skip
    assert Consent.objects.filter(person=cast["mentor"]).count() == 2


def test_comes_of_age_soon_is_said_and_not_printed(curator):
    today = curator.organization.today
    born = (today + dt.timedelta(days=10)).replace(year=today.year - 18)
    child = MenteeEntryFactory(
        person__organization=curator.organization, person__kind="learner", person__birth_date=born
    ).person
    mother = PersonFactory(organization=curator.organization)
    Representation.objects.create(organization=curator.organization, learner=child, representative=mother)
    consent = print_consents([(child, KIND.PROCESSING)], by=curator)[0]
    Consent.objects.filter(pk=consent.pk).update(signed_on=today)

    need = coverage(curator)[0].demanded[0]

    assert (need.is_expiring, need.comes_of_age, need.is_wanted) == (True, True, False)


def test_three_hundred_people_cost_as_many_queries_as_three(client, curator, django_assert_max_num_queries):
    client.force_login(curator.user)
    costs = []
    for more in (1, 2, 30):
        for entry in MenteeEntryFactory.create_batch(more, person__organization=curator.organization):
            ConsentFactory(person=entry.person)
        with django_assert_max_num_queries(12) as queries:
            client.get(reverse("people:consents"))
        costs.append(len(queries))

    assert len(set(costs)) == 1


def test_desk_of_the_curator_names_who_is_to_be_asked(curator, head, cast):
    today = curator.organization.today
    Consent.objects.filter(person=cast["mentor"], kind=KIND.MENTOR_DUTY).update(expires_on=today)

    tasks = {task.url.partition("state=")[2]: task for task in consents_to_ask(curator)}

    assert {state: task.owes for state, task in tasks.items()} == {
        "missing": [str(cast["asked"]), str(cast["bare"])],
        "representative": [str(cast["child"])],
        "expiring": [str(cast["mentor"])],
    }
    assert tasks["missing"].title == "Нет согласия у 2\u00a0человек"
    assert tasks["expiring"].due == today
    assert consents_to_ask(head) == []


def test_desk_names_outdated_texts_and_no_spoilt_blanks(curator, cast):
    ConsentText.objects.filter(kind=KIND.PROCESSING).update(status=ConsentText.Status.ARCHIVED)
    Consent.objects.filter(person=cast["asked"]).update(ended_on=dt.date(2026, 9, 3), ending="spoilt")

    states = {task.url.partition("state=")[2]: task.owes for task in consents_to_ask(curator)}

    assert states["outdated"] == [str(cast["mentor"])]
    assert consents_not_returned(curator) == []


def test_counter_counts_everybody_of_both_banks_once(curator, cast):
    MenteeEntryFactory(person=cast["mentor"])
    MentorEntryFactory(person__organization=curator.organization, person__last_name="Яхонтова")
    roadmap = RoadmapFactory(organization=curator.organization)

    found = count(roadmap, ["processing_consents"])["processing_consents"]

    assert (found.done, found.total) == (1, 5)
    assert found.missing[0].words == f"{cast['asked']}: нет согласия на обработку данных"
    assert found.url == "/people/consents/?kind=processing"


def test_psychologist_reads_the_table_and_has_no_deeds(client, school, cast):
    client.force_login(MembershipFactory(organization=school, role=Role.PSYCHOLOGIST).user)

    page = client.get(reverse("people:consents")).content.decode()

    assert "Напечатать" not in page
    assert "data-check" not in page
