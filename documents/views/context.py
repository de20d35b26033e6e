"""What the page of one paper shows, whoever looks."""

from documents import permissions
from documents.kinds import kind_of
from documents.models import Document, FrozenFile
from documents.services.drafts import current_content
from documents.services.enacting import STOPPED
from pairs.queries import with_people

# A deed is offered when the actor may do it and the paper is in the state for it.
WHEN = {
    "edit_draft": Document.Status.DRAFT,
    "send": Document.Status.DRAFT,
    "delete_draft": Document.Status.DRAFT,
    "take_back": Document.Status.TO_SIGN,
    "sign": Document.Status.TO_SIGN,
    "register": Document.Status.TO_SIGN,
    "scan": Document.Status.ON_PAPER,
    "record_acknowledgement": Document.Status.SIGNED,
}
SHOWN_FIRST = [FrozenFile.Kind.SEALED, FrozenFile.Kind.SCAN, FrozenFile.Kind.PRINT]


def deeds_for(me, document):
    return {
        f"can_{name}": document.status == status and getattr(permissions, f"can_{name}")(me, document)
        for name, status in WHEN.items()
    }


def paper_context(me, document):
    """The paper, its files, who knows it, and what the actor may do with it."""
    rows = list(document.acknowledgements.visible_to(me).select_related("person"))
    paused = with_people(document.pairs.filter(status__in=STOPPED))
    files = sorted(document.files.all(), key=lambda file: SHOWN_FIRST.index(file.kind))
    return {
        "document": document,
        "paper": current_content(document),
        "body": kind_of(document).body,
        "has_form": kind_of(document).form is not None,
        "rows": rows,
        "paused": [] if document.is_registered else list(paused),
        "row_count": len(rows),
        "known": sum(row.at is not None for row in rows),
        "mine": next((row for row in rows if row.person.membership_id == me.pk), None),
        "files": files,
        "signed_file": files[0] if files else None,
        **deeds_for(me, document),
    }
