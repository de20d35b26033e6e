"""Who knows a paper and who owes, as a table: for a file and for print. Pure, but for the rows it is given."""

from common.russian import date_dots
from people.exports import Contents

COLUMNS = [("№ п/п", 7), ("ФИО", 29), ("Должность", 24), ("Срок", 10), ("Ознакомлен", 14), ("Как", 16)]


def list_contents(document, rows):
    """Contents of the table: those who owe come with words instead of a date."""
    name = f"Ознакомление: {document}" if document.number else f"Кого ознакомить: {document.title}"
    zone, today = document.organization.zone, document.organization.today
    lines = [
        [
            str(number),
            row.person.full_name,
            row.person.position,
            date_dots(row.due_on) if row.due_on else "",
            f"{row.at.astimezone(zone):%d.%m.%Y %H:%M}" if row.at else owes(row, today),
            row.get_method_display() if row.at else "",
        ]
        for number, row in enumerate(rows, 1)
    ]
    return Contents(name, today, COLUMNS, lines)


def owes(row, today):
    if row.person.left_on:
        return "выбыл"
    return "просрочено" if row.due_on and row.due_on < today else "ещё нет"
