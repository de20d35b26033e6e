"""What differs from one kind of paper to another: where it is numbered, how it is drawn, how long it is kept."""

from dataclasses import dataclass

from documents.models import Document
from documents.papers import order_pairs, order_roadmap


@dataclass(frozen=True)
class Kind:
    series: str
    template: str
    keep: str


KINDS = {
    Document.Kind.ORDER_PAIRS: Kind(
        series=order_pairs.SERIES, template="papers/order.html", keep=order_pairs.KEEP
    ),
    Document.Kind.ORDER_ROADMAP: Kind(
        series=order_roadmap.SERIES, template="papers/order.html", keep=order_roadmap.KEEP
    ),
}
SERIES_NAMES = {"core": "Приказы по основной деятельности"}


def kind_of(document):
    return KINDS[document.kind]
