"""The paper by which the head approves a programme of a pair: drawn from its rows, and what its way does to it."""

from django.db import transaction

from documents.kinds import KINDS
from documents.models import Document
from documents.services.drafts import draft_paper
from programmes.models import Programme
from programmes.services import approve_programme, hold_programme, let_programme_go

OPEN = [Document.Status.DRAFT, Document.Status.AGREEING, Document.Status.TO_SIGN, Document.Status.ON_PAPER]


@transaction.atomic
def draft_programme(programme, *, by):
    """The draft of a programme's paper; one that is drawn up already is taken as it is."""
    programme = Programme.objects.select_for_update(of=("self",)).select_related("pair").get(pk=programme.pk)
    if paper := open_paper(programme):
        return paper
    hold_programme(programme, by=by)
    facts = {"programme": programme, "pair": programme.pair}
    return draft_paper(KINDS[Document.Kind(programme.kind)], facts, by=by)


def open_paper(programme):
    """The paper of a programme on its way, or None."""
    return papers_of(programme).filter(status__in=OPEN).order_by("-pk").first()


def papers_of(programme):
    return programme.pair.documents.filter(kind=programme.kind, facts__programme=f"programme:{programme.pk}")


def programme_of(document):
    """The programme that a paper approves; None for any other paper."""
    _, _, key = str(document.facts.get("programme") or "").partition(":")
    if not key.isdecimal():
        return None
    return Programme.objects.filter(organization=document.organization_id, pk=key).first()


def hold(document, *, by):
    """The paper goes to be signed, or gets its number: the programme stands still."""
    if programme := programme_of(document):
        hold_programme(programme, by=by)


def release(document, *, by):
    """The paper came back, or is removed: the programme is on check again."""
    if programme := programme_of(document):
        let_programme_go(programme, by=by)


def approve(document, *, by):
    if programme := programme_of(document):
        approve_programme(programme, day=document.dated, by=by)
