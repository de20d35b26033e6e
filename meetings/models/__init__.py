"""The rows of the room, one module a noun."""

from meetings.models.answers import Answer, Fit, MeetingLink
from meetings.models.meetings import Meeting, MeetingSeries
from meetings.models.vacations import Vacation

__all__ = ["Answer", "Fit", "Meeting", "MeetingLink", "MeetingSeries", "Vacation"]
