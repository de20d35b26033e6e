"""Pairs and the orders that fix them, up to the acquaintance of those they name."""

import datetime as dt

from documents.content import fingerprint
from documents.models import Acknowledgement, Document, Signature
from documents.services.acknowledging import acknowledge, record_on_paper
from documents.services.drafts import draft_order_pairs
from documents.services.registering import sign_document
from documents.services.sending import send_to_sign
from pairs.models import Pair
from pairs.queries import rows_of
from pairs.services import confirm_pair, edit_pair, form_pair

SHORTEST = dt.timedelta(days=100)  # of a programme: three months and some days


def term_from(cast, start):
    """From the part `start` of the story to the end of the school year, or as long as a programme takes at least."""
    starts_on = cast.clock.day(start)
    ends_on = max(dt.date(cast.organization.school_year + 1, 5, 31), starts_on + SHORTEST)
    return {"starts_on": starts_on, "ends_on": ends_on}


def form_pairs(cast, wave, start):
    """Make the pairs of a wave, to work from the part `start` of the story; those with all consents are confirmed."""
    for row in cast.data["pairs"][wave]:
        mentor, *mentees = cast.people([row["mentor"], *row["mentees"]])
        form_pair(
            cast.organization, mentor=mentor, mentees=mentees, by=cast.curator,
            form=cast.data["form"], kind=row.get("kind", Pair.Kind.TRADITIONAL), theme=row["theme"],
            **term_from(cast, start),
        )  # fmt: skip
    confirm_pairs(cast)


def confirm_pairs(cast):
    """Those with all consents are ready for the order."""
    for row in rows_of(Pair.objects.filter(organization=cast.organization, status=Pair.Status.PROPOSED)):
        if not row.lacks:
            confirm_pair(row.pair, by=cast.curator)


def start_later(cast, start):
    """Pairs whose last consent has come only now begin on a later day than the others."""
    for row in rows_of(Pair.objects.filter(organization=cast.organization, status=Pair.Status.PROPOSED)):
        if not row.lacks:
            pair = row.pair
            mentees = [member.person for member in pair.present]
            edit_pair(pair, mentor=pair.mentor, mentees=mentees, by=cast.curator, **term_from(cast, start))
    confirm_pairs(cast)


def draft_order(cast):
    """The order for all ready pairs goes to the head."""
    document = draft_order_pairs(Pair.objects.ready().filter(organization=cast.organization), by=cast.curator)
    send_to_sign(document, by=cast.curator)


def sign_order(cast):
    """The head signs the order on the pairs."""
    document = Document.objects.to_sign().get(organization=cast.organization, kind=Document.Kind.ORDER_PAIRS)
    shown = fingerprint(document.content)
    sign_document(document, shown_sha256=shown, method=Signature.Method.PASSWORD, by=cast.head)


def acquaint(cast):
    """Most sign the printed lists of the papers in force, some have tapped in the system, a few still owe."""
    for row in owed(cast).filter(person__in=cast.people(cast.data["acquainted_in_system"])):
        if row.person.membership:
            acknowledge(row, by=row.person.membership)
    lists = {}
    for row in owed(cast).exclude(person__in=cast.people(cast.data["not_acquainted"])):
        lists.setdefault(row.document, []).append(row)
    for document, rows in lists.items():
        record_on_paper(document, rows, by=cast.curator)


def owed(cast):
    rows = Acknowledgement.objects.owed().filter(document__organization=cast.organization)
    return rows.select_related("document", "person__membership").order_by("document", "pk")
