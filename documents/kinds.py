"""What differs from one kind of paper to another: where it is numbered, how it is drawn, how long it is kept."""

from dataclasses import dataclass

from documents.models import Document
from documents.papers import destruction_act, order_pairs, order_roadmap


@dataclass(frozen=True)
class Kind:
    series: str
    template: str
    keep: str
    pattern: str = ""  # of numbers; without one the institution's own for orders
    body: str = "papers/_order_body.html"  # the same content on a page


KINDS = {
    Document.Kind.ORDER_PAIRS: Kind(
        series=order_pairs.SERIES, template="papers/order.html", keep=order_pairs.KEEP
    ),
    Document.Kind.ORDER_ROADMAP: Kind(
        series=order_roadmap.SERIES, template="papers/order.html", keep=order_roadmap.KEEP
    ),
    Document.Kind.DESTRUCTION_ACT: Kind(
        series=destruction_act.SERIES,
        template="papers/destruction_act.html",
        keep=destruction_act.KEEP,
        pattern="{n}",
        body="papers/_act_body.html",
    ),
}
SERIES_NAMES = {"core": "Приказы по основной деятельности"}


def kind_of(document):
    return KINDS[document.kind]


def pattern_of(document):
    return kind_of(document).pattern or document.organization.order_number_pattern
