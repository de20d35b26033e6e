"""The institution's own list of competences: taken ready, brought in order."""

import json
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from common.russian import counted
from people.models import Competence, MenteeEntry, MentorEntry, Request

BUILTIN = Path(__file__).parent.parent / "builtin" / "competences.json"


@cache
def builtin_competences():
    """{kind of institution: {"teachers": [...], "learners": [...]}}; a kindergarten has no learners to mentor."""
    return json.loads(BUILTIN.read_text(encoding="utf-8"))


@transaction.atomic
def fill_competences(organization, *, group="teachers", by):
    """Give an institution the usual list of its kind, once: a list that was changed by hand is left alone.

    The list for teachers is given to who has none; that for learners to who has none of its names yet.
    """
    names = builtin_competences().get(organization.kind, {}).get(group, [])
    own = Competence.objects.filter(organization=organization)
    if (own if group == "teachers" else own.filter(name__in=names)).exists():
        return
    rows = [Competence(organization=organization, name=name) for name in names]
    Competence.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        record("competences.filled", organization, by=by, group=group, count=len(rows))


@transaction.atomic
def merge_competences(kept, merged, *, by):
    """Two names of one thing become one: who had either has `kept`; the other name goes from the list."""
    rows = Competence.objects.select_for_update(of=("self",)).filter(organization=by.organization)
    found = rows.in_bulk([kept.pk, merged.pk])
    if len(found) != 2:
        raise ValidationError("Выберите другую компетенцию: саму с собой не объединить.")
    moved = {
        "mentors": move_links(MentorEntry.competences.through, "mentorentry_id", kept, merged),
        "requests": move_links(Request.competences.through, "request_id", kept, merged),
    }
    record("competences.merged", found[kept.pk], by=by, merged=merged.pk, **moved)
    found[merged.pk].delete()
    return found[kept.pk]


def move_links(through, owner, kept, merged):
    """Rows of a many-to-many table from one competence to the other; who had both keeps one. How many moved."""
    links = through.objects.filter(competence=merged)
    both = through.objects.filter(competence=kept).values_list(owner, flat=True)
    links.filter(**{f"{owner}__in": list(both)}).delete()
    return links.update(competence=kept)


@transaction.atomic
def remove_competence(competence, *, by):
    """Take a competence from the list; one that somebody has or asks for stays, and it is said where."""
    competence = Competence.objects.select_for_update(of=("self",)).get(pk=competence.pk)
    if used := used_in(competence):
        raise ValidationError(
            f"«{competence.name}» убрать нельзя: {used}. Объедините её с другой компетенцией или переименуйте."
        )
    record("competence.removed", competence, by=by)
    competence.delete()


def used_in(competence):
    """Where a competence stands, in words with the first names; former members count too: it is their history."""
    mentors = list(MentorEntry.objects.filter(competences=competence).select_related("person"))
    mentees = list(
        MenteeEntry.objects.filter(requests__competences=competence).select_related("person").distinct()
    )
    return "; ".join(
        f"{words} {counted(len(rows), *forms)} ({names_of(rows)})"
        for words, rows, forms in (
            ("указана у", mentors, ("наставника", "наставников", "наставников")),
            ("о ней просят", mentees, ("наставляемый", "наставляемых", "наставляемых")),
        )
        if rows
    )


def names_of(rows, longest=5):
    names = [str(person) for person in dict.fromkeys(row.person for row in rows)]
    return ", ".join(names[:longest]) + (" и другие" if len(names) > longest else "")
