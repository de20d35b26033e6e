"""The SWOT table as a paper: two by two (templates/papers/swot.html). Words only, nobody's name."""

from common.russian import date_words, school_year_words


def build(organization, board):
    cells = [
        {"title": cell.title, "where": cell.where, "notes": [note.text for note in cell.notes]}
        for cell in board.table
    ]
    return {
        "letterhead": None,
        "title": f"SWOT-анализ программы наставничества за {school_year_words(board.year)}",
        "institution": organization.short_name,
        "about": f"Составлен по ответам на анкеты. На {date_words(organization.today)}",
        "rows": [cells[:2], cells[2:]],
    }


def file_name(board):
    return f"SWOT-анализ {board.year}-{board.year + 1}.pdf"
