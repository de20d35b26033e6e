"""A roadmap as it stands today: every line with its state, stages and the whole with their totals."""

import datetime as dt
from dataclasses import dataclass, field, replace

from django.db.models import Exists, OuterRef

from common.facts import read_once
from common.russian import done_of
from roadmap.items import MENTEE_BANK, Item, are_mentees, asks_for_mentees, items_of, keys_of, progress_of
from roadmap.models import Activity, Evidence, Roadmap, Stage
from roadmap.progress import Missing, Progress, count
from roadmap.states import CLOSED, Condition, State, condition_of, counted_words, is_endless

SHOWN = {
    "all": lambda line: True,
    "attention": lambda line: line.condition.needs_attention,
    "mine": lambda line: line.is_mine,
    "open": lambda line: not line.condition.is_closed,
    "unproven": lambda line: line.is_unproven,
}
SHORTLY = dt.timedelta(days=30)


@dataclass(frozen=True)
class Line:
    """One activity with its state, what is missing for it and what proves it.

    `papers` come from the counters, `evidence` was put there by hand; both together are the `documents`.
    """

    activity: Activity
    condition: Condition
    progress: Progress | None = None
    missing: list[Missing] = field(default_factory=list)
    papers: list[Missing] = field(default_factory=list)
    url: str = ""
    items: list[Item] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    is_mine: bool = False

    @property
    def state(self):
        return self.condition.state

    @property
    def runs_on(self):
        return is_endless(self.activity)

    @property
    def is_late(self):
        return self.state == State.LATE

    @property
    def more(self):
        """How many things are missing beside the first."""
        return len(self.missing) - 1

    @property
    def counted(self):
        return counted_words(self.progress)

    @property
    def documents(self):
        return [*self.papers, *(Missing(row.title, row.address) for row in self.evidence)]

    @property
    def is_unproven(self):
        """Work that has begun and left no paper yet."""
        return not self.papers and not self.evidence and self.state not in {State.PLANNED, State.NOT_NEEDED}


@dataclass(frozen=True)
class Totals:
    """How many lines stand how. What is not required is left out of the whole."""

    states: tuple[State, ...]

    def of(self, *wanted):
        return sum(state in wanted for state in self.states)

    @property
    def total(self):
        return len(self.states) - self.of(State.NOT_NEEDED)

    @property
    def done(self):
        return self.of(State.DONE, State.HAND)

    @property
    def is_done(self):
        return all(state in CLOSED for state in self.states)

    @property
    def words(self):
        """ "Закрыто 17 из 26, идут 5, впереди 3, просрочено 1"; zeros are not said."""
        if not self.total:
            return "Мероприятий пока нет"
        parts = [
            ("идут", self.of(State.RUNNING)),
            ("ждут", self.of(State.WAITING, State.NO_DATA)),
            ("впереди", self.of(State.PLANNED)),
            ("просрочено", self.of(State.LATE)),
            ("не требуется", self.of(State.NOT_NEEDED)),
        ]
        said = [f"Закрыто {done_of(self.done, self.total)}", *(f"{words} {n}" for words, n in parts if n)]
        return ", ".join(said)


@dataclass(frozen=True)
class Section:
    """A stage with its lines; `stage` is None in a roadmap without stages."""

    stage: Stage | None
    lines: list[Line]

    @property
    def totals(self):
        return Totals(tuple(line.state for line in self.lines))

    @property
    def mark(self):
        return self._shown[0]

    @property
    def words(self):
        return self._shown[1]

    @property
    def _shown(self):
        totals = self.totals
        if not totals.total:
            return "none", "не требуется" if self.lines else "нет мероприятий"
        counted = done_of(totals.done, totals.total)
        if totals.is_done:
            return "done", f"готово, {counted}"
        if totals.of(State.LATE):
            return "late", f"есть просрочка, {counted}"
        if totals.of(State.PLANNED) + totals.of(State.NOT_NEEDED) == len(self.lines):
            first = min(self._planned, key=lambda line: line.condition.begins)
            return "plan", f"{first.condition.words}, {counted}"
        return (
            "run",
            f"весь год, {counted}" if self.stage and self.stage.is_continuous else f"идёт, {counted}",
        )

    @property
    def _planned(self):
        return [line for line in self.lines if line.state == State.PLANNED]

    def shown(self, show):
        return [line for line in self.lines if SHOWN[show](line)]


@dataclass(frozen=True)
class Overview:
    """The whole roadmap today."""

    roadmap: Roadmap
    sections: list[Section]
    facts: dict[str, Progress]

    @property
    def lines(self):
        return [line for section in self.sections for line in section.lines]

    @property
    def totals(self):
        return Totals(tuple(line.state for line in self.lines))

    def line_of(self, activity):
        return next(line for line in self.lines if line.activity.pk == activity.pk)

    def count(self, show):
        return sum(SHOWN[show](line) for line in self.lines)


