"""Routes of questionnaires × roles: ready-made ones."""

from tests.access_rules import CURATOR, STAFF, deed, form, page

READY_ROUTES = {
    "surveys:questionnaire_read": form(CURATOR),
    "surveys:questionnaire_reading": page(
        CURATOR, "questionnaire", ok=302
    ),  # of the stage: none was read from a file
    "surveys:doubt_strike": deed(CURATOR, "questionnaire"),
    "surveys:doubts_strike": deed(CURATOR, "questionnaire"),
    "surveys:ready": page(STAFF),
    "surveys:ready_one": page(STAFF),
    "surveys:ready_take": deed(CURATOR),
    "surveys:ready_take_set": deed(CURATOR),
}
