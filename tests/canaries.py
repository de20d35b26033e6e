"""Words that cannot stand anywhere by chance, planted into every text of an institution (TEN-3)."""

import re

from django.apps import apps
from django.db import models
from django.db.models import Q

from accounts.models import User
from desk.models import Letter
from organizations.models import Organization, OwnedModel
from people.models import Request
from roadmap.models import Stage

# How the rows of models without a column `organization` are found.
OWNERS = {
    Organization: "pk",
    User: "memberships__organization",
    Letter: "user__memberships__organization",
    Request: "entry__organization",
    Stage: "roadmap__organization",
}
# Texts that the program reads rather than shows: a key, a code, a pattern, a name of a file.
READ = {
    "action", "code", "content_type", "counter", "hash", "key_file", "kind", "number", "order_number_pattern",
    "password", "previous_hash", "result_name", "scan_sha256", "search", "series", "subject_type", "template",
    "text_version", "time_zone", "identity", "values", "inn", "ogrn",
    "periods", "roles", "columns", "file", "picture", "problem", "sha256", "page", "query",
    "facts", "token_hash", "pattern", "is", "uid", "look", "until", "removed",
    "inputs", "result", "rules", "reasons",
    "key", "question", "measure", "origin", "digest", "common_hash", "stored",
    "link_salt", "common_salt", "told_step",
}  # fmt: skip
WHOLE_MODELS_READ = {
    "Entry",
    "ChainHead",
    "NumberSeries",
    "CalendarFeed",
    "Reminder",
    "Seal",
    "Signature",
    "FrozenFile",
    "Acknowledgement",
    "Merge",
    "Turnout",
    "Box",  # shown as figures of five answers and more: surveys/tests/test_results_hiding.py
}
LATIN = {"КАНАРЕЙКА": "canary", "СИНИЦА": "titmouse"}
ROOM = 28  # what the longest word needs


def plant(organization, word):
    """Put `word`-model-pk into every text of the institution's rows, as it stands in the database now."""
    for model in planted_models():
        owner = OWNERS.get(model, "organization")
        rows = model.objects.filter(Q(**{owner: organization.pk})).distinct()
        for row in rows:
            values = texts_of(row, word)
            model.objects.filter(pk=row.pk).update(**values)


def planted_models():
    """Models of the house that keep texts of an institution."""
    ours = [model for model in apps.get_models() if model in OWNERS or issubclass(model, OwnedModel)]
    return [model for model in ours if model.__name__ not in WHOLE_MODELS_READ and texts_of(model(), "")]


def texts_of(row, word):
    values = {}
    for column in row._meta.concrete_fields:
        if column.name in READ or column.choices or column.unique or column.is_relation:
            continue
        mark = f"{word}-{row._meta.model_name}-{row.pk}"
        if (value := replaced(column, getattr(row, column.attname), mark)) is not None:
            values[column.attname] = value
    return values


def replaced(column, value, mark):
    """The planted value of a column, or None when there is no room for a word."""
    if isinstance(column, models.JSONField):
        return deep(value, mark)
    if isinstance(column, (models.FileField, models.URLField)):
        return None
    if isinstance(column, models.EmailField):
        word, _, rest = mark.partition("-")
        return f"{LATIN.get(word, word)}-{rest}@example.org"
    if isinstance(column, (models.CharField, models.TextField)) and (column.max_length or ROOM) >= ROOM:
        return mark
    return None


def deep(value, mark):
    """The same shape with the word in each text."""
    if isinstance(value, dict):
        return {key: inner if key in READ else deep(inner, mark) for key, inner in value.items()}
    if isinstance(value, list):
        return [deep(inner, mark) for inner in value]
    return mark if isinstance(value, str) and value else value


def found(word, text):
    """Models whose planted word stands in the text, whatever case it was put in and wherever the line broke."""
    flat = re.sub(r"[\s\u00ad]+", "", text).lower()
    stem = word.lower()[:-1]
    return set(re.findall(rf"{stem}\w{{0,3}}-+([a-z]+)-+\d", flat)) | set(
        re.findall(rf"{LATIN[word]}-([a-z]+)-\d", flat)
    )
