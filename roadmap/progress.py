"""How far a kind of work is, counted from facts. A room registers its counters in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass, field

COUNTERS: dict[str, tuple[str, Callable]] = {}


@dataclass(frozen=True)
class Missing:
    """One thing that is missing, in words, with the page that mends it."""

    words: str
    url: str = ""


@dataclass(frozen=True)
class Progress:
    """`done` of `total`; total 0 means that there is nothing to count yet, which is never shown as zero."""

    done: int
    total: int
    missing: list[Missing] = field(default_factory=list)
    url: str = ""
    words: str = ""  # what is counted: "согласий", "пар в приказе"
    papers: list[Missing] = field(default_factory=list)  # papers that prove it: words and address
    by_items: bool = False  # what is counted are the content items of one line

    @property
    def is_done(self):
        return self.total > 0 and self.done >= self.total


def counter(key, label):
    """Register `function(roadmap) -> Progress` under a key that activities name; a fixed number of queries each."""

    def add(function):
        if key in COUNTERS:
            raise ValueError(f"counter {key} is registered twice")
        COUNTERS[key] = (label, function)
        return function

    return add


def count(roadmap, keys):
    """Progress by key for one roadmap; each counter runs once however many activities name it."""
    return {key: COUNTERS[key][1](roadmap) for key in dict.fromkeys(keys) if key in COUNTERS}
