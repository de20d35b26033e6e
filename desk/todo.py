"""What waits for a person. A room registers its sources in `AppConfig.ready`; the desk page reads them all."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

SOURCES: list[Callable] = []


@dataclass(frozen=True)
class Task:
    """One thing to do: words, an address, a term; for the curator also who owes it.

    `key` names the thing for good, where several things share a page: reminders know by it what they have told.
    `answers` are a field and its (value, words): on the participant's page a press on one sends it to the address.
    """

    title: str
    url: str
    due: dt.date | None = None
    detail: str = ""
    owes: list[str] = field(default_factory=list)
    deed: str = "Открыть"
    key: str = ""
    answers: tuple = ()

    @property
    def identity(self):
        return self.key or f"{self.url} {self.deed}"


def source(function):
    """Register `function(membership) -> list[Task]`; it must cost a fixed number of queries."""
    SOURCES.append(function)
    return function


def tasks_for(membership):
    """All tasks of the actor, the most urgent first, those without a term last."""
    tasks = [task for function in SOURCES for task in function(membership)]
    return sorted(tasks, key=lambda task: (task.due or dt.date.max, task.title))
