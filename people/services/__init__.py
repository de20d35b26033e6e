"""The deeds of the room, one module a noun."""

from people.services.banks import (
    add_mentees,
    add_mentors,
    change_mentee,
    change_mentor,
    fill_competences,
    leave_bank,
)
from people.services.consents import attach_scan, print_consents, sign_consent, sign_consents
from people.services.imports import commit_roster, preview_roster
from people.services.persons import add_person, change_name_forms, give_access, mark_left

__all__ = [
    "add_mentees",
    "add_mentors",
    "add_person",
    "attach_scan",
    "change_mentee",
    "change_mentor",
    "change_name_forms",
    "commit_roster",
    "fill_competences",
    "give_access",
    "leave_bank",
    "mark_left",
    "preview_roster",
    "print_consents",
    "sign_consent",
    "sign_consents",
]
