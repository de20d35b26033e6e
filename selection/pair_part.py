"""Why this pair: what the selection said of its people, on the page of the pair."""

from pairs import rooms
from pairs.models import Pair
from people.models import Competence
from selection.models import Proposal
from selection.permissions import can_see_selection
from selection.services.runs import answer_of
from selection.showing import why

AFTER_PEOPLE = 60


@rooms.part(AFTER_PEOPLE)
def why_this_pair(pair, me):
    """For the staff only, while it is to be decided whether a pair that came out of a selection shall work."""
    if not can_see_selection(me) or pair.status not in {Pair.Status.PROPOSED, Pair.Status.READY}:
        return None
    rows = Proposal.objects.visible_to(me).filter(pair=pair).select_related("run", "mentee", "mentor")
    rows = list(rows.order_by("mentee__search", "pk"))
    if not rows:
        return None
    names = dict(Competence.objects.filter(organization=pair.organization_id).values_list("pk", "name"))
    matches = {match.mentee: match for match in answer_of(rows[0].run).matches}
    lines = [(row, why(matches.get(row.mentee_id), names, row, me)) for row in rows]
    return rooms.Part("Почему эта пара", "selection/_pair_part.html", {"run": rows[0].run, "lines": lines})
