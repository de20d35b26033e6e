"""The ledger of an institution as counters and the desk read it: once a request, whoever asks (`read_once`)."""

from collections import defaultdict

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from common.facts import read_once
from people.models import Consent, ConsentLink

READ = (
    *("kind", "signed_on", "ended_on", "printed_on", "expires_on", "representative", "organization"),
    *("person__last_name", "person__first_name", "person__patronymic", "person__gender"),
    *("person__search", "person__left_on", "person__destroyed_on", "person__organization", "text__status"),
)


@read_once
def ledger_of(organization):
    """Consents of an institution that wait or were ever signed, by name; a waiting one knows its open letter."""
    rows = Consent.objects.filter(Q(ended_on=None) | Q(signed_on__isnull=False), organization=organization)
    sent_at, opened_at = (Subquery(letters().values(name)[:1]) for name in ("created_at", "opened_at"))
    rows = rows.annotate(link_sent_at=sent_at, link_opened_at=opened_at)
    return list(rows.select_related("person", "text").only(*READ).order_by("person__search", "pk"))


def letters():
    """The open link that went by letter to whoever signs the outer consent (people.services.links.sent_links)."""
    signer = Coalesce(OuterRef("representative"), OuterRef("person"))
    links = ConsentLink.objects.open().filter(addressee=signer).exclude(email="")
    return links.exclude(created_by__isnull=False, created_by=F("addressee__membership")).order_by("-pk")


def open_papers_of(organization):
    return [paper for paper in ledger_of(organization) if not paper.ended_on]


def asked_papers_of(organization):
    """Those that wait for a signature of somebody who is still in the institution."""
    return [
        paper for paper in open_papers_of(organization) if not paper.signed_on and not paper.person.left_on
    ]


@read_once
def processing_days(organization):
    """{person id: [(signed on, ended on or None)]} of all consents to processing ever signed."""
    found = defaultdict(list)
    for paper in ledger_of(organization):
        if paper.kind == Consent.Kind.PROCESSING and paper.signed_on:
            found[paper.person_id].append((paper.signed_on, paper.ended_on))
    return found
