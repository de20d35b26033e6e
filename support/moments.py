"""What the histories of pairs tell of the time before: when the mentee was supported without a pair."""

from pairs.rooms import Moment, moments
from support.models import SupportCase, SupportContact


@moments
def support_moments(pairs, me):
    """Dates and kinds, never notes; two queries however many pairs there are."""
    mentees = {member.person_id for pair in pairs for member in pair.members.all()}
    cases = list(SupportCase.objects.visible_to(me).filter(person__in=mentees).select_related("person"))
    found = []
    for case in cases:
        url = case.get_absolute_url()
        found.append(Moment(case.opened_on, f"{case.person}: открыта поддержка без пары", url))
        if case.closed_on:
            words = f"{case.person}: поддержка закрыта, {case.get_closing_display()}"
            found.append(Moment(case.closed_on, words, url))
    contacts = SupportContact.objects.visible_to(me).filter(case__in=cases).select_related("case__person")
    found += [
        Moment(
            row.on,
            f"{row.case.person}: {row.get_kind_display()} со специалистом",
            row.case.get_absolute_url(),
        )
        for row in contacts
    ]
    return found
