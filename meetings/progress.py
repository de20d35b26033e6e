"""How far the meetings are, for the roadmap."""

from django.urls import reverse

from common.russian import counted
from meetings.queries import running
from roadmap.progress import Missing, Progress, counter


@counter("meetings", "Встречи пар и групп")
def pairs_that_meet(roadmap):
    """Running pairs that met within the institution's number of days; a young pair counts from its start."""
    rows, allowed = running(roadmap.organization), roadmap.organization.silence_days
    missing = [
        Missing(silence_words(row), reverse("meetings:of_pair", args=[row.pair.pk]))
        for row in rows
        if row.days > allowed or row.last_on is None
    ]
    done = len(rows) - len(missing)
    return Progress(done, len(rows), missing, reverse("meetings:list"), "пар встречаются")


def silence_words(row):
    days = counted(row.days, "день", "дня", "дней")
    return f"{row.pair}: {days} без встреч" if row.last_on else f"{row.pair}: ещё не встречались"
