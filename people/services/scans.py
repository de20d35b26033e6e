"""A pile of signed blanks from the scanner: taken in, put right by hand, recorded in one go."""

import datetime as dt
import shutil
import tempfile
import zipfile

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from audit.services import record
from common.files import random_name, sha256
from common.pdf import join_pdfs
from jobs.daily import daily
from jobs.services import enqueue
from people.models import ConsentKind, ScanBatch
from people.scans import SETTLED, pile_of
from people.services.consents import check_signing, lock_blanks, write_signatures
from people.services.scan_reading import drop_sheets

Status = ScanBatch.Status
KEPT_DAYS = 30  # a pile that nobody finishes


def job_key(batch):
    return f"read_scans:{batch.pk}"


@transaction.atomic
def take_pile(files, *, on, by):
    """Keep the uploaded files and ask for their reading; `on` is the day the blanks were signed."""
    if on > by.organization.today:
        raise ValidationError("Дата подписи не может быть в будущем.")
    name = random_name(f"scans/{by.organization_id}", "bin")
    try:
        store_packed(name, files)
    except OSError as error:
        default_storage.delete(name)  # a full disk leaves half a file behind
        raise ValidationError(
            "Файлы не сохранились: на сервере кончилось место. Сообщите администратору."
        ) from error
    batch = ScanBatch(
        organization=by.organization, file_name=files[0].name[-200:], signed_on=on, created_by=by
    )
    batch.file.name = name
    try:
        batch.full_clean(exclude=["pages"])
        batch.save()
        enqueue(
            "read_scans", organization=by.organization, title="Чтение пачки сканов", by=by, key=job_key(batch),
            batch=batch.pk,
        )  # fmt: skip
        record("scans.taken", batch, by=by, files=len(files), on=on.isoformat())
    except Exception:
        default_storage.delete(name)
        raise
    return batch


def store_packed(name, files):
    """Several files as one, unchanged, and never all of them in memory."""
    with tempfile.TemporaryFile() as packed:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
            for number, file in enumerate(files):
                file.seek(0)
                with archive.open(f"{number:03}", "w", force_zip64=True) as part:
                    shutil.copyfileobj(file, part)
        packed.seek(0)
        default_storage.save(name, File(packed))


@transaction.atomic
def assign_sheet(batch, number, *, consent, by):
    """Somebody has looked at a sheet: it is this person's blank; a second sheet of one blank is laid to it."""
    batch, page = locked_sheet(batch, number)
    page |= {"consent": consent.pk, "problem": ""}
    page.pop("fields", None)
    page.pop("limits", None)
    batch.save(update_fields=["pages"])
    record("scans.assigned", batch, by=by, sheet=number, consent=consent.pk)
    return batch


@transaction.atomic
def skip_sheet(batch, number, *, by):
    """A sheet that is no blank goes nowhere."""
    batch, page = locked_sheet(batch, number)
    page["problem"] = "skipped"
    batch.save(update_fields=["pages"])
    record("scans.skipped", batch, by=by, sheet=number)
    return batch


@transaction.atomic
def answer_sheet(batch, number, *, fields, limits, by):
    """What is marked on a blank of a consent to distribution, category by category."""
    batch, page = locked_sheet(batch, number)
    page |= {"fields": list(fields), "limits": limits}
    batch.save(update_fields=["pages"])
    record("scans.answered", batch, by=by, sheet=number, consent=page["consent"])
    return batch


def locked_sheet(batch, number):
    batch = locked_batch(batch)
    page = next((page for page in batch.pages if page["page"] == number), None)
    if page is None or page["problem"] == "recorded":
        raise ValidationError("Этот лист уже записан.")
    return batch, page


def locked_batch(batch):
    batch = ScanBatch.objects.select_for_update(of=("self",)).select_related("organization").get(pk=batch.pk)
    if batch.status != Status.READ:
        raise ValidationError(
            "Эта пачка уже разложена." if batch.status == Status.DONE else "Пачка ещё читается."
        )
    return batch


