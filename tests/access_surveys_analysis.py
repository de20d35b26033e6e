"""Routes of questionnaires × roles: analysis."""

from tests.access_rules import CURATOR, STAFF, deed, form, page

ANALYSIS_ROUTES = {
    "surveys:dynamics": page(STAFF),
    "surveys:dynamics_pdf": page(STAFF),
    "surveys:compare": page(STAFF),
    "surveys:deficits": page(STAFF),
    "surveys:swot": page(STAFF),
    "surveys:swot_pdf": page(STAFF),
    "surveys:swot_sort": deed(CURATOR),
    "surveys:swot_add": deed(CURATOR),
    "surveys:swot_undo": deed(CURATOR),
    "surveys:swot_move": deed(CURATOR, "swot_note"),
    "surveys:swot_edit": deed(CURATOR, "swot_note"),
    "surveys:swot_remove": deed(CURATOR, "swot_note"),
    "surveys:export": form(STAFF, "campaign"),
}
