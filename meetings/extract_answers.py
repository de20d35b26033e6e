"""What a person said about meetings and pairs, for the extract (people/extract.py)."""

from meetings.models import Answer, Fit, MeetingLink
from people.extract import facts, part


@part("Ответы, состоялись ли встречи")
def answers(person):
    rows = Answer.objects.filter(person=person).select_related("meeting")
    return [facts(row, but=("person",)) for row in rows]


@part("Ответы, подходит ли пара")
def fits(person):
    rows = Fit.objects.filter(person=person).select_related("pair__mentor")
    return [facts(row, but=("person",)) for row in rows.prefetch_related("pair__members__person")]


@part("Личные ссылки «Встретились?»")
def links(person):
    """When a link was made and ended; the link itself stands nowhere."""
    return [facts(row, but=("person", "token_hash")) for row in MeetingLink.objects.filter(person=person)]
