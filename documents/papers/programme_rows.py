"""A programme kept in the system as the facts from which its paper is built."""

from dataclasses import replace
from itertools import groupby

from common.russian import date_dots, lower_first
from documents.papers import pieces
from programmes.models import Programme

MODES = {Programme.Mode.IN_PERSON: "face", Programme.Mode.REMOTE: "distant", Programme.Mode.MIXED: "mixed"}
MONITORING = "Входная, промежуточная и итоговая анкеты; отметки о встречах"


def with_facts(subject, facts):
    """The same subject that knows more."""
    return replace(subject, facts={"monitoring": MONITORING} | subject.facts | facts)


def facts_of(programme):
    """Theme, note and plan in the words of the form (papers.personal_programme.Form)."""
    return {
        "theme": programme.title,
        "relevance": programme.relevance,
        "goal": programme.goal,
        "tasks": programme.tasks,
        "mode": MODES[Programme.Mode(programme.mode)],
        "regularity": programme.regularity,
        "resources": programme.resources,
        "results": programme.results,
        "indicators": programme.indicators,
        "reports": programme.reporting,
        "plan": "\n".join(lines_of(programme)),
    }


def lines_of(programme):
    """Rows as papers.plan_lines reads them; a section is a line without bars."""
    lines = []
    for section, rows in groupby(programme.rows.all(), key=lambda row: row.section):
        lines += [flat(section)] if section else []
        lines += [" | ".join(map(flat, cells_of(row))) for row in rows]
    return lines


def cells_of(row):
    done = date_dots(row.done_on) if row.is_done else ""
    return [term_of(row), activity_of(row), row.result, row.responsible, row.direction, done]


def term_of(row):
    return row.term or (f"до {date_dots(row.due_on)}" if row.due_on else "")


def activity_of(row):
    """With the form of work in brackets, unless its word stands in the activity already."""
    form = lower_first(row.get_form_display())
    known = any(word[:5] in row.activity.lower() for word in form.replace(",", " ").split() if len(word) > 4)
    return row.activity if known else f"{row.activity} ({form})"


def flat(text):
    """One line without bars: they divide the cells."""
    return " ".join(text.replace("|", "/").split())


def task_rows(programme):
    """Rows of the table of an individual plan, a row across it for each section, numbered anew in each."""
    found = []
    for place, (section, rows) in enumerate(groupby(programme.rows.all(), key=lambda row: row.section), 1):
        if section:
            found.append(pieces.stage(f"section-{place}", f"Раздел {place}. {section}"))
        found += [
            pieces.row(f"row-{row.uid}", str(n), row.activity, term_of(row), row.result, row.fact, row.mark)
            for n, row in enumerate(rows, 1)
        ]
    return found
