"""What of a person the answers and the personal links keep (people/destruction.py)."""

from meetings.models import Answer, Fit, MeetingLink
from people.destruction import cards_of, step


@step("Ответы, состоялись ли встречи")
def erase_answers(person, strings):
    """The line of the journal stays with the pair; who confirmed it is not told any more."""
    return Answer.objects.filter(person__in=cards_of(person)).delete()[0]


@step("Ответы, подходит ли пара")
def erase_fits(person, strings):
    return Fit.objects.filter(person__in=cards_of(person)).delete()[0]


@step("Личные ссылки «Встретились?»")
def erase_meeting_links(person, strings):
    return MeetingLink.objects.filter(person__in=cards_of(person)).delete()[0]
