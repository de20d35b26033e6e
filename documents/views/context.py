"""What the page of one paper shows, whoever looks."""

from documents import permissions
from documents.kinds import kind_of
from documents.models import Document, FrozenFile, QualifiedSignature
from documents.services.drafts import current_content
from documents.services.editing import changes_since_sent
from documents.services.enacting import stopped_pairs
from documents.services.substituting import standing_in
from documents.views.aside import aside_of
from pairs.queries import with_people

# A deed is offered when the actor may do it and the paper is in the state for it.
WHEN = {
    "edit_draft": {Document.Status.DRAFT},
    "send": {Document.Status.DRAFT},
    "delete_draft": {Document.Status.DRAFT},
    "take_back": {Document.Status.AGREEING, Document.Status.TO_SIGN},
    "sign": {Document.Status.TO_SIGN},
    "register": {Document.Status.TO_SIGN},
    "scan": {Document.Status.ON_PAPER},
    "record_acknowledgement": {Document.Status.SIGNED},
}
# What an order approves goes with the order: these deeds are the order's.
OF_THE_ORDER = {"send", "take_back", "sign", "register", "scan"}
SHOWN_FIRST = [FrozenFile.Kind.SEALED, FrozenFile.Kind.SCAN, FrozenFile.Kind.PRINT]


def deeds_for(me, document):
    """{can_…: whether the page offers the deed}."""
    kind = kind_of(document)
    can = {
        name: document.status in statuses and getattr(permissions, f"can_{name}")(me, document)
        for name, statuses in WHEN.items()
        if name != "sign"
    }
    is_waiting = document.status == Document.Status.TO_SIGN
    substitute = standing_in(me) if is_waiting and me.role not in permissions.HEADS else None
    can["sign"] = is_waiting and permissions.can_sign(me, document, substitute)
    if not kind.by_head and document.status == Document.Status.DRAFT:
        can["register"] = permissions.can_register(me, document)
    if kind.approved_by_order:
        can |= dict.fromkeys(OF_THE_ORDER, False)
    return {f"can_{name}": allowed for name, allowed in can.items()}


def steps_for(me, document):
    """Who agrees to the paper; `can_decide` where the answer is the actor's to write down."""
    steps = list(document.steps.visible_to(me).select_related("document"))
    is_open = document.status == Document.Status.AGREEING
    for step in steps:
        step.can_decide = is_open and step.status == "waiting" and permissions.can_decide_step(me, step)
    return steps


def paper_context(me, document):
    """The paper, its files, who knows it, and what the actor may do with it."""
    rows = list(document.acknowledgements.visible_to(me).select_related("person"))
    paused = with_people(stopped_pairs(document))
    files = sorted(document.files.visible_to(me), key=place_of)
    return {
        "document": document,
        "paper": current_content(document),
        "body": kind_of(document).body,
        "has_form": kind_of(document).form is not None,
        "by_head": kind_of(document).by_head,
        "steps": steps_for(me, document),
        "rows": rows,
        "paused": [] if document.is_registered else list(paused),
        "row_count": sum(row.at is not None or row.person.left_on is None for row in rows),
        "known": sum(row.at is not None for row in rows),
        "mine": next((row for row in rows if row.person.membership_id == me.pk), None),
        "files": files,
        "qualified": QualifiedSignature.objects.visible_to(me).filter(document=document).first()
        if document.status == Document.Status.SIGNED
        else None,
        "signed_file": next((file for file in files if file.kind in SHOWN_FIRST), None),
        "has_word": permissions.can_see_papers(me) and "letterhead" in document.content,
        **aside_of(me, document),
        "outdated": changes_since_sent(document) if permissions.can_take_back(me, document) else [],
        **deeds_for(me, document),
    }


def place_of(file):
    """The paper itself first, then what came to it: signed lists, files of signatures."""
    return SHOWN_FIRST.index(file.kind) if file.kind in SHOWN_FIRST else len(SHOWN_FIRST)
