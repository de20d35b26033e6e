"""What the room of pairs tells inside its transactions, and what it means for papers."""

from django.core.exceptions import ValidationError
from django.dispatch import receiver

from documents.kinds import KINDS
from documents.models import Document
from documents.permissions import can_add_paper
from documents.services.drafts import draft_paper
from documents.services.sending import delete_draft
from pairs.change_papers import AGREEMENT, NOTICE, ORDER, answers_of, answers_of_substitution
from pairs.models import PairChange, Substitution
from pairs.signals import pair_changed

DRAFT = Document.Status.DRAFT


@receiver(pair_changed, sender=PairChange)
def papers_of_change(sender, *, change, by, **more):
    """A planned change gets its drafts, one that is dropped loses them."""
    if change.status == PairChange.Status.DROPPED:
        remove_drafts(change, by=by)
    else:
        draw_up(answers_of(change), change.pair, by=by)


@receiver(pair_changed, sender=Substitution)
def order_of_substitution(sender, *, change, by, **more):
    draw_up(answers_of_substitution(change), change.pair, by=by, again=True)


def draw_up(papers, pair, *, by, again=False):
    """The papers whose questions are all answered; the others wait for a person, the page of the change says why.

    One that is on its way already is not drawn up twice, unless `again`.
    """
    for name, answers in papers.items():
        kind = KINDS[name]
        if by is None or not can_add_paper(by, kind):
            continue
        on_the_way = pair.documents.filter(kind=name, dated=None, facts__pair=f"pair:{answers['pair']}")
        if on_the_way.exists() and not again:
            continue
        form = kind.form(answers, me=by)
        if form.is_valid():
            try_to_draft(kind, form.cleaned_data, by=by)


def try_to_draft(kind, facts, *, by):
    """The change is planned even where its order cannot be drawn up: another paper may act on the same order now."""
    try:
        draft_paper(kind, facts, by=by)
    except ValidationError:
        return


def remove_drafts(change, *, by):
    pairs = [pair for pair in (change.pair, change.new_pair) if pair]
    drafts = Document.objects.filter(pairs__in=pairs, status=DRAFT, kind__in=[NOTICE, ORDER, AGREEMENT])
    for draft in drafts.filter(created_at__gte=change.made_at).distinct():
        delete_draft(draft, by=by)
