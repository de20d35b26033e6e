"""What this room tells the page of a pair, the board and the histories (pairs.rooms)."""

from pairs import rooms
from pairs.models import Pair
from programmes.models import Programme, ProgrammeRow
from programmes.permissions import can_add_programme, can_mark_rows
from programmes.queries import programmes_by_pair
from programmes.table import counted, mark_of

NEXT_ROWS = 3
Status = Programme.Status


@rooms.part(20)
def programme_part(pair, me):
    """The programmes of a pair with how far they are and what is next; three queries."""
    programmes = list(counted(Programme.objects.visible_to(me).current().filter(pair=pair)))
    rows = ProgrammeRow.objects.filter(programme__in=[one.pk for one in programmes], done_on=None)
    for one in programmes:
        one.pair = pair
        one.mark = mark_of(one)
        waiting = [row for row in rows if row.programme_id == one.pk and not one.is_stopped]
        one.next_rows = waiting[:NEXT_ROWS]
        one.can_mark = can_mark_rows(me, one)
    may_add = not programmes and can_add_programme(me, pair)
    closed = {Pair.Status.PAUSED, Pair.Status.ENDED}
    context = {"programmes": programmes, "can_add": may_add and pair.status not in closed}
    return rooms.Part("Программа", "programmes/_pair_part.html", context)


@rooms.cell("Программа")
def programme_cells(organization, pairs):
    known = programmes_by_pair(organization)
    return {pair.pk: cell_of(pair, known.get(pair.pk, [])) for pair in pairs}


def cell_of(pair, programmes):
    if not programmes:
        if pair.status == Pair.Status.ENDED:
            return rooms.Cell("не было", "none")
        return rooms.Cell("нет", "miss", pair.get_absolute_url(), 3)
    one = programmes[0]
    one.pair = pair
    order = {Status.RETURNED: 2, Status.SUBMITTED: 2, Status.DRAFT: 1}.get(one.status, 0)
    return rooms.Cell(one.state_words, mark_of(one), one.get_absolute_url(), order)


@rooms.moments
def programme_moments(pairs, me):
    """Approved and completed programmes, in one query."""
    programmes = Programme.objects.visible_to(me).filter(pair__in=[pair.pk for pair in pairs])
    found = []
    for one in programmes:
        url = one.get_absolute_url()
        kind = "план" if one.kind == Programme.Kind.PLAN else "программа"
        ending = "" if one.kind == Programme.Kind.PLAN else "а"
        days = [(one.submitted_on, "передан"), (one.approved_on, "утверждён"), (one.completed_on, "выполнен")]
        for on, word in days:
            if on:
                word = word.replace("ё", "е") if ending else word
                found.append(rooms.Moment(on, f"{kind.capitalize()} «{one}»: {word}{ending}", url))
    return found
