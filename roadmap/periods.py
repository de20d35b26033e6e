"""Words of a term and its days in step: the one place where a line's periods are made. Pure."""

from roadmap.correcting.plan import dates_of
from roadmap.reading.terms import read_term

DATES = ("starts_on", "due_on")


def said_by(text, roadmap):
    """What the words of a term say, as fields of a line."""
    term = read_term(text, default_years=(roadmap.starts_on.year, roadmap.ends_on.year))
    days = dates_of([(period.start, period.end) for period in term.periods])
    return days | {"is_continuous": term.is_continuous}


def term_fields(activity, fields):
    """The given changes with the rest of the term added: dates follow new words, unless they were set by hand.

    `activity` is the line as it stands; dates set by hand that are not what the words say make one period.
    """
    changed = {name for name, value in fields.items() if getattr(activity, name) != value}
    text = fields.get("term", activity.term)
    said = said_by(text, activity.roadmap)
    if "term" in changed and not changed & {*DATES}:
        return fields | said
    if not changed & {"term", *DATES}:
        return fields
    starts_on, due_on = (fields.get(name, getattr(activity, name)) for name in DATES)
    own = dates_of([(starts_on, due_on)]) if due_on else {"periods": []}
    is_as_said = (starts_on, due_on) == (said["starts_on"], said["due_on"])
    runs_on = {"is_continuous": said["is_continuous"]} if "term" in changed else {}
    return fields | {"periods": said["periods"] if is_as_said else own["periods"]} | runs_on


def contradiction(activity, fields):
    """The day set by hand that lies outside what the words of the term say, or None."""
    said = said_by(fields.get("term", activity.term), activity.roadmap)
    if not said["periods"]:
        return None
    first, last = said["starts_on"] or activity.roadmap.starts_on, said["due_on"]
    days = [fields.get(name) for name in DATES]
    return next((day for day in days if day and not first <= day <= last), None)
