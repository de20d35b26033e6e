"""Papers and acquaintance with them as the desk and the roadmap read them, once a request."""

from django.db.models import Exists, OuterRef, Q

from common.facts import read_once
from documents.models import Acknowledgement, Document, Link


@read_once
def papers_of(organization):
    """All papers without their texts; `is_cancelled` says whether a signed paper has cancelled one."""
    cancels = Link.objects.filter(kind=Link.Kind.CANCELS, source__status=Document.Status.SIGNED)
    rows = Document.objects.filter(organization=organization).defer("content", "facts", "search")
    rows = rows.annotate(is_cancelled=Exists(cancels.filter(target=OuterRef("pk"))))
    return list(rows.order_by("dated", "pk"))


@read_once
def acknowledgements_of(organization):
    """Who must know the signed papers, done and owed; who left without reading owes nothing any more."""
    rows = Acknowledgement.objects.filter(organization=organization, document__status=Document.Status.SIGNED)
    rows = rows.filter(Q(at__isnull=False) | Q(person__left_on__isnull=True))
    heavy = ("document__content", "document__facts", "document__search")
    return list(rows.select_related("person", "document").defer(*heavy))
