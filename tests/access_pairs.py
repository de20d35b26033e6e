"""Routes of pairs × roles. `PAIR_SEEN`: kinds of rows of the stage that not every role sees."""

from tests.access_rules import CURATOR, MEMBERS, PARTICIPANT, STAFF, deed, form, page

PAIR_ROUTES = {
    "pairs:list": page(STAFF),
    "pairs:mine": page(MEMBERS),
    "pairs:export": deed(STAFF, posted=200),
    "pairs:add": form(CURATOR),
    "pairs:detail": page(STAFF | PARTICIPANT, "pair"),
    "pairs:edit": form(CURATOR, "pair"),
    "pairs:confirm": deed(CURATOR, "pair"),
    "pairs:back": deed(CURATOR, "pair"),
    "pairs:dissolve": deed(CURATOR, "pair"),
    "pairs:pause": form(CURATOR, "pair"),
    "pairs:resume": deed(CURATOR, "pair"),
    "pairs:change_add": form(CURATOR, "pair"),
    "pairs:change": page(STAFF, "pair_change"),
    "pairs:change_drop": deed(CURATOR, "pair_change"),
    "pairs:substitution_add": form(CURATOR, "pair"),
    "pairs:substitution_end": form(CURATOR, "substitution"),
    "pairs:member_add": form(CURATOR, "pair"),
    "pairs:member_leave": form(CURATOR, "pair_member"),
    "pairs:pay": form(CURATOR, "pair", posted=302),
    "pairs:complete": form(CURATOR, "pair"),
    "pairs:completing": form(CURATOR),
    "pairs:history": page(STAFF | PARTICIPANT, "pair"),
    "pairs:note_add": deed(STAFF | PARTICIPANT, "pair", posted=422),
    "pairs:note_remove": deed(PARTICIPANT, "pair_note"),
}
PAIR_SEEN = {
    "pair_change": STAFF | PARTICIPANT,
    "substitution": STAFF | PARTICIPANT,
    "pair_member": STAFF | PARTICIPANT,
    "pair_note": STAFF | PARTICIPANT,  # written by the participant, who alone may remove it
}
