"""Routes of programmes × roles. `PROGRAMME_SEEN`: kinds of rows of the stage that not every role sees."""

from tests.access_rules import CURATOR, HEAD, PARTICIPANT, STAFF, deed, form, page

WRITERS = CURATOR | PARTICIPANT
READERS = STAFF | PARTICIPANT
REVIEWERS = CURATOR | HEAD

PROGRAMME_ROUTES = {
    "programmes:list": page(STAFF),
    "programmes:export": deed(STAFF, posted=200),
    "programmes:add": form(WRITERS),
    "programmes:templates": page(STAFF),
    "programmes:template_edit": form(CURATOR, "programme_template"),
    "programmes:template_delete": deed(CURATOR, "programme_template"),
    "programmes:detail": page(READERS, "programme"),
    "programmes:edit": form(WRITERS, "programme"),
    "programmes:submit": deed(WRITERS, "programme"),
    "programmes:return": form(REVIEWERS, "programme"),
    "programmes:remark_add": form(REVIEWERS, "programme"),
    "programmes:complete": deed(WRITERS, "programme"),
    "programmes:change": deed(WRITERS, "programme"),
    "programmes:drop": deed(CURATOR, "programme"),
    "programmes:versions": page(READERS, "programme"),
    "programmes:template_save": form(CURATOR, "programme"),
    "programmes:row_add": form(WRITERS, "programme"),
    "programmes:rows_pick": form(WRITERS, "programme"),
    "programmes:row_edit": form(WRITERS, "programme_row"),
    "programmes:row_report": form(WRITERS, "running_row"),
    "programmes:row_done": deed(WRITERS, "running_row"),
    "programmes:row_move": deed(WRITERS, "programme_row"),
    "programmes:row_remove": deed(WRITERS, "programme_row"),
    "programmes:row_remark": form(REVIEWERS, "programme_row"),
    "programmes:remark_settle": deed(WRITERS | HEAD, "remark"),
    "documents:programme_send": deed(CURATOR),
}
PROGRAMME_SEEN = {
    **dict.fromkeys(["programme", "programme_row", "running_row", "remark"], READERS),
    "programme_template": STAFF | PARTICIPANT,
}
