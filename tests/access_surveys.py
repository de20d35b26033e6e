"""Routes of the room of questionnaires × roles, a file a part; who sees its rows."""

from tests.access_rules import CURATOR, PARTICIPANT, PSYCHOLOGIST, STAFF
from tests.access_surveys_analysis import ANALYSIS_ROUTES
from tests.access_surveys_answers import ANSWERS_ROUTES
from tests.access_surveys_builder import BUILDER_ROUTES
from tests.access_surveys_campaigns import CAMPAIGNS_ROUTES
from tests.access_surveys_flow import FLOW_ROUTES
from tests.access_surveys_paper import PAPER_ROUTES
from tests.access_surveys_ready import READY_ROUTES
from tests.access_surveys_results import RESULTS_ROUTES

SURVEY_ROUTES = {
    **BUILDER_ROUTES,
    **READY_ROUTES,
    **CAMPAIGNS_ROUTES,
    **ANSWERS_ROUTES,
    **PAPER_ROUTES,
    **RESULTS_ROUTES,
    **ANALYSIS_ROUTES,
    **FLOW_ROUTES,
}
SURVEY_SEEN = {
    "questionnaire": STAFF,
    "frozen_questionnaire": STAFF,
    "campaign": STAFF,
    "draft_campaign": STAFF,
    "anonymous_campaign": STAFF,
    "invitation": STAFF | PARTICIPANT,
    "own_invitation": PARTICIPANT,  # one answers the own one only, whoever one is
    "filed_response": CURATOR | PSYCHOLOGIST | PARTICIPANT,
    "response": CURATOR | PSYCHOLOGIST | PARTICIPANT,
    "swot_note": STAFF,
}
SURVEY_PERSONAL = {"own_invitation", "filed_response", "invitation", "response"}
# Open to everybody: GET, POST. Without the cookie of a link they say how to get one.
SURVEY_PUBLIC = {
    "survey_link": (302, 405),
    "survey_home": (404, 404),
    "survey_save": (405, 404),
    "survey_close": (405, 200),
    "survey_common": (302, 405),
    "survey_common_home": (404, 404),
}
