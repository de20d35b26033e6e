"""How many of those in the banks let their data be processed, counted by the dates of the roadmap that asks."""

from django.urls import reverse

from people.bank_stays import has_processing, mentee_stays, mentor_stays
from roadmap.progress import Missing, Progress, counter


@counter("processing_consents", "Согласия на обработку данных")
def processing_consents(roadmap):
    """People of both banks, each once: a mentor who is a mentee too gives one consent."""
    stays = {stay.entry.person_id: stay for stay in [*mentor_stays(roadmap), *mentee_stays(roadmap)]}
    missing = [
        Missing(f"{stay.person}: нет согласия на обработку данных", stay.entry.get_absolute_url())
        for stay in sorted(stays.values(), key=lambda stay: stay.person.search)
        if not has_processing(stay, roadmap.organization)
    ]
    page = f"{reverse('people:consents')}?kind=processing"
    return Progress(len(stays) - len(missing), len(stays), missing, page, "согласий на обработку")
