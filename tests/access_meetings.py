"""Routes of meetings × roles. `MEETING_SEEN`: kinds of rows of the stage that not every role sees."""

from tests.access_answers import ANSWER_ROUTES, ANSWER_SEEN
from tests.access_rules import CURATOR, PARTICIPANT, STAFF, deed, form, page

KEEPERS = CURATOR | PARTICIPANT  # of the meetings of a pair: a participant of the own ones
MEETING_ROUTES = {
    **ANSWER_ROUTES,
    "meetings:list": page(STAFF),
    "meetings:plan_several": form(CURATOR),
    "meetings:hours": page(STAFF | PARTICIPANT),
    "meetings:of_pair": page(STAFF | PARTICIPANT, "pair"),
    "meetings:plan": form(KEEPERS, "pair"),
    "meetings:add": form(KEEPERS, "pair"),
    "meetings:tell": form(KEEPERS, "pair"),
    "meetings:met_today": deed(KEEPERS, "pair"),
    "meetings:series_edit": form(KEEPERS, "meeting_series"),
    "meetings:series_stop": deed(KEEPERS, "meeting_series"),
    "meetings:vacations": page(STAFF),
    "meetings:vacations_year": form(CURATOR),
    "meetings:vacation_add": form(CURATOR),
    "meetings:vacation_edit": form(CURATOR, "vacation"),
    "meetings:vacation_remove": deed(CURATOR, "vacation"),
    "meetings:detail": page(STAFF | PARTICIPANT, "meeting"),
    "meetings:hold": deed(KEEPERS, "meeting"),
    "meetings:miss": deed(KEEPERS, "meeting"),
    "meetings:edit": form(KEEPERS, "meeting"),
    "meetings:move": form(KEEPERS, "meeting"),
    "meetings:cancel": deed(KEEPERS, "meeting"),
    "meetings:restore": deed(KEEPERS, "meeting"),
}
MEETING_SEEN = {
    **ANSWER_SEEN,
    "meeting": STAFF | PARTICIPANT,
    "meeting_series": STAFF | PARTICIPANT,
}
