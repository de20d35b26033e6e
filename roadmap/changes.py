"""What differs between two versions of a roadmap, in words. Pure: lines are known by their lasting sign `uid`."""

from bisect import bisect_left
from dataclasses import dataclass, field, replace

ADDED, REMOVED, MOVED, TERM, WORDS, HEADING = "added", "removed", "moved", "term", "words", "heading"
FIELDS = {
    "title": ("название", WORDS),
    "term": ("срок", TERM),
    "days": ("дни срока", TERM),
    "responsible": ("ответственные", WORDS),
    "result": ("документ", WORDS),
}


@dataclass(frozen=True)
class Row:
    """One line as a version has it; `stage` is the title of its stage, "" without one."""

    uid: str
    number: str
    title: str
    stage: str = ""
    content: tuple[str, ...] = ()
    term: str = ""
    days: str = ""
    responsible: str = ""
    result: str = ""

    @property
    def words(self):
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True)
class Version:
    """The words of a version: its heading, the titles of its stages, its lines in order."""

    heading: tuple[tuple[str, str], ...] = ()
    stages: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Change:
    """One difference: its kind, which line or part, what it is, and the words before and after where both matter."""

    kind: str
    about: str
    what: str
    before: str = ""
    after: str = ""


@dataclass
class Changes:
    """All differences of two versions that follow each other."""

    items: list[Change] = field(default_factory=list)

    def add(self, *said):
        self.items.append(Change(*said))


def compare(old: Version, new: Version) -> list[Change]:
    """Differences in the order of the new version; what is gone comes last. Numbers alone are no difference."""
    found = Changes()
    renamed = _renamed(old, new)
    old = _under_new_names(old, renamed)
    _compare_heading(old, new, renamed, found)
    before, after = ({row.uid: row for row in version.rows} for version in (old, new))
    moved = {uid for stage in new.stages or ("",) for uid in _moved_inside(stage, old, new)}
    for row in new.rows:
        if row.uid in before:
            _compare_rows(before[row.uid], row, row.uid in moved, found)
        else:
            found.add(ADDED, row.words, "добавлено" + (f", этап «{row.stage}»" if row.stage else ""))
    for row in old.rows:
        if row.uid not in after:
            found.add(REMOVED, row.words, "убрано")
    return found.items


def _renamed(old, new):
    """Titles of stages by their titles before: a gone one whose lines stand under a new one bears that name now."""
    stage_of = {row.uid: row.stage for row in new.rows}
    names = {row.stage: stage_of.get(row.uid) for row in reversed(old.rows) if row.stage not in new.stages}
    return {was: now for was, now in names.items() if was and now and now not in old.stages}


def _under_new_names(version, renamed):
    rows = tuple(replace(row, stage=renamed.get(row.stage, row.stage)) for row in version.rows)
    return replace(version, stages=tuple(renamed.get(title, title) for title in version.stages), rows=rows)


def _compare_heading(old, new, renamed, found):
    before = dict(old.heading)
    for name, text in new.heading:
        if text != before.get(name, ""):
            found.add(HEADING, name, "изменено", before.get(name, ""), text)
    for was, now in renamed.items():
        found.add(HEADING, f"Этап «{now}»", "переименован", was, now)
    for title in _only_in(new.stages, old.stages):
        found.add(HEADING, f"Этап «{title}»", "добавлен")
    for title in _only_in(old.stages, new.stages):
        found.add(HEADING, f"Этап «{title}»", "убран")
    was = [title for title in old.stages if title in new.stages]
    for title in _moved(was, [title for title in new.stages if title in old.stages]):
        found.add(MOVED, f"Этап «{title}»", "переставлен")


def _moved_inside(stage, old, new):
    """Lines that were in the stage before and are, at another place among those."""
    was, now = ([row.uid for row in version.rows if row.stage == stage] for version in (old, new))
    return _moved([uid for uid in was if uid in now], [uid for uid in now if uid in was])


def _compare_rows(old, new, is_out_of_order, found):
    if old.stage != new.stage and old.stage and new.stage:
        found.add(MOVED, new.words, "перенесено в другой этап", old.stage, new.stage)
    elif is_out_of_order:
        found.add(MOVED, new.words, "переставлено", old.number, new.number)
    for name, (words, kind) in FIELDS.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after and not (name == "days" and old.term != new.term):
            found.add(kind, new.words, words, before, after)
    for text in _only_in(new.content, old.content):
        found.add(WORDS, new.words, "добавлен пункт", "", text)
    for text in _only_in(old.content, new.content):
        found.add(WORDS, new.words, "убран пункт", text, "")


def _only_in(texts, others):
    return [text for text in texts if text not in others]


def _moved(before, after):
    """The fewest of the common signs that changed places: all but the longest run that kept its order."""
    place = {uid: at for at, uid in enumerate(before)}
    order = [place[uid] for uid in after]
    kept = _longest_rising(order)
    return [uid for uid, at in zip(after, order, strict=True) if at not in kept]


def _longest_rising(numbers):
    """The numbers of a longest rising part of the list."""
    if not numbers:
        return set()
    came_from, tails = {}, []
    for number in numbers:
        at = bisect_left(tails, number)
        came_from[number] = tails[at - 1] if at else None
        tails[at : at + 1] = [number]
    kept, last = set(), tails[-1]
    while last is not None:
        kept.add(last)
        last = came_from[last]
    return kept
