"""Routes of questionnaires × roles: flow."""

from tests.access_rules import CURATOR, deed, page

FLOW_ROUTES = {
    "surveys:taking": page(CURATOR),
    "surveys:taking_all": deed(CURATOR),
    "surveys:taking_one": deed(CURATOR, "response"),
    "surveys:taking_decline": deed(CURATOR, "response"),
    "surveys:taking_return": deed(CURATOR, "response"),
}
