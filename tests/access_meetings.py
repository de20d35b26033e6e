"""Routes of meetings × roles. `MEETING_SEEN`: kinds of rows of the stage that not every role sees."""

from tests.access_rules import STAFF, page

MEETING_ROUTES = {
    "meetings:list": page(STAFF),
}
MEETING_SEEN = {}
