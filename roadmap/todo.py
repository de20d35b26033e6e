"""What the roadmap puts on the desks: of those who keep it, and of those who answer for its lines."""

from django.urls import reverse

from desk import todo
from desk.todo import Task
from organizations.models import Role
from roadmap.answering import own_lines
from roadmap.overview import current_overview
from roadmap.permissions import can_keep_roadmaps
from roadmap.states import counted_words


@todo.source
def lines_that_press(membership):
    """Lines of the current roadmap that are late or due within two weeks: all for its keeper, the own for others."""
    if can_keep_roadmaps(membership):
        seen = current_overview(membership.organization)
        return (
            [_task(line, line.url) for line in seen.lines if line.condition.needs_attention] if seen else []
        )
    own = [line for line in own_lines(membership) if line.condition.needs_attention]
    if membership.role == Role.PARTICIPANT:
        return [_errand(line) for line in own]
    return [_task(line, line.activity.get_absolute_url()) for line in own]


def _task(line, url):
    counted = counted_words(line.progress)
    return Task(
        title=f"{line.activity}: {counted}" if counted else str(line.activity),
        url=url,
        due=line.activity.due_on,
        owes=[thing.words for thing in line.missing],
        key=f"line:{line.activity.uid}",
    )


def _errand(line):
    """For a participant: the words only, figures and names of others are not theirs to see."""
    return Task(
        title=line.activity.title,
        url=f"{reverse('roadmap:mine')}#a{line.activity.pk}",
        due=line.activity.due_on,
        detail="Вы отвечаете за это мероприятие дорожной карты.",
        key=f"line:{line.activity.uid}",
    )
