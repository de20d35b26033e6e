"""How far the support of those without a pair is, for the roadmap."""

from django.urls import reverse

from pairs.queries import open_rows
from people.progress import mentees
from roadmap.progress import Missing, Progress, counter
from support.queries import open_cases


@counter("support_cases", "Поддержка наставляемых без пары")
def support_cases(roadmap):
    """Mentees of the bank in no open pair: how many of them have a case that somebody leads.

    Where nobody is left without a pair there is nothing to do: the line is done and says that all stand in pairs.
    """
    organization, url = roadmap.organization, reverse("support:list")
    bank = mentees(organization)
    paired = {person.pk for row in open_rows(organization) for person in row.mentees}
    alone = [entry for entry in bank if entry.person_id not in paired]
    if bank and not alone:
        return Progress(len(bank), len(bank), [], url, "наставляемых в парах, без пары никого")
    cases = {case.person_id: case for case in open_cases(organization)}
    led = [entry for entry in alone if (case := cases.get(entry.person_id)) and case.specialist_id]
    missing = [
        Missing(
            f"{entry.person} без пары с {entry.entered_on:%d.%m.%Y}: {lack(cases.get(entry.person_id))}", url
        )
        for entry in alone
        if entry not in led
    ]
    return Progress(len(led), len(alone), missing, url, words(alone, organization))


def lack(case):
    return "нет специалиста" if case else "поддержка ещё не открыта"


def words(alone, organization):
    """What is counted, with the longest wait in days."""
    if not alone:
        return "наставляемых без пары"
    days = max((organization.today - entry.entered_on).days for entry in alone)
    return f"без пары с поддержкой (ждут до {days} дн.)"
