"""A roadmap as it stands today: every line with its state, stages and the whole with their totals."""

from dataclasses import dataclass, field

from common.facts import read_once
from common.russian import done_of
from roadmap.models import Activity, Roadmap, Stage
from roadmap.progress import Missing, Progress, count
from roadmap.states import CLOSED, Condition, State, condition_of, counted_words

SHOWN = {
    "all": lambda line: True,
    "attention": lambda line: line.condition.needs_attention,
    "open": lambda line: not line.condition.is_closed,
}
MENTEE_BANK = "mentee_bank"


@dataclass(frozen=True)
class Line:
    """One activity with its state, what is missing for it and the papers that prove it."""

    activity: Activity
    condition: Condition
    progress: Progress | None = None
    missing: list[Missing] = field(default_factory=list)
    papers: list[Missing] = field(default_factory=list)
    url: str = ""

    @property
    def state(self):
        return self.condition.state

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
            first = min(self._planned, key=lambda line: line.activity.starts_on)
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


def overview(roadmap, *, own=True):
    """Count everything once. `own=False` is for a body above: figures only, no names, notes or links into rows."""
    activities = list(roadmap.activities.select_related("closed_by", "stage"))
    met = {activity.stage_id: activity.stage for activity in activities if activity.stage_id}
    stages = sorted(met.values(), key=lambda stage: stage.number)
    keys = [activity.counter for activity in activities if activity.counter]
    if any(activity.only_with_mentees for activity in activities):
        keys.append(MENTEE_BANK)
    facts = count(roadmap, keys)
    lines = [_line(activity, facts, stages, roadmap.organization.today, own) for activity in activities]
    parts = [
        Section(stage, [line for line in lines if line.activity.stage_id == stage.pk]) for stage in stages
    ]
    rest = [line for line in lines if line.activity.stage_id is None]
    return Overview(roadmap, [*parts, Section(None, rest)] if rest else parts, facts)


@read_once
def current_overview(organization):
    """The overview of the running year's roadmap, or None; the desk asks for it more than once."""
    roadmap = Roadmap.objects.current(organization)
    if roadmap is None:
        return None
    roadmap.organization = organization  # the very object, so that counters share what they read
    return overview(roadmap)


def _line(activity, facts, stages, today, own):
    progress, bank = facts.get(activity.counter), facts.get(MENTEE_BANK)
    is_needed = not (activity.only_with_mentees and bank is not None and bank.total == 0)
    is_continuous = any(stage.is_continuous for stage in stages if stage.pk == activity.stage_id)
    condition = condition_of(
        activity, progress, today=today, is_needed=is_needed, is_continuous=is_continuous
    )
    if not own:
        note = "" if condition.state == State.HAND else condition.note
        return Line(activity, Condition(condition.state, condition.words, note, condition.is_soon), progress)
    if progress is None:
        return Line(activity, condition, url=activity.get_absolute_url())
    missing = [] if condition.is_closed else progress.missing
    url = progress.url or activity.get_absolute_url()
    return Line(activity, condition, progress, missing, progress.papers, url)
