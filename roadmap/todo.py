"""What the roadmap puts on the desk of the person who keeps it."""

from common.russian import lower_first
from desk import todo
from desk.todo import Task
from roadmap.models import Roadmap
from roadmap.overview import overview
from roadmap.permissions import can_keep_roadmaps
from roadmap.states import counted_words

NAMED = 3


@todo.source
def lines_that_press(membership):
    """Lines of the current roadmap that are late or due within two weeks and not closed."""
    roadmap = can_keep_roadmaps(membership) and Roadmap.objects.current(membership.organization)
    if not roadmap:
        return []
    lines = overview(roadmap).lines
    return [_task(line) for line in lines if line.condition.needs_attention]


def _task(line):
    counted = counted_words(line.progress)
    return Task(
        title=f"{line.activity}: {counted}" if counted else str(line.activity),
        url=line.url,
        due=line.activity.due_on,
        detail=missing_words(line.missing),
        owes=[thing.words for thing in line.missing],
    )


def missing_words(missing):
    """ "Нет согласия: Гриценко А. П.; нет согласия: Жук А. И. и ещё 4" – what is missing, in one line."""
    named = [missing[0].words, *(lower_first(thing.words) for thing in missing[1:NAMED])] if missing else []
    more = len(missing) - len(named)
    return "; ".join(named) + (f" и ещё {more}" if more else "")
