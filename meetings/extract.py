"""The meetings of a person, for the extract (people/extract.py)."""

from django.db.models import Q

from meetings.models import Meeting
from people.extract import facts, part


@part("Встречи")
def meetings(person):
    """Each meeting of the pairs and groups of the person, the latest first."""
    own = Q(pair__mentor=person) | Q(pair__members__person=person) | Q(pair__substitutions__person=person)
    rows = Meeting.objects.filter(own, organization=person.organization).distinct()
    rows = rows.select_related("pair__mentor", "row").prefetch_related("pair__members__person")
    hidden = ("author", "series", "stamp", "made_at", "changed_at")
    return [facts(row, but=hidden) for row in rows.order_by("-on", "-pk")]
