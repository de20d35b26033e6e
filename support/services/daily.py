"""What happens to cases by itself: they open after the institution's number of days, and close when there is a pair."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef

from jobs.daily import daily
from pairs.models import Pair
from people.models import BankEntry, MenteeEntry
from people.pairings import open_members
from support.models import SupportCase
from support.queries import entries_alone, waiting_since
from support.services.cases import end_case, locked, open_case

Closing = SupportCase.Closing
CLOSING_OF = {
    BankEntry.Leaving.LEFT: Closing.LEFT,
    BankEntry.Leaving.WITHDRAWN: Closing.WITHDRAWN,
    BankEntry.Leaving.DONE: Closing.DONE,
}


@daily("support_cases", title="Поддержка наставляемых без пары", hour=6)
def keep_cases(organization, day):
    close_settled_cases(organization, on=day)
    open_due_cases(organization, on=day)


def open_due_cases(organization, *, on):
    """Open a case for everybody who waits as long as the institution allows; how many were opened."""
    entries, opened = list(entries_alone(organization)), 0
    since = waiting_since(entries, on)
    for entry in entries:
        if (on - since[entry.person_id]).days >= organization.support_after_days:
            try:
                open_case(entry.person, by=None)
                opened += 1
            except ValidationError:
                continue  # a pair was made or a consent was withdrawn a moment ago
    return opened


def close_settled_cases(organization, *, on):
    """Close the cases whose mentee works in a pair by now or is in the bank no more."""
    cases = SupportCase.objects.open().filter(organization=organization)
    working = open_members().filter(person=OuterRef("person"), pair__status=Pair.Status.ACTIVE)
    staying = MenteeEntry.objects.open().filter(person=OuterRef("person"))
    for pk in cases.filter(Exists(working)).values_list("pk", flat=True):
        settle(pk, Closing.FOUND, on=on)
    for case in cases.filter(~Exists(staying)):
        last = MenteeEntry.objects.former().filter(person=case.person_id).order_by("-left_on").first()
        settle(case.pk, CLOSING_OF.get(last and last.leaving, Closing.ASKED), on=on)


@transaction.atomic
def settle(pk, closing, *, on, by=None):
    case = locked(SupportCase(pk=pk))
    if case.is_open:
        end_case(case, closing=closing, on=on, by=by)
