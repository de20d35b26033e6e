"""Routes of pairs × roles. `PAIR_SEEN`: kinds of rows of the stage that not every role sees."""

from tests.access_rules import CURATOR, PARTICIPANT, STAFF, deed, form, page

PAIR_ROUTES = {
    "pairs:list": page(STAFF),
    "pairs:add": form(CURATOR),
    "pairs:detail": page(STAFF | PARTICIPANT, "pair"),
    "pairs:edit": form(CURATOR, "pair"),
    "pairs:confirm": deed(CURATOR, "pair"),
    "pairs:back": deed(CURATOR, "pair"),
    "pairs:dissolve": deed(CURATOR, "pair"),
    "pairs:pause": form(CURATOR, "pair"),
    "pairs:resume": deed(CURATOR, "pair"),
}
PAIR_SEEN = {}
