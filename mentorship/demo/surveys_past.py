"""The questionnaires of last school year, as a school brings them along: asked in autumn, in winter, in May."""

import datetime as dt

from mentorship.demo.answers import Teller
from mentorship.demo.sources import read
from surveys.audience import Asked
from surveys.builtin import ready
from surveys.models import Campaign, Invitation, Response, Side
from surveys.results.reading import shown_respondents
from surveys.services.adopting import take_ready
from surveys.services.campaigns import invitation_of
from surveys.services.questionnaires import freeze
from surveys.services.swot import add_note, sort_answer
from surveys.services.unsigned import open_boxes, submit_anonymous

SIDES = {Side.MENTOR: "mentors", Side.MENTEE: "mentees"}
AUGUST = 8
A_FEW = dt.timedelta(minutes=3)
FINE = "всё устраивает"


def bring_last_year(cast):
    """No service opens a campaign in the past: its rows are written as they would stand now."""
    said, year = read("surveys"), cast.organization.school_year - 1
    teller, asked = Teller(said, "last year"), people_of(cast, said)
    campaigns = {}
    for moment, title, opens, closes in said["last_year"]["campaigns"]:
        for side, people in asked.items():
            days = day_of(year, opens), day_of(year, closes)
            row = campaign(cast, key_of(moment, side, said), title, days)
            missing = said["last_year"]["silent_in_winter"] if moment == "interim" else []
            answer_by_name(row, people, missing, teller)
            campaigns[moment, side] = row
    campaigns["satisfaction", ""] = ask_without_names(cast, said, asked, teller)
    sort_out(cast, said, campaigns, year)


def people_of(cast, said):
    people = {side: cast.people(said["last_year"][key]) for side, key in SIDES.items()}
    return {
        side: [Asked(person, side, said["form"], person.is_young_teacher) for person in rows]
        for side, rows in people.items()
    }


def day_of(school_year, day):
    month, number = day
    return dt.date(school_year if month >= AUGUST else school_year + 1, month, number)


def key_of(moment, side, said):
    return f"interim_{side}" if moment == "interim" else f"{moment}_{side}_{said['form']}"


def campaign(cast, key, title, days, **more):
    """One that was closed on its last day."""
    opens, closes = days
    sheet = freeze(take_ready(ready(key), by=cast.curator), by=cast.curator)
    row = Campaign(
        organization=cast.organization, questionnaire=sheet, title=named(title, sheet), made_by=cast.curator,
        **{"status": Campaign.Status.CLOSED, "closed_on": closes, "opens_on": opens, "closes_on": closes} | more,
    )  # fmt: skip
    row.school_year = opens.year if opens.month >= AUGUST else opens.year - 1
    row.full_clean()
    row.save(force_insert=True)
    return row


def named(title, questionnaire):
    words = {Side.MENTOR: "наставники", Side.MENTEE: "наставляемые"}
    return f"{title}: {words[questionnaire.side]}" if questionnaire.side else title


def answer_by_name(row, people, silent, teller):
    rows = Invitation.objects.bulk_create([invitation_of(row, one) for one in people])
    rows = [one for one in rows if one.person.full_name not in silent]
    Response.objects.bulk_create(
        Response(
            organization=row.organization, campaign=row, invitation=one, status=Response.Status.DONE, revision=1,
            answers=told(teller, row, one), done_at=at, begun_at=at - A_FEW,
        )
        for number, one in enumerate(rows)
        for at in [moment_of(row, number)]
    )  # fmt: skip


def told(teller, row, invitation):
    who, questionnaire = invitation.person.full_name, row.questionnaire
    return teller.tell(questionnaire.sheet, who, moment=questionnaire.purpose, side=invitation.side)


def moment_of(row, number):
    day = row.opens_on + dt.timedelta(days=number * 5 % max((row.closes_on - row.opens_on).days, 1))
    hour = dt.time(15 + number % 5, number * 11 % 60)
    return dt.datetime.combine(day, hour, tzinfo=row.organization.zone)


def ask_without_names(cast, said, asked, teller):
    """Put into the boxes while it is open, then given its own days."""
    title, opens, closes = said["last_year"]["nameless"]
    year, today = cast.organization.school_year - 1, cast.today
    days = day_of(year, opens), day_of(year, closes)
    row = campaign(
        cast, "satisfaction", title, days, is_anonymous=True, status=Campaign.Status.OPEN, closed_on=None,
        opens_on=today, closes_on=today,
    )  # fmt: skip
    open_boxes(row)
    people = [one for rows in asked.values() for one in rows]
    invitations = Invitation.objects.bulk_create([invitation_of(row, one) for one in people])
    for one in invitations[:-1]:
        submit_anonymous(one, told(teller, row, one))
    row.status, row.opens_on, row.closes_on, row.closed_on = Campaign.Status.CLOSED, *days, days[1]
    row.save(update_fields=["status", "opens_on", "closes_on", "closed_on"])
    return row


def sort_out(cast, said, campaigns, year):
    """Some answers lie in the SWOT table already, most wait to be sorted."""
    for moment, side, question, cell, number in said["swot"]:
        row = campaigns[moment, side]
        found = [one.key for one in shown_respondents(row) if FINE not in one.answers.get(question, FINE)]
        for key in found[:number]:
            sort_answer(row, question=question, answer=key, cell=cell, by=cast.curator)
    for cell, text in said["own_lines"]:
        add_note(cast.organization, year=year, text=text, cell=cell, by=cast.curator)
