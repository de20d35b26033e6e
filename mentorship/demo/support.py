"""Mentees without a pair: their support opens by itself, the psychologist leads it, the neighbours are asked."""

import datetime as dt

from organizations.models import Role
from support.models import SearchCall, SupportCase
from support.services import add_contact, make_offer, open_call, plan_case, take_case
from support.services.daily import keep_cases

NEXT = dt.timedelta(days=14)
NEXT_SEARCH = dt.timedelta(days=30)


def take_cases(cast):
    """The daily work opens the cases, the psychologist takes them and says what kind of support it is."""
    keep_cases(cast.organization, cast.today)
    for name, kind in cast.data["support"]["kinds"].items():
        if case := case_of(cast, name):
            take_case(case, by=psychologist(cast))
            look_ahead(cast, case, kind)


def psychologist(cast):
    return cast.acting[Role.PSYCHOLOGIST]


def case_of(cast, name):
    """The open case of a mentee; none in a story that is shorter than the days to wait."""
    return SupportCase.objects.open().filter(organization=cast.organization, person=cast.person(name)).first()


def write_contacts(cast, wave):
    for name, kind, note in cast.data["support"]["contacts"][wave]:
        if case := case_of(cast, name):
            add_contact(case, on=cast.today, kind=kind, note=note, by=psychologist(cast))
            look_ahead(cast, case, case.kind)


def look_ahead(cast, case, kind):
    """When they meet next, and when a mentor is looked for again."""
    days = {"next_contact_on": cast.today + NEXT, "next_search_on": cast.today + NEXT_SEARCH}
    plan_case(case, kind=kind, by=psychologist(cast), **days)


def ask_neighbours(cast):
    said = cast.data["support"]["call"]
    if case := case_of(cast, said["mentee"]):
        open_call(case, form=cast.data["form"], text=said["text"], by=cast.curator)


def offer_mentor(cast):
    """A neighbour answers, without a name."""
    if call := SearchCall.objects.visible_to(cast.curator).open().first():
        make_offer(call, text=cast.data["offer"], by=cast.curator)
