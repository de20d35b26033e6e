"""Kinds of jobs. A room registers its kinds in `AppConfig.ready` by importing its `jobs` module."""

from collections.abc import Callable

HANDLERS: dict[str, Callable] = {}


def handler(kind):
    """Register `function(job) -> None | (bytes, file name)` as the work of a kind of job.

    A handler may run more than once (a killed worker, a lost lease): it must leave the same result each time.
    """

    def add(function):
        if kind in HANDLERS:
            raise ValueError(f"job kind {kind} is registered twice")
        HANDLERS[kind] = function
        return function

    return add
