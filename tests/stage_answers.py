"""Answers about meetings on the stage, and a personal link to them."""

import datetime as dt

from meetings.models import Answer, Fit, Meeting
from meetings.services.links import make_link


def answers_rows(organization, side):
    """A meeting that waits for an answer, one that is told of, a doubt about the pair."""
    pair, person = side["pair"], side["person"]
    on = organization.today - dt.timedelta(days=1)
    met = Meeting.objects.create(organization=organization, pair=pair, on=on)
    told = Meeting.objects.create(organization=organization, pair=pair, on=on, status=Meeting.Status.HELD)
    Answer.objects.create(organization=organization, meeting=told, person=pair.mentor, is_yes=False)
    return {
        "met": met,
        "met_pk": met.pk,
        "judged_pk": pair.pk,
        "fit": Fit.objects.create(organization=organization, pair=pair, person=person, word=Fit.Word.NO),
        "met_secret": make_link(person)[1],
    }
