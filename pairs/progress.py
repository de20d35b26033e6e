"""How far the pairs are, counted from the banks and the consents."""

from django.urls import reverse

from pairs.models import Pair
from pairs.queries import rows_of
from people.models import MenteeEntry
from roadmap.progress import Missing, Progress, counter


@counter("pairs", "Наставляемые в паре или группе")
def mentees_in_pairs(roadmap):
    """Mentees of the bank who stand in an open pair."""
    bank = MenteeEntry.objects.open().filter(organization=roadmap.organization_id).select_related("person")
    paired = set(
        Pair.objects.open()
        .filter(organization=roadmap.organization_id)
        .values_list("members__person_id", flat=True)
    )
    alone = [entry.person for entry in bank if entry.person_id not in paired]
    add = reverse("pairs:add")
    missing = [Missing(f"{person} без наставника", f"{add}?mentee={person.pk}") for person in alone]
    return Progress(len(bank) - len(alone), len(bank), missing, reverse("pairs:list"), "наставляемых в паре")


@counter("duty_consents", "Согласия участников пар")
def duty_consents(roadmap):
    """Pairs whose people have all given their consents."""
    rows = rows_of(Pair.objects.open().filter(organization=roadmap.organization_id))
    missing = [
        Missing(lack.words, reverse("people:detail", args=[lack.person.pk]))
        for row in rows
        for lack in row.lacks
    ]
    done = sum(not row.lacks for row in rows)
    return Progress(done, len(rows), missing, reverse("people:consents"), "пар с согласиями")
