"""What comes into force with the signature under a paper."""

import datetime as dt

from django.core.exceptions import ValidationError

from documents.forms.order_change import COMPLETED, GOING_ON, LEFT, PROLONGED, REPLACED, WITHDRAWN
from documents.models import Document, Link
from documents.services.links import HOLDING_PAIRS, HOLDING_ROADMAP
from documents.services.programmes import approve
from pairs.models import Pair
from pairs.services import carry_out_change, end_pair, prolong_pair, require_allowed, start_pairs
from roadmap.services import approve_by_order

Kind = Document.Kind
STOPPED = {Pair.Status.PAUSED, Pair.Status.ENDED}
RUNNING = {Pair.Status.ACTIVE, Pair.Status.PAUSED}
OUTCOMES = {
    COMPLETED: Pair.Outcome.DONE,
    LEFT: Pair.Outcome.LEFT,
    WITHDRAWN: Pair.Outcome.LEFT,
    REPLACED: Pair.Outcome.REPLACED,
}
ENDING = {Kind.ORDER_CHANGE, Kind.ORDER_CANCELLING}  # orders that stop pairs from a day of theirs


def require_running(document):
    """Whether a paper may still be signed: its pairs run or may stop, what it acts on is in force. Under the lock."""
    _require_targets(document)
    if document.kind == Kind.ORDER_CHANGE:
        _require_not_ended(document)
    if document.kind not in HOLDING_PAIRS:
        return
    pairs = starting(document).select_for_update(of=("self",)).order_by("pk")
    if stopped := [pair for pair in pairs if pair.status in STOPPED]:
        words = "; ".join(f"{pair}: {pair.get_paused_for_display() or 'завершена'}" for pair in stopped)
        raise ValidationError(
            f"Приостановлены или завершены пары ({words}). Верните документ куратору: "
            "черновик удаляют и составляют без них."
        )
    for pair in pairs:
        require_allowed(pair)


def enact(document, *, by):
    """Pairs of an order start or stop, the roadmap that an order approves becomes the one in force."""
    if document.kind == Kind.ORDER_PAIRS:
        start_pairs(document.pairs.all(), by=by)
    if document.kind in ENDING:
        end_pairs_of(document, document.organization.today, by=by)
    if document.facts.get("ground") == PROLONGED:
        prolong_pair(
            document.pairs.get(pk=stopped_pair(document)), until=_day(document, "new_ends_on"), by=by
        )
    if document.kind in HOLDING_ROADMAP and document.roadmap:
        approve_by_order(document.roadmap, dated=document.dated, number=document.number, by=by)
    approve(document, by=by)


def starting(document):
    """The pairs that an order starts: all it names, but for the one that it stops."""
    if document.kind == Kind.ORDER_CHANGE:
        return document.pairs.exclude(pk=stopped_pair(document))
    return document.pairs.all()


def stopped_pair(document):
    """Key of the pair that an order of change stops, or prolongs, or gives a substitute."""
    return int(document.facts["pair"].partition(":")[2])


def stopped_pairs(document):
    """Pairs by which a draft cannot be signed any more: paused or ended since it was drawn up."""
    if document.kind not in HOLDING_PAIRS:
        return Pair.objects.none()
    return starting(document).filter(status__in=STOPPED)


def end_pairs_of(document, day, *, by):
    """Stop the pairs of a signed order whose day has come, and start the one in its place.

    An order of a later day waits for `end_pairs_due`.
    """
    if document.facts.get("ground") in GOING_ON:
        return
    since = _day(document, "effective_on")
    if since > day:
        return
    for pair in ending_pairs(document).order_by("pk"):
        if document.kind == Kind.ORDER_CHANGE:
            carry_out_change(pair, on=since, outcome=outcome_of(document), by=by)
        else:
            end_pair(pair, on=since, by=by, outcome=Pair.Outcome.EARLY)
    if document.kind == Kind.ORDER_CHANGE:
        start_pairs(starting(document), by=by)


def outcome_of(document):
    """What a pair came to that this order stops."""
    if document.facts.get("new_pair"):
        return Pair.Outcome.REPLACED
    return OUTCOMES.get(document.facts.get("ground"), Pair.Outcome.EARLY)


def _day(document, name):
    return dt.date.fromisoformat(document.facts[name])


def ending_pairs(document):
    """The running pairs that an order stops. A cancelled order on pairs stops those that no other order holds."""
    if document.kind == Kind.ORDER_CHANGE:
        return document.pairs.filter(pk=stopped_pair(document), status__in=RUNNING)
    cancels = Link.objects.filter(kind=Link.Kind.CANCELS)
    void = cancels.filter(source__status=Document.Status.SIGNED).values("target")
    held = Document.objects.signed().filter(kind__in=HOLDING_PAIRS).exclude(pk__in=void)
    own = cancels.filter(source=document).values("target")
    targets = Document.objects.filter(pk__in=own, kind__in=HOLDING_PAIRS)
    pairs = Pair.objects.filter(documents__in=targets, status__in=RUNNING)
    return pairs.exclude(documents__in=held).distinct()


def end_pairs_due(organization, day):
    """Every day: stop the pairs whose last day an order signed earlier has set."""
    cancels = Link.objects.filter(kind=Link.Kind.CANCELS, source__status=Document.Status.SIGNED)
    orders = Document.objects.signed().filter(organization=organization, kind__in=ENDING)
    for document in orders.exclude(pk__in=cancels.values("target")):
        end_pairs_of(document, day, by=None)


def _require_not_ended(document):
    pair = document.pairs.select_for_update(of=("self",)).filter(pk=stopped_pair(document)).first()
    if pair is None or pair.status not in RUNNING:
        raise ValidationError(
            "Пара, о которой этот приказ, уже завершена. Верните документ куратору: черновик удаляют."
        )


def _require_targets(document):
    """Whom a paper changes or cancels must be signed and in force when it is signed (CON-4): its row is held."""
    links = document.links.filter(kind__in=[Link.Kind.AMENDS, Link.Kind.CANCELS])
    targets = Document.objects.select_for_update(of=("self",)).filter(linked_by__in=links)
    for target in targets.order_by("pk"):
        if target.status != Document.Status.SIGNED:
            raise ValidationError(f"{target} ещё не подписан. Сначала подпишите его.")
        cancelling = target.linked_by.filter(
            kind=Link.Kind.CANCELS, source__status__in=[Document.Status.ON_PAPER, Document.Status.SIGNED]
        )
        if other := cancelling.exclude(source=document).select_related("source").first():
            raise ValidationError(
                f"{target} уже утратил силу: {other.source}. Верните документ куратору: черновик удаляют."
            )
