"""The deeds of the room."""

from meetings.services.journal import (
    StaleMeeting,
    edit_line,
    hold_meeting,
    meet_today,
    miss_meeting,
    restore_meeting,
    tell_meeting,
)
from meetings.services.planning import (
    add_meeting,
    cancel_meeting,
    change_series,
    move_meeting,
    plan_many,
    plan_of,
    plan_series,
    stop_series,
)
from meetings.services.vacations import add_vacation, add_year, edit_vacation, remove_vacation

__all__ = [
    "StaleMeeting",
    "add_meeting",
    "add_vacation",
    "add_year",
    "cancel_meeting",
    "change_series",
    "edit_line",
    "edit_vacation",
    "hold_meeting",
    "meet_today",
    "miss_meeting",
    "move_meeting",
    "plan_many",
    "plan_of",
    "plan_series",
    "remove_vacation",
    "restore_meeting",
    "stop_series",
    "tell_meeting",
]
