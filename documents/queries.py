"""Papers and acquaintance with them as the desk and the roadmap read them, once a request."""

from common.facts import read_once
from documents.models import Acknowledgement, Document


@read_once
def papers_of(organization):
    return list(Document.objects.filter(organization=organization).defer("content").order_by("dated", "pk"))


@read_once
def acknowledgements_of(organization):
    """Who must know the signed papers, done and owed."""
    rows = Acknowledgement.objects.filter(organization=organization, document__status=Document.Status.SIGNED)
    return list(rows.select_related("person", "document").defer("document__content"))
