"""Routes of wishes and meetings of choice × roles."""

from tests.access_rules import CURATOR, PARTICIPANT, STAFF, deed, form, page

CHOOSING_ROUTES = {
    "selection:wishes": page(CURATOR),
    "selection:wish_add": form(CURATOR),
    "selection:wish_remove": deed(CURATOR, "wish"),
    "selection:my_wishes": page(PARTICIPANT),
    "selection:my_question": form(PARTICIPANT),
    "selection:my_sheet": page(PARTICIPANT, "choice", door=PARTICIPANT),
    "selection:my_sheet_question": form(PARTICIPANT, "choice", door=PARTICIPANT),
    "selection:choices": page(STAFF),
    "selection:choice_add": form(CURATOR),
    "selection:choice": page(STAFF, "choice"),
    "selection:choice_edit": form(CURATOR, "choice"),
    "selection:choice_delete": deed(CURATOR, "choice"),
    "selection:choice_close": deed(CURATOR, "choice"),
    "selection:choice_reopen": deed(CURATOR, "choice"),
    "selection:choice_sheets": form(CURATOR, "choice"),
    "selection:choice_sheets_print": deed(CURATOR, "choice"),
    "selection:choice_schedule_pdf": page(STAFF, "choice"),
}
CHOOSING_SEEN = {"choice": STAFF | PARTICIPANT, "wish": STAFF | PARTICIPANT}
