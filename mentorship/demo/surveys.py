"""The questionnaires of this year: requests before the pairs, candidates, and what runs now."""

import datetime as dt

from mentorship.demo.answers import Teller
from mentorship.demo.sources import read
from surveys.audience import Group, usual_audience
from surveys.builtin import ready
from surveys.models import Campaign, Questionnaire, Side
from surveys.services.adopting import take_ready
from surveys.services.answering import submit
from surveys.services.campaigns import add_campaign, close_campaign, open_campaign

TEN_DAYS = dt.timedelta(days=10)
SILENT = 4  # one in so many has not answered what runs now


def ask_requests(cast):
    """Young teachers say what they need help with; the same as stands in the bank, and more."""
    said = read("surveys")
    title, key, silent = said["this_year"]["requests"]
    audience = {"groups": [str(Group.BANK_MENTEES)], "young": True}
    wanted = {row[0]: row[3] for row in cast.data["mentees"]}
    row = ask(cast, key, title, audience, closes_on=cast.today + TEN_DAYS)
    answer(row, silent, Teller(said, key), wanted)


def ask_candidates(cast):
    """Teachers who are not mentors yet: who would like to be one."""
    said = read("surveys")
    title, key, asked, silent = said["this_year"]["candidates"]
    audience = {"groups": [], "people": [person.pk for person in cast.people(asked)]}
    row = ask(cast, key, title, audience, closes_on=cast.today + TEN_DAYS)
    answer(row, silent, Teller(said, key), said["this_year"]["strong"])


def open_year(cast):
    """What runs now: some have answered, those with an account in the demonstration have it before them."""
    said = read("surveys")
    title, days, waiting = said["this_year"]["open"]
    teller = Teller(said, "this year")
    for side, words in ((Side.MENTOR, "наставники"), (Side.MENTEE, "наставляемые")):
        key = f"entry_{side}_{said['form']}"
        row = ask(cast, key, f"{title}: {words}", None, closes_on=cast.clock.today + dt.timedelta(days=days))
        people = row.invitations.select_related("person")
        late = [one.person.full_name for one in people if one.pk % SILENT == 0]
        answer(row, [*waiting, *late], teller, {})


def ask(cast, key, title, audience, *, closes_on):
    """By the ready-made questionnaire, with names, from today on."""
    questionnaire = taken(cast, key)
    audience = usual_audience(questionnaire) if audience is None else audience
    row = add_campaign(questionnaire, title=title, audience=audience, closes_on=closes_on, by=cast.curator)
    return open_campaign(row, by=cast.curator)


def taken(cast, key):
    """One that was asked last year is asked again: answers are compared by its questions."""
    known = Questionnaire.objects.filter(organization=cast.organization, origin=key)
    return known.filter(status=Questionnaire.Status.FROZEN).first() or take_ready(ready(key), by=cast.curator)


def answer(row, silent, teller, wanted):
    """By the personal links, as people do at home."""
    sheet, moment = row.questionnaire.sheet, row.questionnaire.purpose
    for one in row.invitations.select_related("campaign__questionnaire", "campaign__organization", "person"):
        name = one.person.full_name
        if name not in silent:
            submit(
                one,
                teller.tell(sheet, name, moment=moment, side=one.side, strong=wanted.get(name, ())),
                by=None,
            )


def close_surveys(cast):
    """Those whose last day has gone; in a real school the night does it."""
    rows = Campaign.objects.open().filter(organization=cast.organization, closes_on__lt=cast.today)
    for row in rows.order_by("pk"):
        close_campaign(row, by=cast.curator)
