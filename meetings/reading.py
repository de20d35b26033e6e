"""Who will read what is written in the journal: the line under its text boxes."""

from meetings.queries import others_of

STAFF_LINE = "Прочтут участники пары и куратор."


def readers_line(pair, me):
    """«Прочтут вы, Егор Алексеевич и куратор.»: the people of the pair by name, and nobody else."""
    own = getattr(me, "person", None)
    if me.is_staff_of_programme or own is None:
        return STAFF_LINE
    names = [called(person) for person in others_of(pair, own.pk)]
    return f"Прочтут вы, {', '.join(names)} и куратор."


def called(person):
    return " ".join(filter(None, [person.first_name, person.patronymic]))
