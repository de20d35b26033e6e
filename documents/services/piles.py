"""A pile of scans of signed papers: the QR code of a first sheet tells the paper, sheets without a code follow it."""

import zipfile

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from audit.services import record
from common.files import SCAN_MAX_BYTES, random_name
from common.pdf import join_pdfs
from common.sheet_limits import MAX_SHEETS, TOO_MANY
from common.sheet_reading import PileError, read_sheets
from documents.models import Document, FrozenFile
from documents.permissions import can_add_pile
from documents.services.registering import attach_scan
from jobs.models import Job
from jobs.services import enqueue, progress
from organizations.models import Membership
from people.scans import code_in
from people.services.scans import store_packed

KIND = "read_paper_scans"
EVERY = 6  # sheets between two looks at the progress


@transaction.atomic
def take_paper_pile(files, *, by):
    """Keep the uploaded files and ask for their reading; the job is the row of the pile."""
    if not can_add_pile(by):
        raise PermissionDenied
    name = random_name(f"scans/{by.organization_id}", "bin")
    try:
        store_packed(name, files)
    except OSError as error:
        default_storage.delete(name)  # a full disk leaves half a file behind
        raise ValidationError(
            "Файлы не сохранились: на сервере кончилось место. Сообщите администратору."
        ) from error
    names = [file.name[-80:] for file in files]
    job = enqueue(
        KIND, organization=by.organization, title="Сканы подписанных документов", by=by, file=name, names=names,
        membership=by.pk,
    )  # fmt: skip
    record("scans.papers_taken", job, by=by, files=len(files))
    return job


def read_pile(job):
    """Tell the papers apart and lay each its scan. Begun again, what it laid before it finds laid."""
    if "outcome" in job.payload:
        return
    by = Membership.objects.select_related("organization", "user").get(pk=job.payload["membership"])
    outcome = {"attached": [], "known": [], "foreign": [], "unread": [], "refused": []}
    groups = []
    for found in _sheets(job, outcome):
        if found is None:
            groups.append(None)
        else:
            _put(groups, outcome, *found)
    for group in filter(None, groups):
        _lay(group, outcome, job, by)
    Job.objects.filter(pk=job.pk).update(payload=job.payload | {"outcome": outcome})
    default_storage.delete(job.payload["file"])


def _sheets(job, outcome):
    """(place, codes, PDF of the sheet) of every sheet that is not empty, in order; None after each file."""
    done = 0
    for name, data in zip(job.payload["names"], _files(job), strict=True):
        try:
            for number, (sheet, total) in enumerate(read_sheets([data]), 1):
                place, done = f"{name}, лист {number}", done + 1
                if done > MAX_SHEETS:
                    raise PileError(TOO_MANY)
                if done % EVERY == 0:
                    progress(job, done, done - number + total)
                if sheet.is_broken:
                    outcome["unread"].append(place)
                elif not sheet.is_empty:
                    yield place, code_in(sheet.codes), sheet.file
        except PileError as error:
            outcome["refused"].append({"place": name, "words": f"{name}: {error}"})
        yield None  # a new file begins a new paper


def _put(groups, outcome, place, codes, data):
    """A sheet begins a paper, goes on with the last one, or stays unread."""
    last = groups[-1] if groups else None
    if len(codes) == 1 and last and last["code"] == codes[0]:  # the same code again: the same paper goes on
        last["sheets"].append(data)
    elif len(codes) == 1:
        groups.append({"code": codes[0], "place": place, "sheets": [data]})
    elif not codes and last:
        last["sheets"].append(data)
    else:
        outcome["unread"].append(place)


def _lay(group, outcome, job, by):
    """Give the scan to its paper, in a transaction of its own: one that is refused stops no other."""
    document = Document.objects.filter(organization=by.organization, code=group["code"]).first()
    line = {"place": group["place"], "sheets": len(group["sheets"])}
    if document is None or not document.is_registered:
        outcome["foreign"].append(line | {"code": group["code"]})
        return
    line |= {"paper": document.pk, "words": f"{document}"}
    scan = document.files.filter(kind=FrozenFile.Kind.SCAN).first()
    if document.status == Document.Status.SIGNED:
        was_ours = scan is not None and scan.created_at >= job.created_at  # laid before the worker was killed
        outcome["attached" if was_ours else "known"].append(line)
        return
    data = join_pdfs(group["sheets"])
    try:
        if len(data) > SCAN_MAX_BYTES:
            raise ValidationError("Скан больше 15 МБ: отсканируйте с меньшим разрешением.")
        attach_scan(document, ContentFile(data, name="scan.pdf"), by=by)
    except (ValidationError, PermissionDenied) as error:
        said = " ".join(getattr(error, "messages", [])) or "Приложить скан нельзя."
        outcome["refused"].append(line | {"words": f"{document}: {said}"})
    else:
        outcome["attached"].append(line)


def _files(job):
    """The uploaded files in their order; the archive is our own."""
    with default_storage.open(job.payload["file"]) as file, zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            yield archive.read(name)
