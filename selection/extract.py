"""What the runs say about a person, for the extract (people/extract.py)."""

from django.db.models import Q

from people.extract import facts, part
from selection.models import HandChange, Proposal


@part("Подбор пар")
def proposals(person):
    """Each proposal in which the person stood on either side; the other's score is the other's too."""
    rows = Proposal.objects.filter(Q(mentee=person) | Q(mentor=person))
    rows = rows.select_related("run", "mentee", "mentor", "pair__mentor").prefetch_related(
        "pair__members__person"
    )
    but = {"reasons", "runner_up", "runner_up_score", "runner_up_cost"}
    return [facts(row, but=but) for row in rows.order_by("-run__made_at", "pk")]


@part("Решения куратора при подборе")
def decisions(person):
    """What was changed by hand about the person, and why."""
    rows = HandChange.objects.filter(Q(mentee=person) | Q(before=person) | Q(after=person))
    rows = rows.select_related("run", "mentee", "before", "after", "made_by")
    return [facts(row, but={"stamp"}) for row in rows.order_by("-made_at", "pk")]
