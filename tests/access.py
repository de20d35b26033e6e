"""Who may open which page: every route of the house stands in one of these tables (TEN-1).

A line says whom the page answers inside the own institution. Everything else follows from it: nobody signed in ->
the login page; signed in without a membership -> 403; a row that is not to be seen -> 404; seen, but the role may
not -> 403; the wrong method -> 405.
"""

from tests.access_meetings import MEETING_ROUTES, MEETING_SEEN
from tests.access_pairs import PAIR_ROUTES, PAIR_SEEN
from tests.access_papers import PAPER_ROUTES
from tests.access_programmes import PROGRAMME_ROUTES, PROGRAMME_SEEN
from tests.access_rules import (
    ABOVE,
    ADMINISTRATOR,
    BODY_OF,
    CURATOR,
    HEAD,
    KEEPERS,
    MANAGERS,
    MEMBERS,
    NOBODY_HERE,
    NOT_SIGNED_IN,
    PARTICIPANT,
    STAFF,
    deed,
    form,
    page,
)
from tests.access_selection import SELECTION_ROUTES, SELECTION_SEEN
from tests.access_support import SUPPORT_FROM_ABOVE, SUPPORT_ROUTES, SUPPORT_SEEN, across_the_border
from tests.access_surveys import SURVEY_PERSONAL, SURVEY_PUBLIC, SURVEY_ROUTES, SURVEY_SEEN

