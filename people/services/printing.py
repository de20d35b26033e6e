"""A batch of consent forms as one PDF, made outside the request."""

from django.core.exceptions import ValidationError
from django.db import transaction

from common.pdf import join_pdfs
from common.pdf_pool import render_many
from jobs.registry import handler
from jobs.services import enqueue, progress
from people.consent_paper import content_of
from people.consents import chosen_needs, needs_of
from people.models import Consent, ConsentKind
from people.services.consents import print_consents


def forms_wanted(me, data):
    """The forms still to be signed: those `data` names (fields `need`, `person`), else of everybody in the banks."""
    if "need" in data or "person" in data:
        return [need for need in chosen_needs(data, me) if need.is_wanted or need.state == "representative"]
    return [need for need in needs_of(me) if need.is_wanted]


@transaction.atomic
def print_forms(wanted, *, by):
    """Enter the forms into the ledger and ask for one PDF of all of them."""
    if not wanted:
        raise ValidationError("Печатать нечего: у всех отмеченных согласия уже есть.")
    return print_rows(print_consents([(need.person, need.kind) for need in wanted], by=by), by=by)


@transaction.atomic
def print_release(persons, *, addresses, by):
    """Consents to distribution for chosen people and the pages where their data are to be shown."""
    if not persons:
        raise ValidationError("Отметьте, кому напечатать согласие на распространение.")
    pairs = [(person, ConsentKind.DISTRIBUTION) for person in persons]
    return print_rows(print_consents(pairs, addresses=addresses, by=by), by=by)


def print_rows(rows, *, by):
    title = f"Бланки согласий: {len(rows)}"
    return enqueue(
        "consents_pdf", organization=by.organization, title=title, by=by, consents=[row.pk for row in rows]
    )


@handler("consents_pdf", days=7)
def consents_pdf(job):
    """All forms of the batch in one file, person after person."""
    rows = Consent.objects.filter(organization=job.organization_id, pk__in=job.payload["consents"]).open()
    rows = list(
        rows.select_related("person", "organization", "text", "representative").order_by(
            "person__search", "pk"
        )
    )
    if not rows:
        raise ValidationError("Печатать нечего: эти бланки отменены или согласия отозваны.")
    parts = []
    for pdf in render_many("papers/consent.html", map(content_of, rows)):
        parts.append(pdf)
        if len(parts) % 5 == 0 or len(parts) == len(rows):
            progress(job, len(parts), len(rows))
    return join_pdfs(parts), f"Согласия, {len(rows)} бланков.pdf"
