"""The words of consents: an institution starts with the usual ones and may publish versions of its own."""

import json
from functools import cache
from pathlib import Path

from people.models import ConsentText

BUILTIN = Path(__file__).parent / "builtin" / "consents-2026-09.json"


@cache
def builtin_texts():
    """{"processing": words, "processing/minor": words, …}; words: title, body, closing, valid_months."""
    return json.loads(BUILTIN.read_text(encoding="utf-8"))


def ensure_texts(organization):
    """The current texts of an institution as {(kind, for_minors): text}; the usual ones where it has none yet.

    Call inside a transaction that holds `lock_people`.
    """
    known = set(ConsentText.objects.filter(organization=organization).values_list("kind", "for_minors"))
    missing = [
        ConsentText(
            organization=organization, kind=kind, for_minors=bool(minor), number=1,
            status=ConsentText.Status.CURRENT, published_on=organization.today, **words,
        )
        for key, words in builtin_texts().items()
        for kind, _, minor in [key.partition("/")]
        if (kind, bool(minor)) not in known
    ]  # fmt: skip
    ConsentText.objects.bulk_create(missing)
    current = ConsentText.objects.filter(organization=organization).current()
    return {(text.kind, text.for_minors): text for text in current}


def text_for(texts, kind, *, for_minors):
    """The current text of a kind; a kind without words for representatives has one text for everybody."""
    return texts.get((kind, for_minors)) or texts.get((kind, False))