def overview(roadmap, *, own=True, me=None, rows=None):
    """Count everything once. `own=False` is for a body above: figures only, no names, notes or links into rows.

    For a page of `me` the lines also carry the evidence, and those that the actor answers for are marked. `rows` are
    the lines to count, when not all of them.
    """
    rows = (roadmap.activities.all() if rows is None else rows).select_related("closed_by", "stage")
    activities = with_ticks(roadmap, list(rows.annotate(is_named=named(me)) if me else rows))
    facts = count(roadmap, _keys(activities))
    has_evidence = me and own and not roadmap.is_draft_version
    evidence = evidence_of(activities) if has_evidence else {}
    lines = [_line(row, facts, roadmap.organization.today, own, me, evidence) for row in activities]
    return Overview(roadmap, _sections(lines), facts)


def line_of(activity, *, own=True, me):
    """One line alone: only what closes it is counted. Takes a line that was annotated by `named`."""
    with_ticks(activity.roadmap, [activity])
    facts = count(activity.roadmap, _keys([activity]))
    evidence = evidence_of([activity]) if own else {}
    return _line(activity, facts, activity.roadmap.organization.today, own, me, evidence)


def due_lines(seen, today):
    """Open lines that are late or due in the next 30 days, by date; work that runs all the time is never due."""
    pressing = [
        line
        for line in seen.lines
        if not line.condition.is_closed and not line.runs_on and line.activity.due_on
    ]
    near = [line for line in pressing if line.activity.due_on <= today + SHORTLY]
    return sorted(near, key=lambda line: (line.activity.due_on, line.activity.order))


@read_once
def current_overview(organization):
    """The overview of the running year's roadmap, or None; the desk asks for it more than once."""
    roadmap = Roadmap.objects.current(organization)
    return overview(roadmap) if roadmap else None


def with_ticks(roadmap, activities):
    """Lines of a version by which no work goes, with the ticks of the version in force: there they are made."""
    if roadmap.is_current:
        return activities
    working = Activity.objects.filter(
        organization=roadmap.organization_id, roadmap__starts_on=roadmap.starts_on, roadmap__is_current=True
    )
    ticked = {row.uid: row for row in working.exclude(closed_on=None).select_related("closed_by")}
    for activity in activities:
        if row := ticked.get(activity.uid):
            activity.closed_on, activity.closed_by = row.closed_on, row.closed_by
            activity.closed_note = row.closed_note
    return activities


def named(me):
    """Whether the membership answers for a line in person, to annotate lines with."""
    return Exists(Activity.members.through.objects.filter(activity=OuterRef("pk"), membership=me))


def evidence_of(activities):
    """Evidence of the lines by the key of the line, in one query."""
    found = {}
    for row in Evidence.objects.filter(activity__in=activities).select_related("added_by"):
        found.setdefault(row.activity_id, []).append(row)
    return found


def _keys(activities):
    keys = [key for activity in activities for key in keys_of(activity) if key]
    return [*keys, MENTEE_BANK] if any(map(asks_for_mentees, activities)) else keys


def _sections(lines):
    """Stages in their order, then the lines of a roadmap without stages."""
    met = {line.activity.stage_id: line.activity.stage for line in lines if line.activity.stage_id}
    stages = sorted(met.values(), key=lambda stage: stage.number)
    parts = [
        Section(stage, [line for line in lines if line.activity.stage_id == stage.pk]) for stage in stages
    ]
    rest = [line for line in lines if line.activity.stage_id is None]
    return [*parts, Section(None, rest)] if rest else parts


def _line(activity, facts, today, own, me, evidence):
    items = items_of(activity, facts)
    progress = progress_of(items) if items else facts.get(activity.counter)
    is_needed = are_mentees(facts) or not activity.only_with_mentees
    condition = condition_of(activity, progress, today=today, is_needed=is_needed)
    if not own:
        note = "" if condition.state == State.HAND else condition.note
        return Line(activity, replace(condition, note=note), progress, items=[item.bare for item in items])
    kept = {
        "items": items,
        "evidence": evidence.get(activity.pk, []),
        "is_mine": me is not None and (activity.is_named or me.role in activity.roles),
    }
    if progress is None:
        return Line(activity, condition, url=activity.get_absolute_url(), **kept)
    missing = [] if condition.is_closed else progress.missing
    url = progress.url or activity.get_absolute_url()
    return Line(activity, condition, progress, missing, progress.papers, url, **kept)
