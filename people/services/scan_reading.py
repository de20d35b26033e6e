"""The job that reads a pile of scans: every sheet becomes a file of its own and finds its blank by the code on it."""

import zipfile

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from common.files import random_name, sha256
from common.pdf import render_pdf
from common.sheet_reading import PileError, read_sheets
from jobs.registry import handler
from jobs.services import progress
from people.consent_paper import content_of
from people.models import Consent, ScanBatch
from people.scans import code_in, folder_of

EVERY = 6  # sheets between two looks at the progress


@handler("read_scans")
def read_scans(job):
    """Tell the sheets of a batch apart. Begun again after a killed worker it starts from its first sheet."""
    batch = ScanBatch.objects.filter(pk=job.payload["batch"], status=ScanBatch.Status.READING).first()
    if batch is None:
        return
    drop_sheets(batch)
    kept, codes = [], []
    try:
        for sheet, total in read_sheets(files_of(batch)):
            kept.append(keep_sheet(batch, len(kept) + 1, sheet))
            codes.append(code_in(sheet.codes))
            if len(kept) % EVERY == 0:
                progress(job, len(kept), total)
    except PileError as error:
        close(batch, status=ScanBatch.Status.FAILED, error=str(error))
        drop_sheets(batch)
        return
    match_sheets(batch.organization_id, kept, codes)
    progress(job, len(kept), len(kept))
    if not close(batch, status=ScanBatch.Status.READ, pages=kept):
        drop_sheets(batch)  # the pile was given up meanwhile


def files_of(batch):
    """The uploaded files in their order; the archive is our own."""
    with batch.file.open() as file, zipfile.ZipFile(file) as archive:
        return [archive.read(name) for name in archive.namelist()]


def keep_sheet(batch, number, sheet):
    """Store a sheet and its picture under names that tell nothing; what the batch remembers of it."""
    page = {"page": number, "consent": None, "problem": problem_of(sheet), "file": "", "picture": ""}
    if sheet.is_broken:
        return page
    for key, extension, data in (("file", "pdf", sheet.file), ("picture", "jpg", sheet.picture)):
        page[key] = random_name(folder_of(batch), extension)
        try:
            default_storage.save(page[key], ContentFile(data))
        except OSError as error:
            raise ValidationError(
                "На сервере кончилось место, листы не сохранились. Сообщите администратору."
            ) from error
    return page | {"sha256": sha256(sheet.file)}


def problem_of(sheet):
    return "broken" if sheet.is_broken else "empty" if sheet.is_empty else ""


def match_sheets(organization_id, pages, codes):
    """Write into each page whose blank it is, or why that is not known."""
    rows = Consent.objects.filter(
        organization=organization_id, code__in={one for own in codes for one in own}
    )
    rows = rows.select_related("person", "organization", "text", "representative")
    found, left, last = {row.code: row for row in rows}, {}, None
    for page, own in zip(pages, codes, strict=True):
        if page["problem"]:
            continue  # an empty back of a sheet parts nothing
        consent = found.get(own[0]) if len(own) == 1 else None
        if consent and consent.pk not in left:
            page["consent"], last = consent.pk, consent
            left[consent.pk] = None
        elif not own and last and goes_on(last, left):
            page["consent"] = last.pk
        else:
            page["problem"] = "repeated" if consent else "several" if len(own) > 1 else unmatched(own)
            page["consent"], last = (consent.pk if consent else None), None


def unmatched(own):
    return "unknown" if own else "unread"


def goes_on(consent, left):
    """Whether the blank has one more sheet than have been met; how long it is, its own paper tells."""
    if left[consent.pk] is None:
        left[consent.pk] = sheet_count(consent) - 1
    left[consent.pk] -= 1
    return left[consent.pk] >= 0


def sheet_count(consent):
    from pypdf import PdfReader  # noqa: PLC0415  (slow library)

    with ContentFile(render_pdf("papers/consent.html", content_of(consent))) as file:
        return len(PdfReader(file).pages)


def close(batch, **values):
    """The end of reading: the uploaded files have become sheets and are not needed any more. False: given up."""
    closed = ScanBatch.objects.filter(pk=batch.pk, status=ScanBatch.Status.READING).update(file="", **values)
    name = batch.file.name
    transaction.on_commit(lambda: default_storage.delete(name))
    return bool(closed)


def drop_sheets(batch):
    """Delete the sheets of a batch and their pictures."""
    folder = folder_of(batch)
    if default_storage.exists(folder):
        for name in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{name}")
        default_storage.delete(folder)
