"""How far the banks are, counted from facts by the dates of the roadmap that asks."""

from django.urls import reverse

from common.russian import upper_first
from people.bank_stays import has_processing, mentee_entries, mentee_stays, mentor_stays
from roadmap.progress import Missing, Progress, counter


def mentees(organization):
    """Entries of those who take part now: whoever paused waits for nothing."""
    return [entry for entry in mentee_entries(organization) if not entry.left_on and not entry.is_paused]


@counter("mentee_bank", "Банк наставляемых с согласиями")
def mentee_bank(roadmap):
    return bank_with_consents(mentee_stays(roadmap), roadmap, "people:mentees", "в банке наставляемых")


@counter("mentor_bank", "Банк наставников с согласиями")
def mentor_bank(roadmap):
    return bank_with_consents(mentor_stays(roadmap), roadmap, "people:mentors", "в банке наставников")


@counter("banks", "Банки наставников и наставляемых")
def banks(roadmap):
    """Both banks together; while one of them is empty, the other alone does not make it done."""
    both = [mentee_bank(roadmap), mentor_bank(roadmap)]
    empty = [bank for bank in both if not bank.total]
    if len(empty) == len(both):
        return Progress(0, 0, [], reverse("people:mentees"), "в банках")
    missing = [Missing(f"{upper_first(bank.words)} пока никого нет", bank.url) for bank in empty]
    missing += [lack for bank in both for lack in bank.missing]
    total = sum(bank.total for bank in both) + len(empty)
    return Progress(sum(bank.done for bank in both), total, missing, reverse("people:mentees"), "в банках")


def bank_with_consents(stays, roadmap, page, words):
    """A bank is formed by those who let their data be processed (152-ФЗ ст. 9)."""
    missing = [
        Missing(f"{stay.person}: нет согласия на обработку данных", stay.entry.get_absolute_url())
        for stay in stays
        if not has_processing(stay, roadmap.organization)
    ]
    return Progress(len(stays) - len(missing), len(stays), missing, reverse(page), words)


@counter("requests", "Запросы наставляемых")
def requests(roadmap):
    """Mentees whose request was known by the end of the roadmap."""
    stays = mentee_stays(roadmap)
    missing = [
        Missing(f"{stay.person}: запрос не записан", stay.entry.get_absolute_url())
        for stay in stays
        if not (stay.entry.first_request_on and stay.entry.first_request_on <= roadmap.ends_on)
    ]
    done = len(stays) - len(missing)
    return Progress(done, len(stays), missing, reverse("people:mentees"), "запросов записано")
