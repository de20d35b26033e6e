"""The roadmap on the first page: the desk stands below this room, so its template asks for it here."""

from django import template

from roadmap.overview import current_overview
from roadmap.progress import COUNTERS
from roadmap.summary import stage_ruler

register = template.Library()


@register.simple_tag
def roadmap_of(membership):
    """The current roadmap of the actor's institution with its figures, or None when no year is open."""
    return current_overview(membership.organization)


@register.inclusion_tag("roadmap/_desk.html")
def roadmap_strip(overview):
    """The ruler of stages and how full each kind of work is."""
    shares = [(COUNTERS[key][0], progress) for key, progress in overview.facts.items()]
    return {"roadmap": overview.roadmap, "stages": stage_ruler(overview.roadmap, overview), "shares": shares}
