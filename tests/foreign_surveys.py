"""The doors of campaigns for tests/test_foreign_rows.py, as in tests/foreign_pairs.py."""

import datetime as dt


def asking(mine, person):
    """A campaign in preparation that asks one person."""
    until = mine["organization"].today + dt.timedelta(days=9)
    return {"title": "Опрос", "closes_on": until, "people": [person.pk], "is_anonymous": ""}


SURVEY_DOORS = {
    "CampaignForm.people": (
        "surveys:campaign_edit",
        "draft_campaign",
        lambda mine, r: asking(mine, r["person"]),
    ),
    "InviteForm.people": (
        "surveys:campaign_invite",
        "campaign",
        lambda mine, r: {"people": [r["person"].pk]},
    ),
}
# Read by hand: words, keys and numbers, and rows of the campaign in the address (surveys/tests).
SURVEY_NAMES = {
    *(
        "revision",
        "door",
        "nonce",
        "side",
        "section",
        "question",
        "looked",
        "answer",
        "line",
        "on",
        "invitation",
    ),
    *("by", "measure", "who", "part", "unsigned", "purpose", "letters", "ready", "questionnaire", "campaign"),
}
