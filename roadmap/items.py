"""A line that its content items close: each item is recognised by its words and counted by the counter they name."""

from dataclasses import dataclass
from textwrap import shorten

from common.russian import done_of
from roadmap.progress import COUNTERS, Missing, Progress
from roadmap.recognising import ITEMS, counter_of, needs_mentees
from roadmap.states import counted_words

LONGEST = 90  # letters of an item where it is named in passing


MENTEE_BANK = "mentee_bank"


@dataclass(frozen=True)
class Item:
    """One content item; `progress` is None when only a hand can tell whether it is done.

    An item "при наличии наставляемых" is not needed while the bank of mentees is empty.
    """

    text: str
    progress: Progress | None
    is_needed: bool = True

    @property
    def is_done(self):
        return self.progress is not None and self.progress.is_done

    @property
    def mark(self):
        if not self.is_needed or self.progress is None or not self.progress.total:
            return "none"
        return "done" if self.is_done else "run" if self.progress.done else "wait"

    @property
    def words(self):
        if not self.is_needed:
            return "не требуется: в банке нет наставляемых"
        if self.progress is None:
            return "отмечается вручную"
        return f"готово, {done_of(self.progress.done, self.progress.total)}" if self.is_done else self.counted

    @property
    def counted(self):
        return counted_words(self.progress)

    @property
    def url(self):
        return self.progress.url if self.progress else ""

    @property
    def bare(self):
        """The item for a body above: figures only."""
        progress = self.progress
        bare = progress and Progress(progress.done, progress.total, words=progress.words)
        return Item(self.text, bare, self.is_needed)

    @property
    def missing(self):
        return Missing(f"{shorten(self.text, LONGEST, placeholder='…')}: {self.words}", self.url)


def keys_of(activity):
    """The counters that close a line: its own, or one for each content item; "" where only a hand can tell."""
    if activity.counter == ITEMS:
        return [counter_of(item) for item in activity.content]
    return [activity.counter]


def asks_for_mentees(activity):
    """Whether the line, or an item that it counts, is needed only while there are mentees."""
    if activity.only_with_mentees:
        return True
    return activity.counter == ITEMS and any(map(needs_mentees, activity.content))


def are_mentees(facts):
    """Whether the bank of mentees has anybody; without the fact nothing is called needless."""
    bank = facts.get(MENTEE_BANK)
    return bank is None or bank.total > 0


def items_of(activity, facts):
    """The content items of a line that counts them, from the facts of all counters; no others."""
    if activity.counter != ITEMS:
        return []
    keys, are_any = keys_of(activity), are_mentees(facts)
    return [
        Item(text, facts.get(key), are_any or not needs_mentees(text))
        for text, key in zip(activity.content, keys, strict=True)
    ]


def progress_of(items):
    """How many items are done; None when nothing counts any of them, so that the line waits for a hand."""
    items = [item for item in items if item.is_needed]
    if not any(item.progress for item in items):
        return None
    open_items = [item for item in items if not item.is_done]
    papers = [paper for item in items if item.progress for paper in item.progress.papers]
    return Progress(
        len(items) - len(open_items),
        len(items),
        [item.missing for item in open_items],
        next((item.url for item in open_items if item.url), ""),
        papers=list(dict.fromkeys(papers)),
        by_items=True,
    )


def needs_proof(activity):
    """Whether a hand tick needs a file or a link: what the system itself counts needs a reason only."""
    keys = keys_of(activity)
    return not keys or any(key not in COUNTERS for key in keys)
