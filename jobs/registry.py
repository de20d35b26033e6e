"""Kinds of jobs. A room registers its kinds in `AppConfig.ready` by importing its `jobs` module."""

from collections.abc import Callable

HANDLERS: dict[str, Callable] = {}
KEPT_DAYS: dict[str, int] = {}  # how long the files of a kind that carry people are kept


def handler(kind, *, days=None):
    """Register `function(job) -> None | (bytes, file name)` as the work of a kind of job.

    A handler may run more than once (a killed worker, a lost lease): it must leave the same result each time.
    `days`: its file carries people and is deleted so many days after it was made (jobs/cleaning.py).
    """

    def add(function):
        if kind in HANDLERS:
            raise ValueError(f"job kind {kind} is registered twice")
        HANDLERS[kind] = function
        if days:
            KEPT_DAYS[kind] = days
        return function

    return add
