"""How far the pairs are, counted from the banks and the consents."""

from django.urls import reverse

from pairs.models import Pair
from pairs.queries import open_rows
from people.progress import mentees
from roadmap.progress import Missing, Progress, counter


@counter("pairs", "Наставляемые в паре или группе")
def mentees_in_pairs(roadmap):
    """Mentees of the bank who stand in an open pair; a paused one does not count."""
    bank = mentees(roadmap.organization)
    paired = {person.pk for row in running_rows(roadmap.organization) for person in row.mentees}
    alone = [entry.person for entry in bank if entry.person_id not in paired]
    missing = [Missing(f"{person} без наставника", person.get_absolute_url()) for person in alone]
    return Progress(len(bank) - len(alone), len(bank), missing, reverse("pairs:list"), "наставляемых в паре")


@counter("duty_consents", "Согласия участников пар")
def duty_consents(roadmap):
    """Pairs whose people have all given their consents."""
    rows = running_rows(roadmap.organization)
    missing = [
        Missing(lack.words, reverse("people:detail", args=[lack.person.pk]))
        for row in rows
        for lack in row.lacks
    ]
    done = sum(not row.lacks for row in rows)
    return Progress(done, len(rows), missing, reverse("people:consents"), "пар с согласиями")


def running_rows(organization):
    return [row for row in open_rows(organization) if row.pair.status != Pair.Status.PAUSED]
