"""Routes of selection × roles. `SELECTION_SEEN`: kinds of rows of the stage that not every role sees."""

from tests.access_choosing import CHOOSING_ROUTES, CHOOSING_SEEN
from tests.access_rules import CURATOR, STAFF, deed, form, page

SELECTION_ROUTES = {
    **CHOOSING_ROUTES,
    "selection:list": page(STAFF),
    "selection:add": form(CURATOR),
    "selection:weights": form(CURATOR),
    "selection:detail": page(STAFF, "run", door=STAFF),
    "selection:check": page(STAFF, "run", door=STAFF),
    "selection:variants": page(STAFF, "run", door=STAFF),
    "selection:variant": form(CURATOR, "run", door=STAFF),
    "selection:again": deed(CURATOR, "run", door=STAFF),
    "selection:apply": form(CURATOR, "run", door=STAFF),
    # A deed without the stamp of a page is one of a page that is out of date.
    "selection:undo": deed(CURATOR, "run", posted=409, door=STAFF),
    "selection:drop": deed(CURATOR, "run", posted=409, door=STAFF),
    "selection:lock": deed(CURATOR, "proposal", posted=409, door=STAFF),
    "selection:unlock": deed(CURATOR, "proposal", posted=409, door=STAFF),
    "selection:refuse": form(CURATOR, "proposal", door=STAFF),
    "selection:replace": form(CURATOR, "proposal", door=STAFF),
    "selection:swap": form(CURATOR, "proposal", door=STAFF),
    "selection:effect": page(CURATOR, "proposal", door=STAFF),
}
SELECTION_SEEN = {**CHOOSING_SEEN}
