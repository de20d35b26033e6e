"""How far the questionnaires of a school year are, for the roadmap: answered of asked, by their purpose."""

from django.urls import reverse

from common.facts import read_once
from roadmap.progress import Missing, Progress, counter
from surveys.models import Campaign, Invitation, Purpose, Response

NEW_YEAR = 8  # a school year begins in August


@read_once
def asked_rows(organization):
    """(campaign, person, is answered) of all campaigns that were begun, in two queries.

    Who was taken back is not waited for any more.
    """
    rows = Campaign.objects.filter(organization=organization).exclude(status=Campaign.Status.DRAFT)
    campaigns = {
        row.pk: row for row in rows.select_related("turnout", "questionnaire").defer("questionnaire__content")
    }
    if not campaigns:
        return []
    invited = Invitation.objects.standing().filter(campaign__in=campaigns)
    found = []
    for row in (
        invited.select_related("person", "response")
        .defer("response__answers")
        .order_by("person__search", "pk")
    ):
        found.append((campaigns[row.campaign_id], row.person, is_answered(row, campaigns[row.campaign_id])))
    return found


def is_answered(invitation, campaign):
    if campaign.is_anonymous:
        turnout = getattr(campaign, "turnout", None)
        return turnout is not None and invitation.pk in turnout.answered
    response = getattr(invitation, "response", None)
    return response is not None and response.status == Response.Status.DONE


def years_of(roadmap):
    """The school years a roadmap is about, by the year they begin in."""
    first, last = roadmap.starts_on, roadmap.ends_on
    return range(first.year - (first.month < NEW_YEAR), last.year - (last.month < NEW_YEAR) + 1)


def counted_by(roadmap, *purposes):
    """Answered of asked in the campaigns of the roadmap's years; without any the line leads to making one."""
    years = years_of(roadmap)
    rows = [
        (campaign, person, is_done)
        for campaign, person, is_done in asked_rows(roadmap.organization)
        if campaign.questionnaire.purpose in purposes and campaign.school_year in years
    ]
    if not rows:
        url = f"{reverse('surveys:campaign_add')}?purpose={purposes[0]}"
        return Progress(0, 0, [], url, "анкет получено")
    missing = [missing_of(campaign, person) for campaign, person, is_done in rows if not is_done]
    campaigns = {campaign.pk: campaign for campaign, _, _ in rows}
    one = next(iter(campaigns.values()))
    url = one.get_absolute_url() if len(campaigns) == 1 else reverse("surveys:campaigns")
    return Progress(len(rows) - len(missing), len(rows), missing, url, "анкет получено")


def missing_of(campaign, person):
    return Missing(f"{person}: нет ответа на анкету «{campaign.title}»", campaign.get_absolute_url())


@counter("survey_preliminary", "Предварительные запросы")
def preliminary(roadmap):
    return counted_by(roadmap, Purpose.REQUESTS)


@counter("survey_candidates", "Анкеты возможных наставников")
def candidates(roadmap):
    return counted_by(roadmap, Purpose.CANDIDATE)


@counter("survey_entry", "Входное анкетирование")
def entry(roadmap):
    return counted_by(roadmap, Purpose.ENTRY)


@counter("survey_interim", "Промежуточное анкетирование")
def interim(roadmap):
    return counted_by(roadmap, Purpose.INTERIM)


@counter("survey_final", "Итоговое анкетирование")
def final(roadmap):
    return counted_by(roadmap, Purpose.EXIT, Purpose.SATISFACTION)
