"""What an institution of the stage has of the ledger of consents: a draft of a text and a pile of scanned blanks."""

import datetime as dt

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from people.models import ConsentKind, ScanBatch
from people.services.texts import start_text
from people.tests.factories import ConsentFactory, PersonFactory


def ledger(organization, by):
    """One sheet of the pile waits for the marks on it, so that every page of a sheet opens."""
    blank = ConsentFactory(
        person=PersonFactory(organization=organization), kind=ConsentKind.DISTRIBUTION, signed_on=None
    )
    return {
        "kind": str(ConsentKind.PROCESSING),
        "consent_text": start_text(ConsentKind.PROCESSING, for_minors=False, by=by),
        "scan_batch": pile(blank, by),
        "sheet": 1,
    }


def pile(blank, by):
    folder = f"scans/{blank.organization_id}/stage"
    data = f"%PDF-1.7 {blank.organization.short_name}".encode()
    page = {"page": 1, "consent": blank.pk, "problem": "", "sha256": ""}
    for key, name in (("file", "sheet.pdf"), ("picture", "sheet.jpg")):
        page[key] = default_storage.save(f"{folder}/{name}", ContentFile(data))
    return ScanBatch.objects.create(
        organization=blank.organization, file_name="Пачка.pdf", signed_on=dt.date(2026, 9, 2), created_by=by,
        status=ScanBatch.Status.READ, pages=[page],
    )  # fmt: skip
