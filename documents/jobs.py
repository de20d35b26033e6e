"""Work of this room that is done outside the request."""

from django.core.exceptions import ValidationError

from documents.models import Document
from documents.services.enacting import end_pairs_due
from documents.services.knowing_by_link import mail_link
from documents.services.piles import read_pile
from documents.services.printing import bound_papers
from documents.services.register_export import (
    TOO_LONG,
    asker_of,
    lines_of_query,
    note_once,
    register_contents,
)
from documents.services.sealing import ensure_file
from documents.services.zipping import packed_papers
from jobs.cleaning import DAYS_KEPT
from jobs.daily import daily
from jobs.registry import handler
from jobs.services import progress
from people.exports import PAPER_MAX, written


@handler("seal_document")
def seal_document(job):
    """Render and seal a registered paper. A worker killed half-way leaves no second file."""
    ensure_file(Document.objects.select_related("organization").get(pk=job.payload["document"]))


@handler("read_paper_scans")
def read_paper_scans(job):
    """A pile of scans of signed papers: each recognised paper gets its scan."""
    read_pile(job)


@handler("papers_register", days=DAYS_KEPT)
def papers_register(job):
    """The register as a table or for print, as it is now and for whom its asker may see it now."""
    me, file_format = asker_of(job), job.payload["format"]
    lines = lines_of_query(job.payload["query"], me)
    if file_format == "pdf" and len(lines) > PAPER_MAX:
        raise ValidationError(TOO_LONG.format(len(lines)))
    progress(job, len(lines) // 2, len(lines))
    result = written(register_contents(lines, me), file_format, me.organization)
    progress(job, len(lines), len(lines))
    note_once(job, "register.exported", me, format=file_format, papers=len(lines))
    return result


@handler("papers_zip", days=DAYS_KEPT)
def papers_zip(job):
    """All files of the papers that the register shows."""
    return packed_papers(job, asker_of(job))


@handler("papers_pdf", days=DAYS_KEPT)
def papers_pdf(job):
    """Chosen papers in one file for the printer."""
    return bound_papers(job)


@handler("knowing_links")
def knowing_links(job):
    """A letter with a personal link to each who owes; begun again it passes over those who have got theirs today."""
    rows, refused = job.payload["rows"], 0
    for done, pk in enumerate(rows, 1):
        refused += not mail_link(pk)
        progress(job, done, len(rows))
    if refused:
        raise ValidationError(f"Почтовый сервер не принял писем: {refused}. Попробуем ещё раз.")


@daily("end_pairs", title="Завершение пар по подписанным приказам", hour=0)
def end_pairs(organization, day):
    """The day that an order of change or cancellation names: its pairs work no more."""
    end_pairs_due(organization, day)
