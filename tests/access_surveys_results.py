"""Routes of questionnaires × roles: results."""

from tests.access_rules import CURATOR, PSYCHOLOGIST, STAFF, page

READERS = CURATOR | PSYCHOLOGIST
RESULTS_ROUTES = {
    "surveys:results": page(STAFF, "campaign", door=STAFF),
    "surveys:results_pdf": page(
        STAFF, "campaign", ok=302, door=STAFF
    ),  # nobody has answered: nothing to print
    "surveys:response": page(READERS, "response", door=READERS),
}
