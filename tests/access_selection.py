"""Routes of selection × roles. `SELECTION_SEEN`: kinds of rows of the stage that not every role sees."""

from tests.access_rules import STAFF, page

SELECTION_ROUTES = {
    "selection:list": page(STAFF),
}
SELECTION_SEEN = {}
