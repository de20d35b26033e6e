"""Routes of support × roles. `SUPPORT_SEEN`: kinds of rows of the stage that not every role sees."""

from tests.access_rules import STAFF, page

SUPPORT_ROUTES = {
    "support:list": page(STAFF),
}
SUPPORT_SEEN = {}
