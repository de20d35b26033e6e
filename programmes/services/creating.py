"""A new programme of a pair: head and rows out of a template, the requests and what was ticked."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from pairs.models import Pair
from pairs.services import require_allowed
from programmes.models import Programme, ProgrammeRow
from programmes.permissions import can_add_programme
from programmes.proposing import goal_of
from programmes.services.rows import refuse_unless

HEAD = ["relevance", "mode", "regularity", "resources", "results", "indicators", "reporting"]


@transaction.atomic
def create_programme(pair, proposal, *, title, goal, starts_on, ends_on, requests, rows, by):
    """Make the programme of `proposal` (programmes.proposing) with the chosen requests and rows of it."""
    refuse_unless(can_add_programme(by, pair))
    pair = (
        Pair.objects.select_for_update(of=("self",)).select_related("mentor", "organization").get(pk=pair.pk)
    )
    if pair.status in {Pair.Status.PAUSED, Pair.Status.ENDED}:
        raise ValidationError("Пара приостановлена или завершена. Программу ей не составляют.")
    require_allowed(pair)
    if not rows:
        raise ValidationError("Отметьте хотя бы одну строку плана.")
    content = proposal.content
    programme = Programme(
        organization=pair.organization, pair=pair, kind=content["kind"], title=title or content["title"],
        goal=goal or goal_of(content, requests), starts_on=starts_on, ends_on=ends_on,
        tasks="\n".join(content["tasks"]), **{name: content[name] for name in HEAD},
    )  # fmt: skip
    programme.full_clean()
    programme.save()
    for order, row in enumerate(rows, 1):
        add_made(programme, row.fields, order)
    record("programme.created", programme, by=by, pair=pair.pk, kind=str(programme.kind), rows=len(rows))
    return programme


def add_made(programme, fields, order):
    """One row of a template or the library."""
    values = {name: value for name, value in fields.items() if name != "place"}
    row = ProgrammeRow(organization=programme.organization, programme=programme, order=order, **values)
    row.full_clean()
    row.save()
    return row
