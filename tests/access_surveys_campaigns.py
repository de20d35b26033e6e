"""Routes of questionnaires × roles: campaigns."""

from tests.access_rules import CURATOR, STAFF, deed, form, page

CAMPAIGNS_ROUTES = {
    "surveys:campaigns": page(STAFF),
    "surveys:campaign": page(STAFF, "campaign"),
    "surveys:campaign_add": form(CURATOR),
    "surveys:campaign_edit": form(CURATOR, "draft_campaign"),
    "surveys:campaign_open": deed(CURATOR, "draft_campaign"),
    "surveys:campaign_close": deed(CURATOR, "campaign"),
    "surveys:campaign_reopen": form(CURATOR, "campaign"),
    "surveys:campaign_remove": deed(CURATOR, "draft_campaign"),
    "surveys:campaign_invite": form(CURATOR, "campaign"),
    "surveys:campaign_letters": deed(CURATOR, "campaign"),
    "surveys:campaign_slips": deed(CURATOR, "campaign"),  # nobody is ticked
    "surveys:campaign_common": deed(CURATOR, "campaign"),
    "surveys:campaign_poster": page(CURATOR, "campaign"),
    "surveys:invitation_withdraw": deed(CURATOR, "invitation"),
    "surveys:invitation_renew": deed(CURATOR, "invitation"),
}
