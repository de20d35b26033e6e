"""Papers that the law kept after a destruction go when their term is over (people/lawful.py)."""

from django.db import transaction
from django.db.models import Q

from audit.services import record
from jobs.daily import daily
from jobs.removal import remove_files
from people.consents import months_later
from people.lawful import YEARS_OF_CONSENTS
from people.models import Consent, Withdrawal


@daily("remove_expired_papers", title="Бумаги, срок хранения которых истёк", hour=2)
def remove_expired_papers(organization, today):
    """Words and scans of the consents of destroyed people, and their letters; how many. Again it finds nothing."""
    until = months_later(today, -12 * YEARS_OF_CONSENTS)
    return remove_papers(organization, until, by=None)


@transaction.atomic
def remove_papers(organization, until, *, by):
    destroyed = {"organization": organization, "person__destroyed_on__isnull": False}
    consents = Consent.objects.filter(**destroyed, ended_on__lt=until).filter(~Q(content={}) | ~Q(scan=""))
    letters = Withdrawal.objects.filter(**destroyed, closed_on__lt=until).exclude(letter="")
    found = list(consents.values_list("pk", "scan")), list(letters.values_list("pk", "letter"))
    remove_files([name for rows in found for _, name in rows], organization=organization)
    ids = [[pk for pk, _ in rows] for rows in found]
    Consent.objects.filter(pk__in=ids[0]).update(content={}, scan="", addresses="", limits="")
    Withdrawal.objects.filter(pk__in=ids[1]).update(letter="")
    if ids[0] or ids[1]:
        record("papers.expired", organization, by=by, consents=ids[0], withdrawals=ids[1])
    return len(ids[0]) + len(ids[1])
