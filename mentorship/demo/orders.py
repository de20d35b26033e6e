"""Pairs and the orders that fix them, up to the acquaintance of those they name."""

import datetime as dt

from django.utils import timezone

from documents.content import fingerprint
from documents.models import Acknowledgement, Document, Signature
from documents.services.acknowledging import acknowledge, record_on_paper
from documents.services.drafts import draft_order_pairs
from documents.services.registering import sign_document
from documents.services.sending import send_to_sign
from pairs.models import Pair
from pairs.queries import rows_of
from pairs.services import confirm_pair, form_pair

SHORTEST = dt.timedelta(days=100)  # of a programme: three months and some days


def form_pairs(cast, wave, start):
    """Make the pairs of a wave, to work from the part `start` of the story; those with all consents are confirmed."""
    starts_on = cast.clock.day(start)
    ends_on = max(dt.date(cast.organization.school_year + 1, 5, 31), starts_on + SHORTEST)
    for row in cast.data["pairs"][wave]:
        mentor, *mentees = cast.people([row["mentor"], *row["mentees"]])
        form_pair(
            cast.organization, mentor=mentor, mentees=mentees, by=cast.curator,
            form=cast.data["form"], kind=row.get("kind", Pair.Kind.TRADITIONAL), theme=row["theme"],
            starts_on=starts_on, ends_on=ends_on,
        )  # fmt: skip
    for row in rows_of(Pair.objects.filter(organization=cast.organization, status=Pair.Status.PROPOSED)):
        if not row.lacks:
            confirm_pair(row.pair, by=cast.curator)


def draft_order(cast):
    """The order for all ready pairs goes to the head."""
    document = draft_order_pairs(Pair.objects.ready().filter(organization=cast.organization), by=cast.curator)
    # No service tells a draft its day: the model takes it from the machine's clock.
    Document.objects.filter(pk=document.pk).update(created_at=timezone.now())
    send_to_sign(document, by=cast.curator)


def sign_order(cast):
    """The head signs the order on the pairs."""
    document = Document.objects.to_sign().get(organization=cast.organization, kind=Document.Kind.ORDER_PAIRS)
    shown = fingerprint(document.content)
    sign_document(document, shown_sha256=shown, method=Signature.Method.PASSWORD, by=cast.head)


def acquaint(cast):
    """Some have signed the printed list, some have tapped in the system, some still owe."""
    order = {"document__organization": cast.organization, "document__kind": Document.Kind.ORDER_PAIRS}
    rows = Acknowledgement.objects.owed().filter(**order)
    on_paper = list(rows.filter(person__in=cast.people(cast.data["acquainted_on_paper"])))
    record_on_paper(on_paper[0].document, on_paper, by=cast.curator)
    for row in rows.filter(person__in=cast.people(cast.data["acquainted_in_system"])):
        acknowledge(row, by=row.person.membership)