ROUTES = {
    "desk:home": page(MEMBERS, redirected=HEAD | ADMINISTRATOR),
    "desk:letters": page(CURATOR | ADMINISTRATOR),
    "desk:components": page(MEMBERS),
    "organizations:mine": page(MEMBERS, ok=302),
    "organizations:detail": page(MEMBERS, "organization"),
    "organizations:edit": form(MANAGERS, "organization"),
    "organizations:account": page(MEMBERS),
    "organizations:reminders": deed(MEMBERS),
    "organizations:switch": deed(MEMBERS, "role"),
    "organizations:members": page(MANAGERS),
    "organizations:member_add": form(MANAGERS),
    "organizations:member_invite": deed(MANAGERS, "member", posted=200),
    "organizations:member_close": deed(MANAGERS, "member"),
    "organizations:member_reopen": deed(MANAGERS, "member"),
    "organizations:slips": deed(MANAGERS),
    "audit:list": page(MANAGERS),
    "jobs:detail": page(MEMBERS, "job"),
    "jobs:result": page(MEMBERS, "job"),
    "jobs:retry": deed(MEMBERS, "job"),
    "roadmap:list": page(STAFF | ABOVE),
    "roadmap:add": form(KEEPERS),
    "roadmap:read": form(KEEPERS),
    "roadmap:reading": form(KEEPERS, "reading", door=KEEPERS),
    "roadmap:reading_again": deed(KEEPERS, "reading", door=KEEPERS),
    "roadmap:reading_create": form(KEEPERS, "reading", door=KEEPERS),
    "roadmap:reading_delete": deed(KEEPERS, "reading", door=KEEPERS),
    "roadmap:detail": page(STAFF | ABOVE, "roadmap", door=STAFF | ABOVE),
    "roadmap:edit": form(KEEPERS, "roadmap", door=STAFF | ABOVE),
    "roadmap:approve": form(KEEPERS, "roadmap", door=STAFF | ABOVE),
    "roadmap:unapprove": deed(KEEPERS, "roadmap", door=STAFF | ABOVE),
    "roadmap:print": page(STAFF | ABOVE, "roadmap", door=STAFF | ABOVE),
    "roadmap:docx": page(STAFF | ABOVE, "roadmap", door=STAFF | ABOVE),
    "roadmap:columns": form(KEEPERS, "roadmap", door=STAFF | ABOVE),
    "roadmap:timeline": page(STAFF | ABOVE, "roadmap", door=STAFF | ABOVE),
    "roadmap:timeline_print": page(STAFF | ABOVE, "roadmap", door=STAFF | ABOVE),
    "roadmap:calendar": page(MEMBERS),
    "roadmap:calendar_add": deed(MEMBERS, posted=200),
    "roadmap:calendar_revoke": deed(MEMBERS, "feed"),
    "roadmap:activity_add": form(KEEPERS, "roadmap", door=STAFF | ABOVE),
    "roadmap:activity": page(STAFF | ABOVE, "activity", door=STAFF | ABOVE),
    "roadmap:activity_edit": form(KEEPERS, "activity", door=STAFF | ABOVE),
    "roadmap:activity_remove": deed(KEEPERS, "activity", door=STAFF | ABOVE),
    "roadmap:activity_move": deed(KEEPERS, "activity", door=STAFF | ABOVE),
    "roadmap:activity_split": form(KEEPERS, "activity", door=STAFF | ABOVE),
    "roadmap:arrange": form(KEEPERS, "roadmap", door=STAFF | ABOVE),
    "roadmap:terms": form(KEEPERS, "roadmap", door=STAFF | ABOVE),
    "roadmap:renumber": form(KEEPERS, "roadmap", door=STAFF | ABOVE),
    "roadmap:restore": deed(KEEPERS, "roadmap", door=STAFF | ABOVE),
    "roadmap:stage_add": form(KEEPERS, "roadmap", door=STAFF | ABOVE),
    "roadmap:stage_edit": form(KEEPERS, "roadmap", door=STAFF | ABOVE),
    "roadmap:stage_move": deed(KEEPERS, "roadmap", door=STAFF | ABOVE),
    "roadmap:stage_remove": form(KEEPERS, "roadmap", door=STAFF | ABOVE),
    "roadmap:changes": page(STAFF | ABOVE, "roadmap", door=STAFF | ABOVE),
    "roadmap:version_add": form(KEEPERS, "roadmap", door=STAFF | ABOVE),
    "roadmap:version_remove": form(KEEPERS, "roadmap", door=STAFF | ABOVE),
    "roadmap:copy": form(KEEPERS),
    "roadmap:activity_close": form(KEEPERS, "activity", door=STAFF | ABOVE),
    "roadmap:activity_reopen": deed(KEEPERS, "activity", door=STAFF | ABOVE),
    "roadmap:activity_people": form(KEEPERS, "activity", door=STAFF | ABOVE),
    "roadmap:evidence_add": form(KEEPERS, "activity", door=STAFF | ABOVE),
    "roadmap:evidence_file": page(STAFF | ABOVE, "evidence", door=STAFF | ABOVE),
    "roadmap:evidence_remove": deed(KEEPERS, "evidence", door=STAFF | ABOVE),
    "roadmap:note_add": form(KEEPERS, "activity"),
    "roadmap:note_remove": deed(KEEPERS, "note"),
    "roadmap:due": page(STAFF | ABOVE, "roadmap", door=STAFF | ABOVE),
    "roadmap:responsible": page(STAFF | ABOVE, "roadmap", door=STAFF | ABOVE),
    "roadmap:mine": page(MEMBERS, redirected=STAFF | ABOVE),
    "people:list": page(STAFF),
    "people:add": form(CURATOR),
    "people:detail": page(STAFF | PARTICIPANT, "person"),
    "people:edit": form(CURATOR, "person"),
    "people:forms": form(CURATOR, "person"),
    "people:leave": form(CURATOR, "person"),
    "people:access": form(CURATOR, "person"),
    "people:options": page(CURATOR),
    "people:history": page(STAFF | PARTICIPANT, "person"),
    "people:change_add": form(CURATOR, "person"),
    "people:change_undo": deed(CURATOR, "change"),
    "people:return": form(CURATOR, "person"),
    "people:absence_add": form(CURATOR, "person"),
    "people:absence_edit": form(CURATOR, "absence"),
    "people:absence_end": form(CURATOR, "absence"),
    "people:absence_remove": deed(CURATOR, "absence"),
    "people:representative_add": form(CURATOR, "person"),
    "people:representative_end": form(CURATOR, "representation"),
    "people:merge": form(CURATOR, "person"),
    "people:merge_undo": deed(CURATOR, "merge"),
    "people:privacy": page(MEMBERS, redirected=PARTICIPANT),
    "people:privacy_of": page(MANAGERS | PARTICIPANT, "person"),
    "people:extract": deed(CURATOR | PARTICIPANT, "person", posted=200),
    "people:export": deed(STAFF),
    "people:import_add": form(CURATOR),
    "people:import_detail": page(CURATOR, "roster", door=CURATOR),
    "people:import_sample": page(CURATOR),
    "people:import_choose": deed(CURATOR, "roster"),
    "people:import_commit": deed(CURATOR, "roster"),
    "people:import_bad": page(CURATOR, "roster", door=CURATOR),
    "people:mentees": page(STAFF),
    "people:mentees_add": form(CURATOR, posted=302),
    "people:mentee_edit": form(CURATOR, "mentee_entry"),
    "people:mentee_leave": form(CURATOR, "mentee_entry"),
    "people:request_add": form(CURATOR, "mentee_entry"),
    "people:mentees_leave": deed(CURATOR),
    "people:mentees_pause": deed(CURATOR),
    "people:mentees_resume": deed(CURATOR),
    "people:mentees_forms": deed(CURATOR),
    "people:mentors": page(STAFF),
    "people:mentors_add": form(CURATOR, posted=302),
    "people:mentor_edit": form(CURATOR, "mentor_entry"),
    "people:mentor_leave": form(CURATOR, "mentor_entry"),
    "people:mentors_leave": deed(CURATOR),
    "people:mentors_pause": deed(CURATOR),
    "people:mentors_resume": deed(CURATOR),
    "people:mentors_forms": deed(CURATOR),
    "people:mentors_strength": deed(CURATOR),
    "people:analysis": page(STAFF),
    "people:view_save": deed(STAFF),
    "people:view_delete": deed(CURATOR, "saved_view", door=STAFF),
    "people:competences": page(STAFF),
    "people:competence_add": form(CURATOR),
    "people:competence_fill": deed(CURATOR),
    "people:competence_edit": form(CURATOR, "competence"),
    "people:competence_merge": form(CURATOR, "competence"),
    "people:competence_remove": deed(CURATOR, "competence"),
    "people:consents": page(STAFF),
    "people:consents_sign": deed(CURATOR),
    "people:consent": page(STAFF | PARTICIPANT, "consent"),
    "people:consent_sign": form(CURATOR, "consent"),
    "people:consent_attach": form(CURATOR, "consent"),
    "people:consent_scan": page(STAFF | PARTICIPANT, "consent"),
    "people:consent_spoil": deed(CURATOR, "consent"),
    "people:consents_release": form(CURATOR, posted=200),
    "people:consent_texts": page(STAFF),
    "people:consent_text_usual": page(STAFF),
    "people:consent_text_add": deed(CURATOR, door=CURATOR),
    "people:consent_text": page(STAFF, "consent_text", door=STAFF),
    "people:consent_text_edit": form(CURATOR, "consent_text", door=STAFF),
    "people:consent_text_preview": deed(CURATOR, "consent_text", posted=200, door=STAFF),
    "people:consent_text_publish": form(CURATOR, "consent_text", door=STAFF),
    "people:consent_text_delete": deed(CURATOR, "consent_text"),
    "people:consent_text_compare": page(STAFF, "consent_text", door=STAFF),
    "people:scan_add": form(CURATOR),
    "people:scan_batch": page(CURATOR, "scan_batch", door=CURATOR),
    "people:scan_record": deed(CURATOR, "scan_batch", door=CURATOR),
    "people:scan_finish": deed(CURATOR, "scan_batch", door=CURATOR),
    "people:scan_sheet": form(CURATOR, "scan_batch", door=CURATOR),
    "people:scan_answers": form(CURATOR, "scan_batch", door=CURATOR),
    "people:scan_skip": deed(CURATOR, "scan_batch", door=CURATOR),
    "people:scan_file": page(CURATOR, "scan_batch", door=CURATOR),
    "people:withdrawals": page(STAFF),
    "people:withdrawal": page(STAFF, "withdrawal", door=STAFF),
    "people:withdrawal_receipt": page(STAFF | PARTICIPANT, "withdrawal"),
    "people:withdrawal_letter": page(STAFF | PARTICIPANT, "withdrawal"),
    "people:withdrawal_answer": deed(CURATOR | HEAD, "withdrawal"),
    "people:withdrawal_keep": form(CURATOR | HEAD, "withdrawal"),
    "people:person_withdraw": form(CURATOR, "person"),
    "people:person_destroy": form(CURATOR, "person"),
    "people:destructions": page(MANAGERS),
    "people:destruction": page(MANAGERS, "destruction", door=MANAGERS),
    "people:destruction_cancel": deed(MANAGERS, "destruction", door=MANAGERS),
    "documents:destruction_confirm": form(HEAD | ADMINISTRATOR, "destruction", door=HEAD | ADMINISTRATOR),
    "documents:destruction_code": deed(HEAD | ADMINISTRATOR, "destruction", door=HEAD | ADMINISTRATOR),
    "people:links": page(CURATOR),
    "people:links_send": form(CURATOR, posted=200),
    "people:link_revoke": deed(CURATOR, "consent_link", door=CURATOR),
    **PAIR_ROUTES,
    **SELECTION_ROUTES,
    **PROGRAMME_ROUTES,
    **MEETING_ROUTES,
    **SUPPORT_ROUTES,
    **SURVEY_ROUTES,
    "people:consents_print": form(CURATOR, posted=302),
    "people:consent_pdf": page(CURATOR, "consent", door=CURATOR),
    **PAPER_ROUTES,
}

