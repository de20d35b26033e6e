"""Several papers read on one page and signed with one confirmation."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.confirm import confirm_identity, send_confirmation_code, ways_to_confirm
from common.pages import chosen_ids, require
from documents.models import Document
from documents.permissions import can_open_queue
from documents.services.batches import all_signed, in_series, sign_several
from documents.services.numbering import next_numbers
from documents.services.substituting import standing_in
from documents.views.queue import FOLLOWING, WAYS, approved_by_each, sheet
from documents.views.signing import WRONG

MOST = 50  # papers of one page: each is shown in full


@require_http_methods(["GET", "POST"])
def sign_batch(request):
    """GET with ?paper=…: all chosen papers, readable; POST signs those whose fingerprint is still the shown one."""
    me = request.membership
    require(can_open_queue(me, standing_in(me)))
    asked = request.GET if request.method == "GET" else request.POST
    papers = chosen(me, chosen_ids(asked.getlist("paper")))
    if request.method == "GET":
        waiting = [paper for paper in papers if paper.status == Document.Status.TO_SIGN]
        return batch_page(request, waiting) if waiting else redirect("documents:to_sign")
    if not papers:
        raise Http404
    if "send_code" in request.POST:
        return mailed_code(request, papers)
    shown = {paper.pk: request.POST.get(f"shown_{paper.pk}", "") for paper in papers}
    unread = {paper.pk for paper in papers if not request.POST.get(f"read_{paper.pk}")}
    method = "again"
    if not all_signed(papers, shown=shown, by=me):
        try:
            if (method := confirm_identity(request, request.POST.get("secret", ""))) is None:
                raise ValidationError(WRONG)
        except ValidationError as error:
            return batch_page(request, papers, error=error, status=422)
    outcomes = sign_several(papers, shown=shown, unread=unread, method=method, by=me)
    return result_page(request, outcomes)


def chosen(me, pks):
    """Papers that were ticked, in the order of their numbers to be; those signed meanwhile stay for their answer."""
    papers = Document.objects.visible_to(me).filter(pk__in=pks[:MOST]).exclude(kind__in=FOLLOWING)
    papers = papers.exclude(status__in=[Document.Status.DRAFT, Document.Status.AGREEING])
    return in_series(papers.select_related("organization", "created_by__user", "signature"))


def batch_page(request, papers, *, error=None, notice="", status=200):
    substitute, ways = standing_in(request.membership), ways_to_confirm(request.user)
    numbers, followers = next_numbers(papers), approved_by_each(request.membership, papers)
    _, said, completes = WAYS["mail_code" if notice else ways[0]]
    context = {
        "sheets": [sheet(paper, followers[paper.pk], numbers[paper.pk], substitute) for paper in papers],
        "error": error,
        "notice": notice,
        "by_mail": "mail_code" in ways,
        "said": " или ".join(WAYS[way][1] for way in ways) if not notice else said,
        "completes": completes,
        "substitute": substitute,
    }
    return render(request, "documents/sign_batch.html", context, status=status)


def mailed_code(request, papers):
    """Mail a code of six digits; the page comes back with the same papers."""
    try:
        send_confirmation_code(request)
    except ValidationError as error:
        return batch_page(request, papers, error=error, status=422)
    return batch_page(
        request, papers, notice=f"Отправили код на {request.user.email}. Он действует 10 минут."
    )


def result_page(request, outcomes):
    """Who was signed and who was left, each with its sentence; 409 when one of them had been changed."""
    context = {
        "signed": [outcome.document for outcome in outcomes if not outcome.error],
        "left": [outcome for outcome in outcomes if outcome.error],
    }
    status = 409 if any(outcome.is_changed for outcome in outcomes) else 200
    return render(request, "documents/sign_batch_done.html", context, status=status)
