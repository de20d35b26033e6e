"""A meeting of choice on paper: the schedule for the wall, and a sheet for each person."""

from common.russian import counted, date_words
from selection.schedule import schedule_of

TABLES_ON_A_SHEET = 7
OTHERS = {"mentor": "Наставляемый", "mentee": "Наставник"}
COLUMNS = [("№", 6), ("Время", 10), ("Стол", 9), ("", 45), ("Выбор", 18), ("Не ставить", 12)]
PLACES = {"boxes": [{"label": "1"}, {"label": "2"}, {"label": "3"}]}
NOT_WITH = {"boxes": [{"label": ""}]}
REST = "перерыв"


def schedule_print(meeting):
    """Rounds down, tables across; many tables stand in several parts, one under another."""
    schedule = schedule_of(meeting)
    tables = list(enumerate(schedule.tables, 1))
    count = (
        -(-len(tables) // -(-len(tables) // TABLES_ON_A_SHEET)) if tables else 1
    )  # parts of about one size
    parts = [tables[n : n + count] for n in range(0, len(tables), count)]
    return head(meeting, schedule, "plan-a4") | {"parts": [part_of(part, schedule) for part in parts]}


def head(meeting, schedule, look):
    term = f"{meeting.starts_at:%H:%M}–{schedule.ends_at:%H:%M}"
    rounds = counted(len(schedule.rounds), "раунд", "раунда", "раундов")
    minutes = counted(meeting.round_minutes, "минуте", "минуты", "минут")
    return {
        "title": "Встреча выбора",
        "look": look,
        "letterhead": {"short": meeting.organization.short_name},
        "when": ", ".join(filter(None, [date_words(meeting.held_on), term, meeting.place])),
        "rounds": f"{rounds} по {minutes}",
        "parts": [],
        "sheets": [],
    }


def part_of(tables, schedule):
    width = min(88 // len(tables), 40)
    heads = [(f"Стол {number}. {seat.person}", width) for number, seat in tables]
    columns = [{"title": title, "width": size} for title, size in [("Раунд, время", 12), *heads]]
    rows = []
    for one in schedule.rounds:
        guests = {host.pk: guest for host, guest in one.talks}
        names = [str(guests[seat.pk].person) for _, seat in tables]
        rows.append([f"{one.number}. {one.starts_at:%H:%M}", *names])
    return {"columns": columns, "rows": rows}


def sheets_print(meeting):
    """A paper for each person, the mentees first: the own way through the tables is the list to mark."""
    schedule = schedule_of(meeting)
    start = head(meeting, schedule, "slips")
    return [start | {"sheets": [sheet_of(seat, schedule)]} for seat in [*schedule.mentees, *schedule.mentors]]


def sheet_of(seat, schedule):
    person = seat.person
    columns = [{"title": title or OTHERS[seat.side], "width": width} for title, width in COLUMNS]
    return {
        "name": person.full_name,
        "post": person.position,
        "columns": columns,
        "rows": [talk_row(*talk) for talk in schedule.way_of(seat)],
    }


def talk_row(one, table, other):
    time = f"{one.starts_at:%H:%M}"
    if other is None:
        return ["", time, "", REST, "", ""]
    return [str(other.number), time, str(table), words_of(other.person), PLACES, NOT_WITH]


def words_of(person):
    return {"name": person.full_name, "rest": f", {person.position}" if person.position else ""}
