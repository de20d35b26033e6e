"""What a person has said of working with others, for the extract (people/extract.py)."""

from people.extract import facts, part
from selection.models import ChoiceSeat, Wish


@part("Пожелания о работе в паре")
def wishes(person):
    """The person's own words; what others said in confidence stands in their extracts."""
    rows = Wish.objects.filter(person=person).select_related("person", "about", "meeting")
    return [facts(row, but=("person",)) for row in rows]


@part("Встречи выбора")
def choice_seats(person):
    rows = ChoiceSeat.objects.filter(person=person).select_related("person", "meeting")
    return [facts(row, but=("person",)) for row in rows]
