"""The fingerprint of frozen questions, and their nightly comparison with it."""

import hashlib
import json

from django.db.models import Q

from common.integrity import watches
from surveys.models import Questionnaire


def digest_of(content: dict) -> str:
    """SHA-256 of the canonical text: the same whatever a database makes of the order of keys and of 5.0."""
    canonical = json.dumps(plain(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def plain(value):
    """Numbers that are whole are written as whole ones."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


@watches
def frozen_questionnaires():
    """(how many were checked, sentences about those whose questions are not what they were)."""
    frozen = ~Q(digest="") | Q(status=Questionnaire.Status.FROZEN)
    rows = Questionnaire.objects.filter(frozen).select_related("organization")
    checked, damaged = 0, []
    for row in rows.iterator(100):
        checked += 1
        if digest_of(row.content) != row.digest:
            words = f"{row.organization}, анкета «{row}», редакция {row.version}: вопросы не совпадают с отпечатком."
            damaged.append(words)
    return checked, damaged
