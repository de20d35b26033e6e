"""How the pages of this room reach rows: only what the actor may see, else 404."""

from django.shortcuts import get_object_or_404

from common.pages import require
from roadmap.models import Activity, Evidence, Note, Roadmap
from roadmap.overview import named
from roadmap.permissions import can_read_roadmaps


def visible_roadmap(me, pk):
    """The roadmap with what the head of its pages says about its versions."""
    require(can_read_roadmaps(me))
    rows = Roadmap.objects.visible_to(me).with_versions().select_related("organization__parent")
    return get_object_or_404(rows, pk=pk)


def visible_activity(me, pk):
    require(can_read_roadmaps(me))
    return noted_activity(me, pk)


def noted_activity(me, pk):
    """A line as everybody may reach it who sees it: a participant the own ones, to write a note."""
    rows = Activity.objects.visible_to(me).annotate(is_named=named(me))
    return get_object_or_404(
        rows.select_related("roadmap__organization", "organization", "stage", "closed_by"), pk=pk
    )


def visible_evidence(me, pk):
    """Evidence of the own institution: bodies above read figures, not files."""
    require(can_read_roadmaps(me))
    rows = Evidence.objects.visible_to(me).filter(organization=me.organization_id)
    return get_object_or_404(rows.select_related("activity__roadmap"), pk=pk)


def own_note(me, pk):
    """A note that the actor wrote; those of others do not exist here."""
    rows = Note.objects.visible_to(me).filter(written_by=me.user_id)
    return get_object_or_404(rows.select_related("activity__roadmap"), pk=pk)
