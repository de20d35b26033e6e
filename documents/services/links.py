"""What one paper does to others and what it holds while it is drawn up: kept in step with the facts of a draft."""

from django.core.exceptions import ValidationError

from documents.kinds import kind_of
from documents.models import Document, Link
from pairs.models import Pair
from pairs.services import let_out_of_order, take_into_order
from roadmap import services as roadmap_services
from roadmap.models import Roadmap

# Orders that take a ready pair or a roadmap with them; their own pages of pairs and roadmaps take theirs beforehand.
TAKING_PAIR, TAKING_ROADMAP = {Document.Kind.ORDER_CHANGE}, {Document.Kind.ORDER_REGULATION}
HOLDING_PAIRS = {Document.Kind.ORDER_PAIRS} | TAKING_PAIR
HOLDING_ROADMAP = {Document.Kind.ORDER_ROADMAP} | TAKING_ROADMAP


def keep_links(document, subject, *, by):
    """The links that the facts of a draft mean, no others; what the order takes is held, what it left is let go.

    Call after the rows of the draft are kept. A target that is bound already is refused with a sentence.
    """
    wanted = {target.pk: kind for kind, target in kind_of(document).links(subject)}
    document.links.exclude(target__in=wanted).delete()
    kept = {link.target_id: link for link in document.links.all()}
    for target, kind in wanted.items():
        link = kept.get(target) or Link(organization=document.organization, source=document, target_id=target)
        link.kind = kind
        link.full_clean()
        link.save()
    if document.kind in TAKING_PAIR | TAKING_ROADMAP:
        _take(document, subject, by=by)
        _let_go_what_is_left(document.organization, by=by)


def _take(document, subject, *, by):
    if document.kind in TAKING_PAIR and (row := subject.one("new_pair")):
        if row.pair.status != Pair.Status.ORDERED:
            take_into_order([row.pair], by=by)
        elif row.pair.documents.filter(kind__in=HOLDING_PAIRS).exclude(pk=document.pk).exists():
            raise ValidationError(f"Пара «{row.pair}» уже стоит в другом приказе. Выберите другую.")
    plan = document.roadmap
    if document.kind in TAKING_ROADMAP and plan:
        others = plan.documents.filter(kind__in=HOLDING_ROADMAP).exclude(pk=document.pk)
        if not plan.is_in_order or plan.is_approved or others.exists():
            roadmap_services.take_into_order(plan, by=by)


def _let_go_what_is_left(organization, *, by):
    """A draft whose facts changed: pairs and roadmaps that no paper names any more are free again."""
    pairs = Pair.objects.filter(organization=organization)
    let_out_of_order(pairs.exclude(documents__kind__in=HOLDING_PAIRS), by=by)
    plans = Roadmap.objects.filter(organization=organization, is_in_order=True, approved_on=None)
    for plan in plans.exclude(documents__kind__in=HOLDING_ROADMAP):
        roadmap_services.let_out_of_order(plan, by=by)


def let_go(document, *, by):
    """Before a draft is removed: what it holds is free again. A draft that another paper acts on is not removed."""
    if link := Link.objects.filter(target=document).select_related("source").first():
        raise ValidationError(
            f"Документ стоит в другом: «{link.source.title}». Сначала удалите тот черновик."
        )
    if document.kind in HOLDING_PAIRS:
        let_out_of_order(document.pairs, by=by)
    if document.kind in HOLDING_ROADMAP and document.roadmap:
        roadmap_services.let_out_of_order(document.roadmap, by=by)
