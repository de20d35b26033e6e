"""What the banks wait for: mentees without a mentor while mentors have room."""

from django.urls import reverse

from common.russian import counted
from desk import todo
from organizations.models import Role
from pairs.queries import open_rows
from people.bank_stays import mentee_entries, mentor_entries
from people.bank_todo import taking_part


@todo.source
def mentees_to_be_matched(me):
    """For the curator, from what other sources have read already."""
    if me.role != Role.CURATOR or me.organization.is_above:
        return []
    waiting, places = waiting_and_places(me.organization)
    if not waiting or not places:
        return []
    who = counted(len(waiting), "наставляемый ждёт", "наставляемых ждут", "наставляемых ждут")
    free = counted(places, "место свободно", "места свободны", "мест свободно")
    names = [str(person) for person in waiting]
    title = f"{who} наставника, {free}"
    return [todo.Task(title, reverse("selection:list"), None, "", names, "Подобрать наставников")]


def waiting_and_places(organization):
    """(people of the bank of mentees without a pair, free places of the mentors)."""
    rows = open_rows(organization)
    paired = {person.pk for row in rows for person in row.mentees}
    taken = [row.pair.mentor_id for row in rows for _ in row.mentees]
    mentees = taking_part(mentee_entries(organization))
    waiting = [entry.person for entry in mentees if entry.person_id not in paired]
    mentors = taking_part(mentor_entries(organization))
    return waiting, sum(max(entry.capacity - taken.count(entry.person_id), 0) for entry in mentors)
