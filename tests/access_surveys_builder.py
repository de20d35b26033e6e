"""Routes of questionnaires × roles: own questionnaires and their editor."""

from tests.access_rules import CURATOR, STAFF, deed, form, page

DRAFT, FROZEN = "questionnaire", "frozen_questionnaire"
BUILDER_ROUTES = {
    "surveys:questionnaires": page(STAFF),
    "surveys:questionnaire_add": form(CURATOR),
    "surveys:questionnaire": page(STAFF, DRAFT),
    "surveys:questionnaire_head": form(CURATOR, DRAFT),
    "surveys:questionnaire_copy": deed(CURATOR, FROZEN),
    "surveys:questionnaire_version": deed(CURATOR, FROZEN),
    "surveys:questionnaire_archive": deed(CURATOR, DRAFT),
    "surveys:questionnaire_restore": deed(CURATOR, FROZEN),
    "surveys:questionnaire_remove": form(CURATOR, DRAFT, posted=302),
    "surveys:bands": form(CURATOR, DRAFT),
    "surveys:removed_restore": deed(CURATOR, DRAFT),
    "surveys:doubt_settle": deed(CURATOR, DRAFT),
    "surveys:preview": page(STAFF, FROZEN),
    "surveys:preview_sheet": page(STAFF, FROZEN),
    "surveys:question_add": form(CURATOR, DRAFT),
    "surveys:questions_paste": form(CURATOR, DRAFT),
    "surveys:question_edit": form(CURATOR, DRAFT),
    "surveys:question_items": form(CURATOR, DRAFT),
    "surveys:question_move": deed(CURATOR, DRAFT),
    "surveys:question_copy": deed(CURATOR, DRAFT),
    "surveys:question_remove": deed(CURATOR, DRAFT),
    "surveys:section_add": form(CURATOR, DRAFT),
    "surveys:section_edit": form(CURATOR, DRAFT),
    "surveys:section_move": deed(CURATOR, DRAFT),
    "surveys:section_remove": deed(CURATOR, DRAFT),
}
