"""Routes of programmes × roles. `PROGRAMME_SEEN`: kinds of rows of the stage that not every role sees."""

from tests.access_rules import STAFF, page

PROGRAMME_ROUTES = {
    "programmes:list": page(STAFF),
}
PROGRAMME_SEEN = {}
