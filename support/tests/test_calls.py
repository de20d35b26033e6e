"""The search in the district: what a neighbour reads, who answers, when names are told."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Entry
from organizations.models import Role
from organizations.tests.factories import MembershipFactory, OrganizationFactory
from people.models import Person
from people.services import withdraw_consents
from people.tests.factories import ConsentFactory, MenteeEntryFactory, PersonFactory
from support.models import SearchCall, SearchOffer
from support.services import (
    accept_offer,
    close_call,
    decline_offer,
    make_offer,
    name_person,
    open_call,
    withdraw_offer,
)
from support.tests.factories import SearchCallFactory, SearchOfferFactory, SupportCaseFactory

pytestmark = pytest.mark.django_db
TEXT = "Ищем наставника воспитателю, стаж 1 год. С чем помочь: звуковая культура речи."
DAY = dt.date(2026, 10, 1)


@pytest.fixture
def case(district):
    person = PersonFactory(organization=district.ours, last_name="Жаворонкова", first_name="Алёна")
    MenteeEntryFactory(person=person)
    ConsentFactory(person=person)
    return SupportCaseFactory(person=person)


@pytest.fixture
def call(case, district):
    return open_call(case, form="pedagogue_pedagogue", text=TEXT, by=district.curator)


@pytest.fixture
def offer(call, district):
    person = PersonFactory(organization=district.next_door, last_name="Синичкина")
    ConsentFactory(person=person)
    return make_offer(call, text="Учитель-логопед, стаж 14 лет", person=person, by=district.neighbour)


def seen(me):
    return list(SearchCall.objects.visible_to(me))


def page(client, me, call):
    client.force_login(me.user)
    answer = client.get(reverse("support:call", args=[call.pk]))
    return answer.content.decode().replace("\u00a0", " ") if answer.status_code == 200 else answer.status_code


def test_a_call_is_seen_in_its_district_and_nowhere_else(call, district):
    others = [
        MembershipFactory(organization=district.next_door, role=role) for role in ("head", "psychologist")
    ]
    lonely = MembershipFactory(organization=OrganizationFactory())

    readers = [district.curator, district.neighbour, district.methodologist, district.department_head]
    assert [seen(me) for me in readers] == [[call]] * 4
    assert [seen(me) for me in [*others, district.far, lonely]] == [[]] * 4
    assert [seen(MembershipFactory(organization=district.ours, role=Role.ADMINISTRATOR))] == [[]]


def test_a_region_above_the_departments_makes_no_neighbours(call, district):
    """Only a methodical centre hands the question on to what stands above it."""
    region = OrganizationFactory(kind="department")
    department = district.department_head.organization
    department.parent = region
    department.save()
    other = OrganizationFactory(kind="department", parent=region)

    theirs = SearchCallFactory(case__person__organization=district.next_door, opened_by=district.neighbour)

    assert seen(MembershipFactory(organization=OrganizationFactory(parent=other))) == []
    assert seen(district.neighbour) == seen(district.curator)
    assert set(seen(district.neighbour)) == {theirs, call}


@pytest.mark.parametrize(
    "name", ["Жаворонкова", "жаворонковой Алёне", "А. Жаворонкову", "Алена Жаворонкова", "ЖАВОРОНКОВОЙ"]
)
def test_a_text_with_the_name_of_the_mentee_is_not_sent(case, district, name):
    with pytest.raises(ValidationError, match="названо имя"):
        open_call(case, form="pedagogue_pedagogue", text=f"Наставника для {name} ищем", by=district.curator)

    assert not SearchCall.objects.exists()
    assert not Entry.objects.exists()


def test_a_call_needs_neighbours_and_there_is_one_at_a_time(call, case, district):
    with pytest.raises(ValidationError, match="уже спросили"):
        open_call(case, form="pedagogue_pedagogue", text=TEXT, by=district.curator)

    lonely = MembershipFactory(organization=OrganizationFactory())
    alone = SupportCaseFactory(person__organization=lonely.organization)
    with pytest.raises(ValidationError, match="никого нет"):
        open_call(alone, form="pedagogue_pedagogue", text=TEXT, by=lonely)
    assert SearchCall.objects.get() == call


def test_the_neighbour_reads_words_and_a_place_and_no_name(client, call, district):
    text = page(client, district.neighbour, call)

    assert TEXT in text
    assert "Школа, г. Светлореченск" in text
    assert not any(word in text for word in ("Жаворонкова", "Наша школа", "Орлова"))
    assert "Наша школа" in page(client, district.methodologist, call)
    assert page(client, district.far, call) == 404


def test_an_offer_comes_from_a_neighbour_once_and_without_a_name(call, offer, district):
    person = PersonFactory(organization=district.next_door, last_name="Грачёва")
    refusals = [
        ("уже предложили", {"text": "Методист", "by": district.neighbour}),
        ("названо имя", {"text": "Грачева Ольга, методист", "person": person, "by": district.neighbour}),
        ("другого учреждения своего района", {"text": "Методист", "by": district.far}),
        ("другого учреждения своего района", {"text": "Методист", "by": district.curator}),
        ("своего учреждения", {"text": "Методист", "person": offer.person, "by": district.curator}),
    ]
    for message, asked in refusals:
        with pytest.raises(ValidationError, match=message):
            make_offer(call, **asked)

    assert SearchOffer.objects.get() == offer


def test_acceptance_ends_the_search_and_both_curators_read_each_other(client, call, offer, district):
    third = MembershipFactory(organization=OrganizationFactory(parent=district.next_door.parent))
    losing = SearchOfferFactory(call=call, made_by=third)
    before = page(client, district.curator, call)

    accept_offer(offer, by=district.curator)

    losing.refresh_from_db()
    assert (losing.status, losing.answered_on) == ("declined", district.ours.today)
    assert "Соседняя гимназия" not in before
    assert "Зимина" not in before
    ours, theirs = page(client, district.curator, call), page(client, district.neighbour, call)
    assert all(word in ours for word in ("Соседняя гимназия", "Зимина Ольга Львовна", "8 800 700"))
    assert all(word in theirs for word in ("Наша школа", "Орлова Инна Петровна"))
    assert "Синичкина" not in ours
    assert "Жаворонкова" not in theirs
    assert page(client, third, call) == 404


def test_only_a_waiting_offer_is_answered(call, offer, district):
    withdraw_offer(offer, by=district.neighbour)
    for deed in (accept_offer, decline_offer):
        with pytest.raises(ValidationError, match="уже ответили"):
            deed(offer, by=district.curator)
    again = make_offer(call, text="Другой логопед", by=district.neighbour)
    close_call(call, by=district.methodologist)

    with pytest.raises(ValidationError, match="уже закончен"):
        accept_offer(again, by=district.curator)

    again.refresh_from_db()
    offer.refresh_from_db()
    assert (offer.status, again.status) == ("withdrawn", "declined")


def test_deeds_of_the_other_side_stand_in_the_journal_of_the_own_institution(call, offer, district):
    accept_offer(offer, by=district.curator)
    name_person(offer, allowed_on=DAY, by=district.curator)
    name_person(offer, allowed_on=DAY, by=district.neighbour)

    told = Entry.objects.order_by("pk").values_list("organization", "action", "user")
    ours, theirs = (me.organization_id for me in (district.curator, district.neighbour))
    assert list(told) == [
        (ours, "search.asked", district.curator.user_id),
        (theirs, "search.offered", district.neighbour.user_id),
        (ours, "search.accepted", district.curator.user_id),
        (ours, "search.named", district.curator.user_id),
        (theirs, "search.named", district.neighbour.user_id),
    ]


def test_a_name_is_told_by_its_own_side_alone(client, call, offer, district):
    accept_offer(offer, by=district.curator)

    name_person(offer, allowed_on=DAY, by=district.curator)

    assert "Жаворонкова" in page(client, district.neighbour, call)
    assert "Синичкина" not in page(client, district.curator, call)


def refuse_before(offer, person):
    SearchOffer.objects.filter(pk=offer.pk).update(status="offered")
    return "после того, как предложение принято"


def refuse_without_consent(offer, person):
    person.consents.all().delete()
    return "нет действующего согласия"


def refuse_stopped(offer, person):
    Person.objects.filter(pk=person.pk).update(processing_stopped_on=DAY)
    return "нет действующего согласия"


@pytest.mark.parametrize("change", [refuse_before, refuse_without_consent, refuse_stopped])
def test_a_name_is_not_told_before_agreement_nor_without_consent(call, offer, district, change):
    accept_offer(offer, by=district.curator)
    message = change(offer, call.case.person)

    with pytest.raises(ValidationError, match=message):
        name_person(offer, allowed_on=DAY, by=district.curator)

    offer.refresh_from_db()
    assert offer.mentee_allowed_on is None


def test_a_withdrawal_takes_the_name_back_and_ends_the_search(client, call, offer, district):
    accept_offer(offer, by=district.curator)
    name_person(offer, allowed_on=DAY, by=district.neighbour)
    assert "Синичкина" in page(client, district.curator, call)
    today = district.ours.today

    withdraw_consents(
        offer.person, ["processing"], channel="letter", received_on=today, by=district.neighbour
    )
    withdraw_consents(
        call.case.person, ["processing"], channel="letter", received_on=today, by=district.curator
    )

    assert "Синичкина" not in page(client, district.curator, call)
    assert page(client, district.neighbour, call) == 404
    assert seen(district.methodologist) == []


def test_a_mentor_who_withdraws_is_offered_no_more(offer, district):
    today = district.ours.today

    withdraw_consents(
        offer.person, ["processing"], channel="letter", received_on=today, by=district.neighbour
    )

    offer.refresh_from_db()
    assert offer.status == "withdrawn"


def test_what_the_neighbour_can_press_and_what_the_asker(client, call, offer, district):
    answers = []
    for me, name in ((district.neighbour, "offer_accept"), (district.curator, "offer_withdraw")):
        client.force_login(me.user)
        answers.append(client.post(reverse(f"support:{name}", args=[offer.pk])).status_code)
    client.force_login(district.far.user)
    answers.append(client.post(reverse("support:offer_accept", args=[offer.pk])).status_code)

    offer.refresh_from_db()
    assert answers == [403, 403, 404]
    assert offer.status == "offered"
