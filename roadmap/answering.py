"""Who answers for the lines of a roadmap: as roles, as people with an access, as bodies named in the printed words."""

from dataclasses import dataclass

from common.russian import upper_first
from organizations.models import Role
from roadmap.models import Activity, Roadmap
from roadmap.overview import Line, Totals, current_overview, overview
from roadmap.reading.responsible import split_responsible
from roadmap.recognising import roles_of

BY_ROLE = {Role.HEAD, Role.PSYCHOLOGIST, Role.METHODOLOGIST, Role.DEPARTMENT_HEAD}
NOBODY = "Ответственный не указан"


@dataclass(frozen=True)
class Group:
    """What one of those who answer has to do."""

    title: str
    lines: list[Line]

    @property
    def totals(self):
        return Totals(tuple(line.state for line in self.lines))


def people_of(roadmap):
    """Memberships that answer in person by the key of the line, with their users, in one query."""
    rows = Activity.members.through.objects.filter(activity__roadmap=roadmap)
    found = {}
    for row in rows.select_related("membership__user").order_by("membership__user__name", "membership"):
        found.setdefault(row.activity_id, []).append(row.membership)
    return found


def groups_of(seen, people):
    """Lines by who answers; a line with several stands under each, one with nobody under the last.

    Printed words that mean a role are that role. In the roadmap of a body above they stay as they are: there "ОУ" and
    "ИМЦ" are others, not its own people.
    """
    roles, persons, bodies, nobody = {}, {}, {}, []
    for line in seen.lines:
        members = people.get(line.activity.pk, [])
        own_roles, texts = answering_of(line.activity, by_words=seen.roadmap.organization.is_above)
        places = [(roles, own_roles), (persons, members), (bodies, texts)]
        for found, keys in places:
            for key in keys:
                found.setdefault(key, []).append(line)
        if not any(keys for _, keys in places):
            nobody.append(line)
    return [
        *(Group(upper_first(role.label), roles[role]) for role in Role if role in roles),
        *(Group(member.user.name, lines) for member, lines in persons.items()),
        *(Group(text, lines) for text, lines in bodies.items()),
        *([Group(NOBODY, nobody)] if nobody else []),
    ]


def answering_of(activity, *, by_words):
    """(roles, printed words) under which a line stands."""
    said = split_responsible(activity.responsible)
    if by_words:
        return [role for role in activity.roles if role not in roles_of(activity.responsible)], said
    return activity.roles, [text for text in said if not roles_of(text)]


def own_lines(me):
    """Lines of the running roadmap that the actor answers for: in person, and as staff by the role too."""
    if me.role == Role.PARTICIPANT:
        roadmap = Roadmap.objects.current(me.organization)
        rows = Activity.objects.visible_to(me).filter(roadmap=roadmap)
        return overview(roadmap, rows=rows).lines if roadmap else []
    in_person = Activity.members.through.objects.filter(membership=me)
    answered = set(in_person.values_list("activity_id", flat=True))
    if not answered and me.role not in BY_ROLE:
        return []
    seen = current_overview(me.organization)
    lines = seen.lines if seen else []
    return [line for line in lines if line.activity.pk in answered or me.role in line.activity.roles]
