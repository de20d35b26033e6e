"""Read-outs: programmes with their people, the plan of one, and what counters and tasks read once a request."""

from itertools import groupby

from django.db.models import Prefetch

from common.facts import read_once
from pairs.models import PairMember
from programmes.models import Programme, Remark


@read_once
def programmes_by_pair(organization):
    """{pair id: [programme]} of the current programmes of an institution, light, in one query."""
    rows = Programme.objects.current().filter(organization=organization).order_by("pk")
    found = {}
    for row in rows.only("pk", "pair_id", "kind", "status", "approved_on", "title", "organization_id"):
        found.setdefault(row.pair_id, []).append(row)
    return found


def with_people(rows, path=""):
    """With the pair and its people: what the permissions and the heading ask for."""
    members = Prefetch(f"{path}pair__members", queryset=PairMember.objects.select_related("person"))
    return rows.select_related(f"{path}pair__mentor", f"{path}organization").prefetch_related(members)


def plan_of(programme):
    """(sections as (title, rows with their open remarks), remarks about the whole, all rows)."""
    rows = list(programme.rows.all())
    found = Remark.objects.filter(programme=programme, settled_on=None).select_related("author")
    remarks = list(found)
    for row in rows:
        row.open_remarks = [one for one in remarks if one.row_id == row.pk]
    sections = [(title, list(group)) for title, group in groupby(rows, key=lambda row: row.section)]
    return sections, [one for one in remarks if one.row_id is None], rows
