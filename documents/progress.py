"""How far orders are, counted from the register."""

from django.db.models import Count, Q
from django.urls import reverse

from documents.models import Acknowledgement, Document
from pairs.models import Pair
from pairs.queries import with_people
from roadmap.progress import Missing, Progress, counter


@counter("order_pairs", "Пары в подписанном приказе")
def pairs_in_orders(roadmap):
    """Open pairs that a signed order names; what is missing says where the order is."""
    pairs = list(with_people(Pair.objects.open().filter(organization=roadmap.organization_id)))
    papers = Document.objects.filter(organization=roadmap.organization_id, kind=Document.Kind.ORDER_PAIRS)
    papers = list(papers.order_by("dated", "pk"))
    waiting = [paper for paper in papers if paper.status != Document.Status.SIGNED]
    missing = [
        Missing(f"{paper.title}: {paper.get_status_display()}", paper.get_absolute_url()) for paper in waiting
    ]
    add = reverse("documents:order_pairs_add")
    outside = [pair for pair in pairs if pair.status in {Pair.Status.PROPOSED, Pair.Status.READY}]
    missing += [
        Missing(
            f"{pair}: нет в приказе", add if pair.status == Pair.Status.READY else pair.get_absolute_url()
        )
        for pair in outside
    ]
    signed = [Missing(str(paper), paper.get_absolute_url()) for paper in papers if paper not in waiting]
    done = sum(pair.status == Pair.Status.ACTIVE for pair in pairs)
    return Progress(done, len(pairs), missing, reverse("documents:list"), "пар в приказе", signed)


@counter("acknowledgements", "Ознакомление с приказами")
def acquainted(roadmap):
    """People who know the signed orders that name them."""
    rows = Acknowledgement.objects.filter(
        organization=roadmap.organization_id, document__status=Document.Status.SIGNED
    )
    counts = rows.aggregate(done=Count("pk", filter=Q(at__isnull=False)), total=Count("pk"))
    owing = rows.owed().select_related("person", "document")[:200]
    missing = [Missing(f"{row.person}: {row.document}", row.document.get_absolute_url()) for row in owing]
    return Progress(counts["done"], counts["total"], missing, reverse("documents:list"), "ознакомлений")
