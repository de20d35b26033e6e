"""Reading a thing once: counters, tasks and pages of one request share what they read."""

from functools import wraps


def read_once(function):
    """Keep `function(row)` on the row object itself, for as long as that object lives: one request or one job.

    For read-outs only: a deed reads and locks what it changes.
    """

    @wraps(function)
    def reader(row):
        kept = row.__dict__.setdefault("_read_once", {})
        if reader not in kept:
            kept[reader] = function(row)
        return kept[reader]

    return reader
