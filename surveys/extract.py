"""What a person was asked and answered by name, for the extract (people/extract.py)."""

from people.extract import facts, part
from surveys.models import Invitation, Response


@part("Приглашения к опросам")
def invitations(person):
    rows = Invitation.objects.filter(person=person).select_related("campaign")
    return [facts(row, but=("person", "link_hash", "link_salt")) for row in rows]


@part("Ответы на анкеты")
def answers(person):
    rows = Response.objects.filter(invitation__person=person).select_related("campaign", "invitation__person")
    return [facts(row, but=("invitation", "typed_by", "taken_by")) for row in rows]