@transaction.atomic
def record_pile(batch, *, by):
    """Record all signatures that are clear and lay the scans to them, all or none; what is not clear stays."""
    batch = locked_batch(batch)
    pile = pile_of(batch, lock_blanks(consents_of(batch), by))
    # Read now: the states of lines follow what is done to their rows.
    to_sign, to_scan = pile.to_sign, pile.to_scan
    chosen = [*to_sign, *to_scan]
    if not chosen:
        raise ValidationError("Записывать нечего: укажите, чьи это бланки, или уберите листы.")
    names = []
    try:
        for line in chosen:
            names.append(lay_scan(line.consent, [sheet.page for sheet in pile.sheets_of(line.consent.pk)]))
        sign_lines(to_sign, on=batch.signed_on, by=by)
        for line in to_scan:
            line.consent.save(update_fields=["scan", "scan_sha256"])
        facts = {"consents": sorted(line.consent.pk for line in chosen), "on": batch.signed_on.isoformat()}
        record("scans.recorded", batch, by=by, **facts)
        settle(batch, pile, {line.consent.pk for line in chosen})
    except Exception:
        for name in names:
            default_storage.delete(name)
        raise
    return len(chosen)


def consents_of(batch):
    return {page["consent"] for page in batch.pages if page["consent"] and not page["problem"]}


def sign_lines(lines, *, on, by):
    for line in lines:
        check_signing(line.consent, on)
        if line.consent.kind == ConsentKind.DISTRIBUTION:
            line.consent.fields, line.consent.limits = line.page["fields"], line.page["limits"]
    if lines:
        write_signatures([line.consent for line in lines], on=on, by=by)


def lay_scan(consent, pages):
    """The sheets of one blank as its scan, under a name that tells nothing; returns the name."""
    sheets = [default_storage.open(page["file"]).read() for page in pages]
    data = sheets[0] if len(sheets) == 1 else joined(sheets)
    name = random_name(f"consents/{consent.organization_id}", "pdf")
    try:
        default_storage.save(name, ContentFile(data))
    except OSError as error:
        default_storage.delete(name)
        raise ValidationError(
            "Сканы не сохранились: на сервере кончилось место. Сообщите администратору."
        ) from error
    consent.scan.name, consent.scan_sha256 = name, sha256(data)
    return name


def joined(sheets):
    try:
        return join_pdfs(sheets)
    except Exception as error:  # whatever a foreign file does to the library
        raise ValidationError(
            "Листы одного бланка не сложились в один файл. Отсканируйте этот бланк отдельно."
        ) from error


def settle(batch, pile, recorded):
    """Mark the sheets that are done; when nothing is left to decide the pile is closed and its sheets are deleted."""
    for line in pile.lines:
        if line.page["consent"] in recorded and not line.page["problem"]:
            line.page["problem"] = "recorded"
    if pile.open:
        batch.save(update_fields=["pages"])
    else:
        finish(batch)


def finish(batch):
    """Nothing of a pile is kept but which sheet went where."""
    batch.status, batch.file = Status.DONE, ""
    batch.pages = [{key: page[key] for key in ("page", "consent", "problem")} for page in batch.pages]
    batch.save(update_fields=["status", "file", "pages"])
    transaction.on_commit(lambda: drop_sheets(batch))


@transaction.atomic
def drop_rest(batch, *, by):
    """The sheets that are left go away: they are not of our blanks, or are to be scanned anew."""
    batch = locked_batch(batch)
    for page in batch.pages:
        if page["problem"] not in SETTLED:
            page["problem"] = "skipped"
    finish(batch)
    record("scans.finished", batch, by=by)
    return batch


@daily("old_scans", title="Неразложенные пачки сканов", hour=2)
def drop_old_piles(organization, today):
    """Scans of people are not kept for nothing: a pile that nobody has finished for a month goes away. How many."""
    before = timezone.now() - dt.timedelta(days=KEPT_DAYS)
    old = ScanBatch.objects.filter(organization=organization, created_at__lt=before).exclude(
        status=Status.DONE
    )
    for batch in old:
        drop_pile(batch, by=None)
    return len(old)


@transaction.atomic
def drop_pile(batch, *, by):
    """Delete a pile with all that was uploaded."""
    record("scans.dropped", batch, by=by)
    name = batch.file.name
    transaction.on_commit(lambda: (name and default_storage.delete(name), drop_sheets(batch)))
    batch.pages, batch.status, batch.file = [], Status.DONE, ""
    batch.save(update_fields=["pages", "status", "file"])
