"""Taking a person out of texts that speak of others too: the words go, the row stays."""

from people.destruction import mentions, pattern_of

GONE = "[данные уничтожены]"


def redacted(value, strings):
    """The same text, list or dict with every mention of the person replaced; keys of a dict stay."""
    if isinstance(value, str):
        return pattern_of(strings).sub(GONE, value)
    if isinstance(value, list):
        return [redacted(item, strings) for item in value]
    if isinstance(value, dict):
        return {key: redacted(item, strings) for key, item in value.items()}
    return value


def speaks_of(value, strings):
    """Whether a text, list or dict names the person anywhere."""
    if isinstance(value, str):
        return mentions(value, strings)
    if isinstance(value, dict):
        value = value.values()
    return isinstance(value, list | type({}.values())) and any(speaks_of(item, strings) for item in value)


def without_rows(value, strings):
    """The same lists without the items that name the person: lines of a table."""
    if isinstance(value, dict):
        return {key: without_rows(item, strings) for key, item in value.items()}
    if isinstance(value, list):
        return [item for item in value if not speaks_of(item, strings)]
    return redacted(value, strings)


def redact(rows, columns, strings):
    """Redact the named columns of these rows; how many rows named the person."""
    changed = 0
    for row in rows.only("pk", *columns).iterator(200):
        named = [name for name in columns if speaks_of(getattr(row, name), strings)]
        if named:
            values = {name: redacted(getattr(row, name), strings) for name in named}
            type(row).objects.filter(pk=row.pk).update(**values)
        changed += bool(named)
    return changed
