"""What the head's desk shows: the queue, one paper with what it approves, the ways to confirm."""

from django.shortcuts import render

from accounts.confirm import ways_to_confirm
from common.russian import counted
from documents.kinds import KINDS, kind_of
from documents.models import Document, Link
from documents.services.following import shown_hash
from documents.services.numbering import next_numbers
from documents.services.registering import preview
from documents.services.substituting import standing_in

# Way: what to choose, what to enter, how the browser may fill it in.
WAYS = {
    "password": ("Паролем от входа", "Пароль", "current-password"),
    "totp": ("Кодом из приложения", "Код из приложения", "one-time-code"),
    "mail_code": ("Кодом из письма", "Код из письма", "one-time-code"),
    "paper": ("На бумаге, загружу скан", "", ""),
}
FOLLOWING = [kind.key for kind in KINDS.values() if kind.approved_by_order]


def queue_of(me):
    """Papers that wait for the signature, the oldest first; what an order approves comes with its order."""
    waiting = Document.objects.visible_to(me).to_sign().exclude(kind__in=FOLLOWING)
    return list(waiting.select_related("organization", "created_by__user").order_by("sent_at", "pk"))


def approved_by_each(me, papers):
    """{pk: [papers that this one approves]}, one query for all."""
    found = {paper.pk: [] for paper in papers}
    links = Link.objects.visible_to(me).filter(source__in=found, kind=Link.Kind.APPROVES).order_by("pk")
    for link in links.select_related("target__organization"):
        found[link.source_id].append(link.target)
    return found


def sheet(document, followers, number, substitute):
    """One paper as it will read when signed, with its appendices that are papers of their own."""
    return {
        "document": document,
        "number": number,
        "paper": preview(document, number, substitute),
        "body": kind_of(document).body,
        "attached": [(paper, preview(paper, number, substitute), kind_of(paper).body) for paper in followers],
        "shown_sha256": shown_hash(document, followers),
    }


def desk_page(request, queue, document, *, way="", error=None, status=200):
    """The queue with one paper open."""
    substitute = standing_in(request.membership)
    context = {
        "queue": [(paper, *waiting_words(paper)) for paper in queue],
        "document": document,
        "error": error,
        "substitute": substitute,
    }
    if document:
        ways = ways_to_confirm(request.user)
        way = way if way in [*ways, "paper"] else ways[0]
        number, followers = (
            next_numbers([document])[document.pk],
            approved_by_each(request.membership, [document])[document.pk],
        )
        context |= ways_context(ways, way) | sheet(document, followers, number, substitute)
        context |= {
            "acquaint": document.acknowledgements.visible_to(request.membership).count(),
            "keep": kind_of(document).keep,
            "today": document.organization.today,
        }
    return render(request, "documents/to_sign.html", context, status=status)


def ways_context(ways, way):
    """The ways to confirm that this head has, paper always among them, and the words of the chosen one."""
    choices = [(name, *WAYS[name]) for name in [*ways, "paper"]]
    _, said, completes = WAYS[way if way != "paper" else ways[0]]
    return {"ways": ways, "way": way, "choices": choices, "said": said, "completes": completes}


def waiting_words(document):
    """(mark, words) about the whole days the paper has waited, on the wall of the institution."""
    sent = (document.sent_at or document.created_at).astimezone(document.organization.zone).date()
    days = (document.organization.today - sent).days
    if days > 0:
        return "wait", f"ждёт {counted(days, 'день', 'дня', 'дней')}"
    return "plan", "ждёт с сегодняшнего дня"
