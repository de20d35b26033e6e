"""What of a person the questionnaires keep (people/destruction.py). Unsigned answers are nobody's: they stay."""

from jobs.removal import remove_files
from people.destruction import cards_of, step
from surveys.models import Invitation, Response, SwotNote, Turnout
from surveys.services.files import stored_names


@step("Приглашения к опросам и именные ответы")
def erase_answers(person, strings):
    """Files of the answers go with them (services/files.py); figures of a campaign then count one answer less."""
    rows = Invitation.objects.filter(person__in=cards_of(person))
    gone = set(rows.values_list("pk", flat=True))
    for turnout in Turnout.objects.filter(campaign__invitations__in=gone).distinct():
        turnout.answered = [pk for pk in turnout.answered if pk not in gone]
        turnout.save(update_fields=["answered"])
    for pk, campaign in Response.objects.filter(invitation__in=gone).values_list("pk", "campaign"):
        SwotNote.objects.filter(campaign=campaign, answer=f"r{pk:08}").delete()  # quotes: results/reading.py
    remove_files(stored_names(rows), organization=person.organization)
    rows.delete()
    return len(gone)
