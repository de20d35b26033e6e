"""The back office: questionnaires, campaigns and answers. Answers are read and corrected nowhere here."""

from mentorship.back_office.register import KEPT, Register
from surveys.models import Box, Campaign, Invitation, Questionnaire, Response, SwotNote, Turnout

SURVEY_REGISTERS = [
    Register(
        Questionnaire, ("title", "about", "how_counted"), shows=("title", "purpose", "version", "status"),
        filters=("purpose", "status"), hidden=("content", "doubts", "digest"),
    ),
    Register(
        Campaign, ("title",), shows=("title", "status", "opens_on", "closes_on"), filters=("status",),
        hidden=("common_hash", "common_salt", "audience"),
    ),
    Register(
        Invitation, shows=("campaign", "person"), search="person__search", hidden=("link_hash", "link_salt"),
        why="Приглашения ведут на странице опроса.",
    ),
    Register(Response, shows=("campaign", "status"), hidden=("answers", "invitation"), why=KEPT),
    Register(Turnout, shows=("campaign",), why=KEPT),
    Register(Box, shows=("campaign", "number"), hidden=("ballots",), why=KEPT),
    Register(SwotNote, shows=("cell", "school_year"), hidden=("text",), why="Строки правят на странице SWOT."),
]  # fmt: skip
