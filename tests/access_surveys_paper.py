"""Routes of questionnaires × roles: paper."""

from tests.access_rules import CURATOR, STAFF, form, page

PAPER_ROUTES = {
    "surveys:blank": page(STAFF, "frozen_questionnaire"),
    "surveys:blanks": form(CURATOR, "campaign", posted=200),
    "surveys:type_in": form(CURATOR, "campaign"),
    "surveys:handed_in": form(CURATOR, "anonymous_campaign"),
}
