"""Two at once: one case is opened, one specialist takes it, one offer is accepted (CON-3)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from audit.models import Entry
from organizations.tests.factories import MembershipFactory, OrganizationFactory
from people.tests.factories import MenteeEntryFactory, PersonFactory
from support.models import SearchOffer, SupportCase
from support.services import accept_offer, open_case, take_case
from support.tests.factories import SearchCallFactory, SearchOfferFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """What each deed returns, a broken rule as its sentence."""

    def run(deed):
        try:
            return deed()
        except ValidationError as error:
            return error.messages[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_two_clicks_open_one_case_and_two_curators_take_it_once(curator):
    other = MembershipFactory(organization=curator.organization)
    person = PersonFactory(organization=curator.organization)
    MenteeEntryFactory(person=person)

    opened = at_once(*[lambda: open_case(person, by=curator)] * 4)
    case = SupportCase.objects.get()
    taken = at_once(lambda: take_case(case, by=curator), lambda: take_case(case, by=other))

    assert {one.pk for one in opened} == {case.pk}
    assert sum("ведёт" in str(answer) for answer in taken) == 1
    actions = Entry.objects.order_by("number").values_list("action", flat=True)
    assert list(actions) == ["support.opened", "support.taken"]


def test_two_offers_accepted_at_once_are_one(curator):
    school = curator.organization
    school.parent = OrganizationFactory(kind="department")
    school.save()
    call = SearchCallFactory(case__person__organization=school, opened_by=curator)
    offers = [
        SearchOfferFactory(call=call, made_by__organization=OrganizationFactory(parent=school.parent))
        for _ in range(2)
    ]

    answers = at_once(*[lambda offer=offer: accept_offer(offer, by=curator) for offer in offers])

    assert sum(isinstance(answer, SearchOffer) for answer in answers) == 1
    assert sorted(SearchOffer.objects.values_list("status", flat=True)) == ["accepted", "declined"]
