"""Chosen papers as one PDF for the printer, made outside the request."""

from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import transaction

from common.pdf import join_pdfs
from common.pdf_pool import render_many
from documents.kinds import kind_of
from documents.models import Document, FrozenFile
from documents.services.drafts import current_content
from documents.services.keeping import DamagedFile, read_frozen
from jobs.services import enqueue, progress

MOST = 500
PAGES = [FrozenFile.Kind.SEALED, FrozenFile.Kind.PRINT, FrozenFile.Kind.SCAN]
IS_PDF = "application/pdf"


@transaction.atomic
def print_papers(papers, *, by):
    """Ask for one file of the papers, in the order they were chosen."""
    if not papers:
        raise ValidationError("Отметьте документы, которые нужно напечатать.")
    if len(papers) > MOST:
        raise ValidationError(f"За один раз печатаем не больше {MOST} документов, отмечено {len(papers)}.")
    require_files(papers, stored_files(papers))
    title = f"Печать документов: {len(papers)}"
    return enqueue(
        "papers_pdf", organization=by.organization, title=title, by=by, papers=[paper.pk for paper in papers]
    )


def bound_papers(job):
    """(bytes, name) of the one file: stored bytes of registered papers (PAP-2), drafts drawn as they read now."""
    pks = job.payload["papers"]
    found = (
        Document.objects.filter(organization=job.organization_id).select_related("organization").in_bulk(pks)
    )
    papers = [found[pk] for pk in pks if pk in found]
    if not papers:
        raise ValidationError("Печатать нечего: этих документов больше нет.")
    stored, parts = stored_files(papers), []
    require_files(papers, stored)
    for part in drawn(papers, stored):
        parts.append(part)
        if len(parts) % 5 == 0 or len(parts) == len(papers):
            progress(job, len(parts), len(papers))
    return join_pdfs(parts), f"Документы, {len(parts)}.pdf"


def require_files(papers, stored):
    """A registered paper is printed from its stored file, never drawn anew (PAP-2): without a PDF it has no print."""
    if lacking := [str(paper) for paper in papers if paper.is_registered and paper.pk not in stored]:
        raise ValidationError(
            f"Нет файла PDF: {'; '.join(lacking)}. Он ещё готовится или скан сохранён картинкой: "
            "повторите позже или снимите отметку и откройте скан на странице документа."
        )


def drawn(papers, stored):
    """The PDF of each: stored bytes, or drafts drawn; drafts of one template in a row are drawn on all cores."""
    for (is_stored, template), group in groupby(
        papers, lambda paper: (paper.pk in stored, kind_of(paper).template)
    ):
        if is_stored:
            yield from (bytes_of(stored[paper.pk]) for paper in group)
        else:
            contents = [current_content(paper) | {"draft": True} for paper in group]
            yield from render_many(template, contents)


def stored_files(papers):
    """The file to print of each registered paper that has one: sealed, else for signing by hand, else a PDF scan."""
    files = FrozenFile.objects.filter(document__in=papers, kind__in=PAGES, content_type=IS_PDF)
    files = sorted(files.select_related("document"), key=lambda file: -PAGES.index(file.kind))
    return {file.document_id: file for file in files}


def bytes_of(frozen):
    try:
        return read_frozen(frozen)
    except DamagedFile as error:
        raise ValidationError(
            f"Файл документа «{frozen.document}» повреждён: снимите с него отметку."
        ) from error
