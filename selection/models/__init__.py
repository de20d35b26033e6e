"""The rows of the room, one module a noun."""

from selection.models.choosing import ChoiceMeeting, ChoiceSeat, Wish
from selection.models.runs import HandChange, MatchRun, Proposal, Weights

__all__ = ["ChoiceMeeting", "ChoiceSeat", "HandChange", "MatchRun", "Proposal", "Weights", "Wish"]