# Who of an institution sees its rows of a kind; a kind that is not named is seen by everybody there.
SEEN = {
    "role": PARTICIPANT
    | ABOVE,  # one acts only in the own roles; the row in place "mine" is the participant's
    "feed": PARTICIPANT | ABOVE,  # one's own only
    "job": CURATOR | ADMINISTRATOR | PARTICIPANT | ABOVE,  # the participant and the bodies asked for theirs
    "roadmap": STAFF | ABOVE,
    "activity": STAFF | ABOVE,
    "reading": KEEPERS,
    "evidence": STAFF | ABOVE,
    "note": KEEPERS,  # its writer only
    "saved_view": CURATOR,  # whoever saved it
    "person": STAFF | PARTICIPANT,
    "change": STAFF | PARTICIPANT,
    "absence": STAFF | PARTICIPANT,
    "representation": STAFF,  # of learners and their parents; the participant here is a teacher
    "mentee_entry": STAFF | PARTICIPANT,
    "mentor_entry": STAFF,
    "consent": STAFF | PARTICIPANT,
    "withdrawal": STAFF | PARTICIPANT,
    "destruction": MANAGERS,
    "pair": STAFF | PARTICIPANT,
    "paper": STAFF | PARTICIPANT,
    "file": STAFF | PARTICIPANT,
    "draft": STAFF,
    "drawn": STAFF,
    "queued": STAFF,
    "acquaintance": PARTICIPANT,
    **PAIR_SEEN,
    **SELECTION_SEEN,
    **PROGRAMME_SEEN,
    **MEETING_SEEN,
    **SUPPORT_SEEN,
    **SURVEY_SEEN,
}
PERSONAL = {
    "role",
    "feed",
    "job",
    "person",
    "change",
    "absence",
    "mentee_entry",
    "consent",
    "withdrawal",
    "pair",
    "paper",
    "file",
    "acquaintance",
    "met",
    "fit",
    *("meeting", "meeting_series"),
    *("choice", "wish"),
    *("programme", "programme_row", "running_row", "remark"),
    *("pair_change", "substitution", "pair_member", "pair_note"),
    *SURVEY_PERSONAL,
}
# Of the institutions below, read only.
SEEN_FROM_ABOVE = {"organization", "roadmap", "activity", *SUPPORT_FROM_ABOVE}

