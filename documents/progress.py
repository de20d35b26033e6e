"""How far orders are, counted from the register."""

from django.urls import reverse

from documents.models import Document
from documents.queries import acknowledgements_of, papers_of
from pairs.models import Pair
from pairs.progress import running_rows
from roadmap.progress import Missing, Progress, counter


@counter("order_pairs", "Пары в подписанном приказе")
def pairs_in_orders(roadmap):
    """Running pairs that a signed order names; what is missing says where the order is."""
    pairs = [row.pair for row in running_rows(roadmap.organization)]
    papers = [paper for paper in papers_of(roadmap.organization) if paper.kind == Document.Kind.ORDER_PAIRS]
    waiting = [paper for paper in papers if paper.status != Document.Status.SIGNED]
    missing = [
        Missing(f"{paper.title}: {paper.get_status_display()}", paper.get_absolute_url()) for paper in waiting
    ]
    outside = [pair for pair in pairs if pair.status in {Pair.Status.PROPOSED, Pair.Status.READY}]
    missing += [Missing(f"{pair}: нет в приказе", pair.get_absolute_url()) for pair in outside]
    signed = [Missing(str(paper), paper.get_absolute_url()) for paper in papers if paper not in waiting]
    done = sum(pair.status == Pair.Status.ACTIVE for pair in pairs)
    return Progress(done, len(pairs), missing, reverse("documents:list"), "пар в приказе", signed)


@counter("acknowledgements", "Ознакомление с приказами")
def acquainted(roadmap):
    """People who know the signed orders that name them."""
    rows = acknowledgements_of(roadmap.organization)
    owing = [row for row in rows if row.at is None]
    missing = [Missing(f"{row.person}: {row.document}", row.document.get_absolute_url()) for row in owing]
    done = len(rows) - len(owing)
    return Progress(done, len(rows), missing, reverse("documents:list"), "ознакомлений")
