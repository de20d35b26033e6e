"""What comes into force with the signature under a paper."""

from pairs.services import start_pairs
from roadmap.services import approve_by_order


def enact(document, *, by):
    """Pairs of an order start to work; the roadmap that an order approves becomes the one in force."""
    start_pairs(document.pairs.all(), by=by)
    if document.roadmap:
        approve_by_order(document.roadmap, dated=document.dated, number=document.number, by=by)
