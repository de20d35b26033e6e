"""The deeds of the room, one module a noun."""

from people.services.absences import end_absence, remove_absence, save_absence
from people.services.bank_deeds import add_strength, leave_banks, pause_entries, resume_entries, set_forms
from people.services.banks import (
    add_mentees,
    add_mentors,
    add_request,
    change_mentee,
    change_mentor,
    leave_bank,
)
from people.services.changes import record_change, undo_change
from people.services.competences import fill_competences, merge_competences, remove_competence
from people.services.consents import attach_scan, print_consents, sign_consent, sign_consents
from people.services.exporting import ask_for_export
from people.services.imports import choose_lines, commit_roster, preview_roster
from people.services.merging import merge_persons, undo_merge
from people.services.persons import (
    add_person,
    change_name_forms,
    correct_person,
    give_access,
    mark_left,
    undo_leaving,
)
from people.services.representatives import add_representative, end_representative
from people.services.saved_views import delete_view, save_view
from people.services.withdrawing import withdraw_consents

__all__ = [
    "add_mentees",
    "add_mentors",
    "add_person",
    "add_representative",
    "add_request",
    "add_strength",
    "ask_for_export",
    "attach_scan",
    "change_mentee",
    "change_mentor",
    "change_name_forms",
    "choose_lines",
    "commit_roster",
    "correct_person",
    "delete_view",
    "end_absence",
    "end_representative",
    "fill_competences",
    "give_access",
    "leave_bank",
    "leave_banks",
    "mark_left",
    "merge_competences",
    "merge_persons",
    "pause_entries",
    "preview_roster",
    "print_consents",
    "record_change",
    "remove_absence",
    "remove_competence",
    "resume_entries",
    "save_absence",
    "save_view",
    "set_forms",
    "sign_consent",
    "sign_consents",
    "undo_change",
    "undo_leaving",
    "undo_merge",
    "withdraw_consents",
]
