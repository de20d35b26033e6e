"""The answers of a campaign as results, export and SWOT read them: signed and unsigned ones alike.

An unsigned answer has no time, so two looks at an anonymous campaign, one before and one after an answer fell into its
boxes, would show that answer by their difference. Therefore nothing of it is shown while it takes answers (PDN-6).
"""

from dataclasses import dataclass, field

from surveys.models import Box, Campaign, Response

LEAST = 5  # fewer people are never shown


@dataclass(frozen=True)
class Respondent:
    """One filled-in questionnaire. `key` is stable and tells nothing of a person when the answer is unsigned."""

    key: str
    side: str
    form: str
    answers: dict = field(repr=False)
    is_young: bool | None = None  # None: not known, of an unsigned answer
    person_id: int | None = None
    is_late: bool = False


def still_waits(campaign):
    """Whether results may not be looked at yet: an anonymous campaign into whose boxes an answer may still fall."""
    is_over = campaign.status == Campaign.Status.CLOSED and not campaign.accepts_late
    return campaign.is_anonymous and not is_over


def shown_respondents(campaign) -> list[Respondent]:
    """What results, export without names, SWOT and dynamics may be counted of; [] where nothing may be shown."""
    if still_waits(campaign):
        return []
    found = respondents(campaign)
    return found if len(found) >= LEAST else []


def respondents(campaign) -> list[Respondent]:
    """All finished answers of a campaign in two queries, in the order of their keys (which is no order of time)."""
    found = [signed(row) for row in signed_rows(campaign)]
    for ballots in Box.objects.filter(campaign=campaign).values_list("ballots", flat=True):
        found += [unsigned(ballot) for ballot in ballots]
    return sorted(found, key=lambda one: one.key)


def signed_rows(campaign):
    return Response.objects.filter(campaign=campaign).done().values_list(
        "pk", "invitation__side", "invitation__form", "invitation__is_young", "invitation__person_id", "is_late",
        "answers",
    )  # fmt: skip


def signed(row):
    pk, side, form, is_young, person, is_late, answers = row
    return Respondent(f"r{pk:08}", side, form, answers, is_young, person, is_late)


def unsigned(ballot):
    return Respondent(ballot["key"], ballot.get("side", ""), ballot.get("form", ""), ballot["answers"])
