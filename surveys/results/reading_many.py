"""The answers of several campaigns at once, in two queries however many there are; the same rule guards them."""

from collections import defaultdict

from people.gate import Deed, allowed
from people.models import Person
from surveys.models import Box, Response
from surveys.results.reading import LEAST, still_waits, unsigned
from surveys.results.reading import Respondent as One

SIGNED = (
    "campaign_id", "pk", "invitation__side", "invitation__form", "invitation__is_young", "invitation__person_id",
    "is_late", "answers",
)  # fmt: skip


def shown_of(campaigns) -> dict[int, list[One]]:
    """{campaign id: what `reading.shown_respondents` of it is}."""
    fine = [campaign.pk for campaign in campaigns if not still_waits(campaign)]
    found = defaultdict(list)
    for campaign, pk, *facts, answers in (
        Response.objects.filter(campaign__in=fine).done().values_list(*SIGNED).order_by("pk")
    ):
        side, form, is_young, person, is_late = facts
        found[campaign].append(One(f"r{pk:08}", side, form, answers, is_young, person, is_late))
    boxes = Box.objects.filter(campaign__in=fine).order_by().values_list("campaign_id", "ballots")
    for campaign, ballots in boxes:
        found[campaign] += map(unsigned, ballots)
    return {
        campaign.pk: sorted(rows, key=lambda one: one.key) if len(rows) >= LEAST else []
        for campaign in campaigns
        for rows in [found.get(campaign.pk, [])]
    }


def counted_persons(me):
    """Ids of the people of an institution who may be counted by name (gate: STATISTICS)."""
    persons = Person.objects.filter(organization=me.organization_id)
    return set(allowed(persons, Deed.STATISTICS).order_by().values_list("pk", flat=True))
