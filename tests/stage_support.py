"""Rows of support on the stage: {kind: row} for one side (a participant with person, pair, member) of a school."""

from organizations.tests.factories import MembershipFactory, OrganizationFactory
from people.tests.factories import ConsentFactory
from support.models import SupportContact
from support.tests.factories import SearchCallFactory, SearchOfferFactory, SupportCaseFactory


def support_rows(organization, members, side):
    """A case with a talk and a call that a third school has answered, and an own offer to that school."""
    psychologist, curator = members["psychologist"], members["curator"]
    case = SupportCaseFactory(person=side["person"], specialist=psychologist)
    talk = SupportContact.objects.create(
        organization=organization, case=case, on=case.opened_on, note="Беседа", made_by=psychologist
    )
    third = MembershipFactory(organization=OrganizationFactory(parent=organization.parent))
    call = SearchCallFactory(case=case, opened_by=curator)
    theirs, settled = (
        SearchCallFactory(case__person__organization=third.organization, opened_by=third) for _ in range(2)
    )
    mentor = side["mentor_entry"].person
    ConsentFactory(person=mentor)
    return {
        "support_case": case,
        "support_contact": talk,
        "search_call": call,
        "search_offer": SearchOfferFactory(call=call, made_by=third),
        "own_offer": SearchOfferFactory(call=theirs, made_by=curator, person=mentor),
        "agreed_offer": SearchOfferFactory(call=settled, made_by=curator, status="accepted"),
        "neighbour_call": SearchCallFactory(case__person__organization=third.organization, opened_by=third),
    }
