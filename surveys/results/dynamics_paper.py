"""Dynamics as a paper: who is counted, a drawing, the table (templates/papers/survey_dynamics.html)."""

from dataclasses import asdict

from common.russian import date_words, school_year_words
from surveys.results.plots_dynamics import PAPER, draw_changes
from surveys.results.words import change_words, figure, people_words

COLUMNS = [
    {"title": title, "width": width}
    for title, width in [
        ("Что измеряли", 40), ("Ответили оба раза", 12), ("Было", 8), ("Стало", 8), ("Изменение", 14),
        ("Выше, так же, ниже", 18),
    ]
]  # fmt: skip


def build(organization, found, group):
    chosen = found.chosen(group)
    who = dict(found.groups).get(group, "все, кто ответил оба раза")
    return {
        "letterhead": None,
        "title": f"Динамика по анкетам за {school_year_words(found.year)}",
        "institution": organization.short_name,
        "about": f"Анкеты: {found.halves}. Кто посчитан: {who}. На {date_words(organization.today)}",
        "drawings": [asdict(one) for one in draw_changes(chosen, PAPER)],
        "columns": COLUMNS,
        "rows": [cells(change, figures) for change, figures in chosen],
    }


def cells(change, figures):
    if not figures.has_shares:
        why = "разные шкалы" if not change.is_alike else "меньше пяти человек"
        return [change.words, why, "", "", "", ""]
    shares = f"{figures.grew}, {figures.same}, {figures.fell}"
    moved = change_words(figures.change) if figures.has_change else "скрыто"
    means = [figure(figures.before), figure(figures.after)] if figures.is_full else ["скрыто", "скрыто"]
    return [change.words, people_words(figures.n), *means, moved, shares]


def file_name(found):
    return f"Динамика по анкетам {found.year}-{found.year + 1}.pdf"
