"""Routes of questionnaires × roles: answering by those who are signed in, each the own."""

from tests.access_rules import CURATOR, PARTICIPANT, PSYCHOLOGIST, deed, form, page

ANSWERS_ROUTES = {
    "surveys:answer": form(PARTICIPANT, "own_invitation"),
    "surveys:answer_save": deed(PARTICIPANT, "own_invitation", posted=200),
    "surveys:answer_file": page(CURATOR | PSYCHOLOGIST | PARTICIPANT, "filed_response"),
}
