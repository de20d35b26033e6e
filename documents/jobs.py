"""Work of this room that is done outside the request."""

from documents.models import Document
from documents.services.sealing import ensure_file
from jobs.registry import handler


@handler("seal_document")
def seal_document(job):
    """Render and seal a registered paper. A worker killed half-way leaves no second file."""
    ensure_file(Document.objects.select_related("organization").get(pk=job.payload["document"]))
