"""Several papers signed with one confirmation (PAP-3): each by the fingerprint of what was shown of it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError

from audit.services import record
from documents.models import Document
from documents.services.numbering import series_of
from documents.services.registering import ContentChanged, sign_document, signed_already

NOT_ALLOWED = "Этот документ подписать нельзя."


@dataclass(frozen=True)
class Outcome:
    """What became of one paper of a batch; `error` is a sentence, empty when it is signed."""

    document: Document
    error: str = ""
    is_changed: bool = False


def sign_several(papers, *, shown, unread, method, by):
    """Sign each of the papers by `shown` {pk: fingerprint}; one that cannot be signed is left with its sentence.

    Each is signed in a transaction of its own: a paper holds its series of numbers and the journal until its end, and
    two of them held at once would wait for each other with any other deed. What was signed before a crash stays
    signed, and the same request goes on from there. `unread` are the keys of papers signed without having been opened.
    """
    outcomes = [_signed(paper, shown.get(paper.pk, ""), method, by) for paper in papers]
    done = [outcome.document for outcome in outcomes if not outcome.error]
    if done:
        blind = [paper.pk for paper in done if paper.pk in unread]
        record("documents.signed_together", done[0], by=by, papers=[paper.pk for paper in done], unread=blind)
    return outcomes


def all_signed(papers, *, shown, by):
    """The very same batch was signed before: a second click leads to its result."""
    return bool(papers) and all(signed_already(paper, shown.get(paper.pk, ""), by) for paper in papers)


def in_series(papers):
    """Papers in the order in which they get their numbers: as they waited, series by series."""
    return sorted(papers, key=lambda paper: (series_of(paper), paper.sent_at or paper.created_at, paper.pk))


def _signed(paper, shown, method, by):
    try:
        return Outcome(sign_document(paper, shown_sha256=shown, method=method, by=by))
    except ContentChanged as error:
        return Outcome(paper, " ".join(error.messages), is_changed=True)
    except ValidationError as error:
        return Outcome(paper, " ".join(error.messages))
    except PermissionDenied:
        return Outcome(paper, NOT_ALLOWED)
