"""What the room of pairs, which stands above, knows about a person: reached through related names, never imported."""

from django.db.models import Count, Q

from people.models import Person


def members():
    """Rows "this mentee is in that pair"."""
    return Person._meta.get_field("pairs_as_mentee").related_model.objects.select_related(
        "pair__mentor", "person"
    )


def open_members():
    return members().filter(left_on__isnull=True).exclude(pair__status="ended")


def is_current(member):
    """Whether the mentee is in the pair now."""
    return member.left_on is None and member.pair.status != "ended"


def pairs_of(person):
    """All pairs of one person on either side, the latest first, in one query."""
    return (
        members().filter(Q(person=person) | Q(pair__mentor=person)).order_by("-pair__starts_on", "pair", "pk")
    )


def mentors_of(persons):
    """{person id: [rows with pair and mentor]} of the open pairs, in one query."""
    found = {}
    for member in open_members().filter(person__in=persons):
        found.setdefault(member.person_id, []).append(member)
    return found


def mentees_of(mentors):
    """{person id of the mentor: [rows with pair and mentee]} of the open pairs, in one query."""
    found = {}
    for member in open_members().filter(pair__mentor__in=mentors).order_by("person__search", "pk"):
        found.setdefault(member.pair.mentor_id, []).append(member)
    return found


def places_taken(mentors):
    """{person id: mentees in open pairs} in one query."""
    rows = open_members().filter(pair__mentor__in=mentors).order_by()
    return dict(rows.values_list("pair__mentor").annotate(Count("pk")))
