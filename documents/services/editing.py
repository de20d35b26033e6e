"""The words of a draft changed by hand, and what a sent paper misses of the facts as they are now."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from audit.services import record
from documents.comparing import differences
from documents.content import put_content
from documents.corrections import Correction, out_of_place
from documents.kinds import kind_of
from documents.merging import merge
from documents.models import Document
from documents.permissions import can_edit_draft
from documents.services.drafts import check_version, fresh_content, keep_version, locked_draft, subject_for
from documents.shapes import is_old, with_uids

WAITING = {Document.Status.AGREEING, Document.Status.TO_SIGN}


def states_of(document):
    """(the draft as it reads now, the same as the facts alone make it or None), both with uids."""
    fresh = fresh_content(document)
    if is_old(document.content):
        return with_uids(document.content), None
    return (merge(document.content, fresh), fresh) if fresh else (document.content, None)


def corrected(document, typed, *, keeps_gone=False):
    """(the draft with what was typed, the draft as it reads now, the facts alone); nothing is written."""
    current, fresh = states_of(document)
    return Correction(current, fresh, typed, keeps_gone=keeps_gone).content(), current, fresh


@transaction.atomic
def edit_draft(document, *, version, typed, by):
    """Keep what was typed (documents.corrections.Typed) in a draft; each save is a version.

    StaleDraft when `version` is not the one that stands: nothing is overwritten unknowingly.
    """
    document = locked_draft(document)
    if not can_edit_draft(by, document):
        raise PermissionDenied
    check_version(document, version)
    content, current, _ = corrected(document, typed)
    check_places(current, typed)
    check_whole(content, current)
    if content == document.content:
        return document
    put_content(document, content)
    document.version += 1
    document.full_clean()
    document.save(update_fields=["content", "title", "search", "version"])
    keep_version(document, "правка текста", by=by)
    record("document.edited", document, by=by, version=document.version)
    return document


def check_places(current, typed):
    """Words typed into a table that is gone are told, not lost in silence."""
    if lost := out_of_place(current, typed):
        words = [
            text for one in lost for text in (one.words.get("text"), *one.words.get("cells", ())) if text
        ]
        told = "; ".join(f"«{' '.join(text.split())[:200]}»" for text in words[:5])
        raise ValidationError(
            "Части документа, которую вы правили, в данных больше нет. Ниже документ, какой он сейчас."
            + (f" Ваши слова оттуда: {told}." if told else "")
        )


def check_whole(content, before):
    """A paper keeps its title and does not become empty."""
    for name in ("heading", "title_lines"):
        if before.get(name) and not content.get(name):
            raise ValidationError("Впишите заголовок: по нему документ находят в реестре.")
    if before.get("items") and not content["items"]:
        raise ValidationError("В приказе должен быть хотя бы один пункт.")
    if before.get("body") and not (content["body"] or content.get("items")):
        raise ValidationError("В документе должен остаться хотя бы один абзац.")


def changes_since_sent(document):
    """What would read otherwise were a waiting paper drawn up now: a list of documents.comparing.Change.

    Made as of the day it was sent, so that a paper which prints its day does not differ by the day alone.
    """
    kind = kind_of(document)
    if document.status not in WAITING or not document.facts or kind.build is None:
        return []
    subject = subject_for(document)
    if document.sent_at:
        subject.on = document.sent_at.astimezone(document.organization.zone).date()
    return differences(document.content, merge(document.content, kind.build(subject)))