# Open to everybody, signed in or not: GET, POST. "welcome" without its cookie; "first_run" after the first run.
PUBLIC = {
    "accounts:invitation": (302, 405),
    "accounts:welcome": (404, 404),
    "organizations:first_run": (404, 404),
    "verify_form": (200, 405),
    "verify": (200, 422),
    "know_link": (302, 405),
    "know_paper": (404, 404),
    "know_file": (404, 405),
    "know_close": (405, 200),
    "met_link": (302, 405),
    "met_home": (404, 405),
    "met_said": (405, 404),
    "met_fit": (405, 404),
    "met_close": (405, 200),
    **SURVEY_PUBLIC,
    "calendar_feed": (200, 405),
    "personal:link": (302, 405),
    "personal:open": (404, 404),
    "personal:close": (405, 200),
}

# Own consents, by the cookie of a personal link (people/tests/test_personal*.py) or signed in with a card. GET, POST
# of a participant on the own rows; who has neither link nor card, or asks for another's row, reads how to get a link.
SIGNER = {
    "personal:home": (200, 405),
    "personal:consent": (200, 422),
    "personal:sign": (302, 422),
    "personal:decline": (200, 302),
    "personal:withdraw": (200, 302),
    "personal:file": (200, 405),
    "personal:receipt": (200, 405),
    "personal:receipt_file": (200, 405),
}

