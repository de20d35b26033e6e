"""Routes of support × roles. `SUPPORT_SEEN`: kinds of rows of the stage that not every role sees."""

from tests.access_rules import ABOVE, CURATOR, HEAD, PSYCHOLOGIST, deed, form, page

READERS = CURATOR | HEAD | PSYCHOLOGIST
HELPERS = CURATOR | PSYCHOLOGIST
SUPPORT_ROUTES = {
    "support:list": page(READERS),
    "support:open": deed(HELPERS, "person"),
    "support:detail": page(READERS, "support_case"),
    "support:take": deed(HELPERS, "support_case"),
    "support:hand_over": form(HELPERS, "support_case"),  # the psychologist leads it on the stage
    "support:plan": form(HELPERS, "support_case"),
    "support:close": form(HELPERS, "support_case"),
    "support:contact_add": form(HELPERS, "support_case"),
    "support:contact_remove": deed(PSYCHOLOGIST, "support_contact"),  # whoever wrote it
    "support:call_add": form(CURATOR, "support_case"),
    "support:calls": page(READERS | ABOVE),
    "support:call": page(READERS | ABOVE, "search_call"),
    "support:call_close": deed(CURATOR, "search_call"),
    "support:offer_add": form(set(), "search_call"),  # to a neighbour only: CROSSING
    "support:offer_accept": deed(CURATOR, "search_offer"),
    "support:offer_decline": deed(CURATOR, "search_offer"),
    "support:offer_withdraw": deed(CURATOR, "own_offer"),
    "support:offer_name": form(CURATOR, "own_offer"),
}
SUPPORT_SEEN = {
    "support_case": READERS,
    "support_contact": READERS,
    "search_call": READERS | ABOVE,
    "search_offer": READERS | ABOVE,
    "own_offer": CURATOR | ABOVE,
}
SUPPORT_FROM_ABOVE = {"search_call", "search_offer", "own_offer"}

# What crosses the border of an institution: (actor, place): GET, POST. A curator reads the call of the school next
# door and answers it, whoever stands above may close it; another district is 404 like everywhere.
CLOSED_FROM_ABOVE = {
    (actor, place): (405, 302) for actor in ABOVE for place in ("mine", "colleague", "sister")
}
CROSSING = {
    "support:call": {("curator", "sister"): (200, 405)},
    "support:call_close": {("curator", "sister"): (405, 403), **CLOSED_FROM_ABOVE},
    "support:offer_add": {("curator", "sister"): (200, 422)},
}
# Planted words of a neighbour that these pages show, and no others: the words of the call, the place.
TOLD_TO_NEIGHBOURS = {
    "support:calls": {"searchcall", "organization"},
    "support:call": {"searchcall", "organization"},
    "support:offer_add": {"searchcall"},
}


def across_the_border(name, actor, method, place):
    """The promised status where a row of another institution is met, or None."""
    answers = CROSSING.get(name, {}).get((actor, place))
    return answers and answers[method == "post"]
