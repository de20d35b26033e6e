"""The rows of the room, one module a noun."""

from surveys.models.answers import Box, Response, Turnout
from surveys.models.campaigns import Campaign, Invitation
from surveys.models.questionnaires import Purpose, Questionnaire, Side
from surveys.models.swot import SwotNote

__all__ = [
    "Box", "Campaign", "Invitation", "Purpose", "Questionnaire", "Response", "Side", "SwotNote", "Turnout",
]  # fmt: skip
