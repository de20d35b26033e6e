"""Routes of "Встретились?" and "Подходите друг другу?" × roles; `tests.access_meetings` takes them in."""

from tests.access_rules import CURATOR, PARTICIPANT, PSYCHOLOGIST, STAFF, deed, form, page

ANSWER_ROUTES = {
    "meetings:met": form(PARTICIPANT, "met"),
    "meetings:met_topic": deed(PARTICIPANT, "met", posted=422),
    "meetings:met_decide": deed(CURATOR, "met"),
    "meetings:answers": page(CURATOR),
    "meetings:fit": form(PARTICIPANT, "pair"),
    "meetings:link_slip": deed(CURATOR, "pair"),
    "meetings:fits": page(CURATOR | PSYCHOLOGIST),
    "meetings:fit_settle": deed(CURATOR | PSYCHOLOGIST, "fit"),
}
ANSWER_SEEN = {
    "met": STAFF | PARTICIPANT,
    "fit": CURATOR | PSYCHOLOGIST | PARTICIPANT,  # of the participants only who said it
}
