"""A school with a running pair, a bank and a campaign in preparation."""

import datetime as dt

from pairs.tests.factories import PairFactory
from people.tests.factories import MenteeEntryFactory, MentorEntryFactory, PersonFactory
from surveys.services.campaigns import add_campaign, open_campaign
from surveys.tests.factories import QuestionnaireFactory


def running_pair(school, name="Панов", **more):
    """A mentor of the bank and a mentee with an address, at work together."""
    mentor = PersonFactory(organization=school, last_name=f"Наставник{name}")
    mentee = PersonFactory(
        organization=school, last_name=name, email=f"{len(name)}-{name.encode().hex()}@example.org"
    )
    MentorEntryFactory(person=mentor)
    MenteeEntryFactory(person=mentee)
    return PairFactory(mentor=mentor, mentees=[mentee], consents=True, **{"status": "active"} | more)


def planned_campaign(by, *, groups=("pair_mentors", "pair_mentees"), days=14, questionnaire=None, **more):
    questionnaire = questionnaire or QuestionnaireFactory(organization=by.organization)
    audience = {"groups": list(groups)} | more.pop("audience", {})
    values = {"title": "Как работает пара", "closes_on": by.organization.today + dt.timedelta(days=days)}
    return add_campaign(questionnaire, by=by, audience=audience, **values | more)


def open_one(by, **more):
    return open_campaign(planned_campaign(by, **more), by=by)
