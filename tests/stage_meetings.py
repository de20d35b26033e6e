"""Rows of meetings on the stage: {kind: row} for one side (a participant with person, pair, member) of a school."""

import datetime as dt

from meetings.models import Meeting, MeetingSeries, Vacation
from tests.stage_answers import answers_rows


def meetings_rows(organization, members, side):
    """A rhythm, a line of the journal that nobody has signed yet, holidays."""
    today, owned = organization.today, {"organization": organization}
    term = {"starts_on": today, "until": today + dt.timedelta(days=60)}
    series = MeetingSeries.objects.create(pair=side["pair"], weekday=today.weekday(), **term, **owned)
    meeting = Meeting.objects.create(
        pair=side["pair"], on=today, series=series, status=Meeting.Status.HELD, topic="Урок", **owned
    )
    holidays = {"starts_on": dt.date(today.year, 12, 31), "ends_on": dt.date(today.year + 1, 1, 10)}
    vacation = Vacation.objects.create(name="Зимние каникулы", **holidays, **owned)
    rows = {"meeting": meeting, "meeting_series": series, "vacation": vacation}
    return {**rows, **answers_rows(organization, side)}
