"""Letters of thanks and certificates for many people in one go: a draft for each of them."""

from django.db import transaction

from documents.papers.letters import lines_of, require_count
from documents.services.drafts import draft_paper
from people import gate


@transaction.atomic
def draft_letters(kind, facts, *, by):
    """A draft for each of the people and each typed line of the facts, all of them or none.

    ValidationError: nobody, more than 200, or somebody whose consent to processing was withdrawn meanwhile.
    """
    people, others = list(facts.get("people") or ()), lines_of(facts.get("others") or "")
    require_count(len(people) + len(others))
    gate.require_allowed(people, gate.Deed.PAPER)
    chosen = [{"people": [person], "others": ""} for person in people]
    chosen += [{"people": [], "others": line} for line in others]
    return [draft_paper(kind, {**facts, **one}, by=by) for one in chosen]
