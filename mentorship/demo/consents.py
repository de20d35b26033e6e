"""Consents on their way: printed, signed, some not returned."""

from people.consents import needs_of
from people.models import Consent
from people.services import print_consents, sign_consents
from people.services.printing import print_forms


def print_all(cast):
    """Blanks for everybody in the banks but those who have not been asked yet."""
    later = cast.people(cast.data["not_printed"])
    needs = [need for need in needs_of(cast.curator) if need.person not in later]
    print_consents([(need.person, need.kind) for need in needs], by=cast.curator)


def print_batch(cast):
    """A few blanks as the page prints them: with one PDF for the printer."""
    chosen = cast.people(cast.data["print_now"])
    print_forms([need for need in needs_of(cast.curator) if need.person in chosen], by=cast.curator)


def sign_all(cast):
    """Everybody has signed; of some the consent to take part as a mentee is still at home."""
    papers = Consent.objects.open().filter(organization=cast.organization)
    owing = papers.filter(
        person__in=cast.people(cast.data["not_returned"]), kind=Consent.Kind.MENTEE_DUTY
    ).values("pk")
    sign_consents(papers.exclude(pk__in=owing), on=cast.today, by=cast.curator)


def sign_late(cast, wave):
    """Consents that were at home for long come in: what they are about may begin."""
    papers = Consent.objects.open().filter(organization=cast.organization, kind=Consent.Kind.MENTEE_DUTY)
    late = papers.filter(person__in=cast.people(cast.data["returned_late"][wave]))
    sign_consents(late, on=cast.today, by=cast.curator)
