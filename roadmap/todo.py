"""What the roadmap puts on the desk of the person who keeps it."""

from desk import todo
from desk.todo import Task
from roadmap.overview import current_overview
from roadmap.permissions import can_keep_roadmaps
from roadmap.states import counted_words


@todo.source
def lines_that_press(membership):
    """Lines of the current roadmap that are late or due within two weeks and not closed."""
    seen = can_keep_roadmaps(membership) and current_overview(membership.organization)
    return [_task(line) for line in seen.lines if line.condition.needs_attention] if seen else []


def _task(line):
    counted = counted_words(line.progress)
    return Task(
        title=f"{line.activity}: {counted}" if counted else str(line.activity),
        url=line.url,
        due=line.activity.due_on,
        owes=[thing.words for thing in line.missing],
    )
