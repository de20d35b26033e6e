"""How a line of a roadmap stands today. Pure: no database, no request."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from common.russian import Name, day_month, days_left_words, done_of, short_name
from common.russian_dates import MONTHS_OF

SOON = dt.timedelta(days=14)
LONG_TERM = dt.timedelta(
    days=92
)  # a line that lasts longer than a quarter is running work, not a waiting one


class State(StrEnum):
    DONE = "done"
    HAND = "hand"
    RUNNING = "running"
    WAITING = "waiting"
    LATE = "late"
    PLANNED = "planned"
    NO_DATA = "no_data"
    NOT_NEEDED = "not_needed"


CLOSED = {State.DONE, State.HAND, State.NOT_NEEDED}
MARKS = {
    State.DONE: "done",
    State.HAND: "hand",
    State.RUNNING: "run",
    State.WAITING: "wait",
    State.LATE: "late",
    State.PLANNED: "plan",
    State.NO_DATA: "none",
    State.NOT_NEEDED: "none",
}


@dataclass(frozen=True)
class Condition:
    """A state, the shape and the words that show it, and a second line."""

    state: State
    words: str
    note: str = ""
    is_soon: bool = False
    begins: dt.date | None = None  # of a planned line: the day on which work starts or goes on

    @property
    def mark(self):
        """The shape: a waiting line whose term is near shows what is missing."""
        return "miss" if self.is_soon and self.state == State.WAITING else MARKS[self.state]

    @property
    def is_closed(self):
        return self.state in CLOSED

    @property
    def needs_attention(self):
        return self.state == State.LATE or (self.is_soon and not self.is_closed)


def condition_of(activity, progress, *, today, is_needed=True):
    """The state of one line from its facts (`progress`, None when nothing counts it), hand tick and term.

    A line that runs all the time is never late: its term ends, the work does not.
    """
    if closed := _closed(activity, progress, is_needed):
        return closed
    counted = counted_words(progress)
    if activity.due_on and activity.due_on < today and not is_endless(activity):
        return Condition(State.LATE, days_left_words(activity.due_on, today), counted)
    if pause := pause_end(activity, today):
        return Condition(State.PLANNED, f"с {_start_words(pause)}", counted, begins=pause)
    return _open(activity, progress, today)


def is_endless(activity):
    """Work that runs all the time: its words say so, or it has no term in a stage that runs all the time."""
    return activity.is_continuous or (in_continuous_stage(activity) and not activity.term)


def in_continuous_stage(activity):
    return bool(activity.stage and activity.stage.is_continuous)


def pause_end(activity, today):
    """The day on which work goes on again, when today lies between two periods of the term; else None."""
    if activity.starts_on is None:  # "до 15 сентября, до 20 декабря": work goes on all the while
        return None
    periods = [[dt.date.fromisoformat(day) for day in period] for period in activity.periods]
    begun = [end for start, end in periods if start <= today]
    ahead = [start for start, _ in periods if start > today]
    return min(ahead) if begun and ahead and max(begun) < today else None


def _closed(activity, progress, is_needed):
    """Closed by a hand, not needed at all, or done by the facts; else None."""
    if activity.closed_on:
        return Condition(State.HAND, f"закрыто вручную {day_month(activity.closed_on)}", _hand_note(activity))
    if not is_needed:
        return Condition(State.NOT_NEEDED, "не требуется", "в банке нет наставляемых")
    if progress and progress.is_done:
        return Condition(State.DONE, f"готово, {done_of(progress.done, progress.total)}")
    return None


def _open(activity, progress, today):
    is_soon = bool(activity.due_on) and not is_endless(activity) and activity.due_on - today <= SOON
    left = days_left_words(activity.due_on, today) if is_soon else ""
    if progress and progress.done and progress.total:
        return Condition(State.RUNNING, _running_words(progress), left, is_soon)
    if activity.starts_on and activity.starts_on > today:
        start = activity.starts_on
        return Condition(State.PLANNED, f"с {_start_words(start)}", is_soon=is_soon, begins=start)
    if progress:
        words, state = (
            (counted_words(progress), State.WAITING) if progress.total else ("нет данных", State.NO_DATA)
        )
        return Condition(state, words, left or _until(activity), is_soon)
    return _open_by_hand(activity, left, is_soon)


def _open_by_hand(activity, left, is_soon):
    """A line that no fact closes: long work runs, a short one waits for the person who does it."""
    dates = activity.starts_on and activity.due_on
    is_long = dates and activity.due_on - activity.starts_on > LONG_TERM
    if is_long or is_endless(activity) or in_continuous_stage(activity):
        return Condition(State.RUNNING, "идёт", left or _until(activity), is_soon)
    return Condition(State.WAITING, left or "ждёт отметки", "" if left else _until(activity), is_soon)


def _running_words(progress):
    counted = counted_words(progress)
    return counted if progress.by_items else f"идёт, {done_of(progress.done, progress.total)}"


def counted_words(progress):
    """ "согласий: 3 из 4", of content items "готово 2 из 5"; "нет данных" where there is nothing to count yet."""
    if progress is None:
        return ""
    if not progress.total:
        return "нет данных"
    counted = done_of(progress.done, progress.total)
    if progress.by_items:
        return f"готово {counted}"
    return f"{progress.words}: {counted}" if progress.words else counted


def _hand_note(activity):
    user = activity.closed_by
    who = short_name(Name(user.last_name, user.first_name, user.patronymic)) if user else ""
    return f"{who}: «{activity.closed_note}»".removeprefix(": ")


def _until(activity):
    return f"до {day_month(activity.due_on)}" if activity.due_on else ""


def _start_words(day):
    return MONTHS_OF[day.month - 1] if day.day == 1 else day_month(day)
