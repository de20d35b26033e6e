"""All papers of the register in one archive with an index: a job packs it, a damaged file stops nothing."""

import tempfile
import zipfile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.template.loader import render_to_string

from common.russian import date_words
from common.table_writing import write_xlsx
from documents.models import Document, FrozenFile
from documents.packing import DAMAGED, NOT_READY, Packed, path_of
from documents.services.keeping import DamagedFile, read_frozen
from documents.services.register_export import lines_of_query, note_once, papers_of_query, register_contents
from jobs.services import enqueue, progress

REGISTERED = [Document.Status.ON_PAPER, Document.Status.SIGNED]
NOTHING = "Складывать в архив нечего: по этому отбору нет зарегистрированных документов."
WORDS = dict(FrozenFile.Kind.choices)
STYLE = settings.BASE_DIR / "static/papers/index.css"


@transaction.atomic
def ask_for_zip(*, file_format, query, by):
    """Ask for all files of the registered papers that the filter shows."""
    if not papers_of_query(query, by).filter(status__in=REGISTERED).exists():
        raise ValidationError(NOTHING)
    return enqueue(
        "papers_zip", organization=by.organization, title="Архив документов", by=by,
        format=file_format, query=query, membership=by.pk,
    )  # fmt: skip


def packed_papers(job, me):
    """(file, name) of the archive. Made again it has the same files under the same names."""
    lines = [line for line in lines_of_query(job.payload["query"], me) if line.paper.is_registered]
    files = files_of(lines, me)
    storage = tempfile.TemporaryFile()  # noqa: SIM115  (the job hands it on; it goes when it is closed)
    papers, taken = [], set()
    with zipfile.ZipFile(storage, "w", zipfile.ZIP_STORED) as archive:
        for done, line in enumerate(lines, 1):
            papers.append(pack(archive, line, files.get(line.paper.pk, []), taken))
            progress(job, done, len(lines))
        write_index(archive, papers, me)
    storage.seek(0)
    note_once(job, "papers.zipped", me, papers=len(papers), damaged=sum(bool(one.problems) for one in papers))
    return File(storage), f"Документы {me.organization.today:%d.%m.%Y}.zip"


def files_of(lines, me):
    """{paper id: its stored files}, in one query."""
    found = {}
    rows = FrozenFile.objects.visible_to(me).filter(document__in=[line.paper.pk for line in lines])
    for frozen in rows.order_by("pk"):
        found.setdefault(frozen.document_id, []).append(frozen)
    return found


def pack(archive, line, files, taken):
    """Put the files of one paper in; what cannot be read is named in the index."""
    packed = Packed(line)
    if not files:
        packed.problems.append(NOT_READY)
    for frozen in files:
        try:
            data = read_frozen(frozen)
        except DamagedFile:
            packed.problems.append(f"{WORDS[frozen.kind]}: {DAMAGED}")
            continue
        path = path_of(line.paper, frozen, taken)
        put(archive, path, data, line.paper.dated)
        packed.files.append((WORDS[frozen.kind], path))
    return packed


def put(archive, path, data, day):
    """A file with the day of its paper, so that equal papers make an equal archive."""
    archive.writestr(zipfile.ZipInfo(path, (max(day.year, 1980), day.month, day.day, 0, 0, 0)), data)


def write_index(archive, papers, me):
    """The index to read without the system: a page and a table."""
    today = me.organization.today
    contents = register_contents([packed.line for packed in papers], me)
    rows = [
        [*row, "; ".join([*(path for _, path in packed.files), *packed.problems])]
        for row, packed in zip(contents.rows, papers, strict=True)
    ]
    heads = [*(heading for heading, _ in contents.columns), "Файлы"]
    page = render_to_string(
        "register/archive_index.html",
        {
            "papers": papers,
            "institution": me.organization.short_name,
            "made_on": date_words(today),
            "damaged": [packed for packed in papers if packed.problems],
        },
    )
    put(archive, "index.html", page.encode(), today)
    put(archive, "index.css", STYLE.read_bytes(), today)
    put(archive, "index.xlsx", write_xlsx("Реестр документов", heads, rows), today)
