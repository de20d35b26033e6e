"""The deeds of the room, one module a noun."""

from roadmap.services.approving import (
    approve_by_order,
    approve_roadmap,
    let_out_of_order,
    take_into_order,
    unapprove_roadmap,
)
from roadmap.services.arranging import (
    add_stage,
    edit_stage,
    move_activities,
    move_activity,
    move_stage,
    renumber_roadmap,
    step_activity,
    step_stage,
)
from roadmap.services.closing import close_activity, reopen_activity
from roadmap.services.copying import copy_roadmap
from roadmap.services.creating import create_roadmap
from roadmap.services.editing import add_activity, edit_activity, edit_roadmap
from roadmap.services.evidence import add_evidence, add_note, remove_evidence, remove_note
from roadmap.services.feeds import add_feed, revoke_feed
from roadmap.services.from_reading import create_from_reading
from roadmap.services.people import assign_activity
from roadmap.services.reading import delete_reading, edit_reading, read_again, read_roadmap
from roadmap.services.removing import remove_activity, remove_stage, restore_removed
from roadmap.services.splitting import becomes_lead, split_activity
from roadmap.services.terms import change_terms
from roadmap.services.versions import remove_version, start_version

__all__ = [
    "add_activity",
    "add_evidence",
    "add_feed",
    "add_note",
    "add_stage",
    "approve_by_order",
    "approve_roadmap",
    "assign_activity",
    "becomes_lead",
    "change_terms",
    "close_activity",
    "copy_roadmap",
    "create_from_reading",
    "create_roadmap",
    "delete_reading",
    "edit_activity",
    "edit_reading",
    "edit_roadmap",
    "edit_stage",
    "let_out_of_order",
    "move_activities",
    "move_activity",
    "move_stage",
    "read_again",
    "read_roadmap",
    "remove_activity",
    "remove_evidence",
    "remove_note",
    "remove_stage",
    "remove_version",
    "renumber_roadmap",
    "reopen_activity",
    "restore_removed",
    "revoke_feed",
    "split_activity",
    "start_version",
    "step_activity",
    "step_stage",
    "take_into_order",
    "unapprove_roadmap",
]