# Sign-in and the second factor, one's own and nobody else's: GET, POST of somebody not signed in, then of a user.
TO_LOGIN = (302, 302)
ACCOUNT = {
    "account_login": (200, 200, 302, 302),
    "account_logout": (302, 302, 200, 302),
    "account_inactive": (200, 405, 200, 405),
    "account_request_login_code": (200, 200, 302, 302),
    "account_confirm_login_code": (302, 302, 302, 302),
    "account_reset_password": (200, 200, 200, 200),
    "account_reset_password_done": (200, 405, 200, 405),
    "account_reset_password_from_key": (200, 200, 200, 200),
    "account_reset_password_from_key_done": (200, 405, 200, 405),
    "account_reauthenticate": (*TO_LOGIN, 200, 200),
    "account_change_password": (*TO_LOGIN, 200, 200),
    "account_set_password": (*TO_LOGIN, 302, 302),  # who has one changes it
    "accounts:sign_out_everywhere": (*TO_LOGIN, 405, 302),
    "mfa_authenticate": TO_LOGIN * 2,  # only half-way through sign-in
    "mfa_index": (*TO_LOGIN, 200, 405),
    "mfa_reauthenticate": TO_LOGIN * 2,  # who has no phone bound proves it by the password
    "mfa_activate_totp": TO_LOGIN * 2,  # the password is asked again first
    "mfa_deactivate_totp": (*TO_LOGIN, 404, 404),  # nothing is bound yet
    "mfa_view_recovery_codes": (*TO_LOGIN, 404, 405),
    "mfa_generate_recovery_codes": TO_LOGIN * 2,  # the password is asked again first
}
TABLE = ROUTES | PUBLIC | SIGNER | ACCOUNT


def expected(name, actor, method, place):
    """The status that the tables promise."""
    if name in PUBLIC:
        return PUBLIC[name][method == "post"]
    if name in SIGNER:
        answer = SIGNER[name][method == "post"]
        return answer if answer == 405 or (actor in PARTICIPANT and place == "mine") else 404
    if name in ACCOUNT:
        return ACCOUNT[name][(actor not in NOT_SIGNED_IN) * 2 + (method == "post")]
    if actor in NOT_SIGNED_IN:
        return 302
    if actor in NOBODY_HERE:
        return 403
    return across_the_border(name, actor, method, place) or for_member(ROUTES[name], actor, method, place)


def for_member(route, actor, method, place):
    ok = getattr(route, method)
    if ok is None:
        return 405
    if actor not in route.door:
        return 403
    if route.of and not sees(actor, route.of, place):
        return 404
    if actor not in route.who or (route.of and is_below(actor, place) and not is_read(route)):
        return 403
    return 302 if method == "get" and actor in route.redirected else ok


def is_read(route):
    """Bodies above read the pages of the institutions below, they open no form there."""
    return route.post is None


def is_below(actor, place):
    return actor in ABOVE and place != BODY_OF[actor]


def sees(actor, kind, place):
    if actor in ABOVE:
        own, below = place == BODY_OF[actor], place not in {"far", "department"}
        return (own and actor in SEEN.get(kind, MEMBERS)) or (below and kind in SEEN_FROM_ABOVE)
    if place == "colleague" and actor in PARTICIPANT:
        return kind not in PERSONAL and actor in SEEN.get(kind, MEMBERS)
    return place in {"mine", "colleague"} and actor in SEEN.get(kind, MEMBERS)


def is_refused(name, actor, method, place):
    """Whether nothing may change: GET, and every POST that does not come through to a deed."""
    stays_out = name in ROUTES and actor in NOT_SIGNED_IN | NOBODY_HERE
    return method == "get" or stays_out or expected(name, actor, method, place) in {403, 404, 405, 422}
