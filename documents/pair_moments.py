"""What papers tell in the history of pairs (pairs/rooms.py)."""

from documents.models import Document
from pairs.rooms import Moment, moments


@moments
def papers(pairs, me):
    """Registered papers that name these pairs, as far as the reader may open them."""
    rows = Document.objects.visible_to(me).filter(pairs__in=pairs, dated__isnull=False).distinct()
    return [
        Moment(paper.dated, str(paper), paper.get_absolute_url())
        for paper in rows.defer("content", "facts", "search")
    ]
