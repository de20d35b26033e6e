"""Terms of rows as parts of a programme: [0, 0.1] is its first tenth. Pure."""

import datetime as dt

MONTHS = ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь",
          "ноябрь", "декабрь"]  # fmt: skip


def day_at(starts_on, ends_on, share):
    """The day when a share of the time has passed."""
    return starts_on + dt.timedelta(days=round((ends_on - starts_on).days * share))


def term_words(first, last):
    """«октябрь» or «октябрь – декабрь»."""
    names = [MONTHS[day.month - 1] for day in (first, last)]
    return names[0] if names[0] == names[1] and first.year == last.year else " – ".join(names)


def term_of(row, starts_on, ends_on):
    """(words, last day) of a row of a template within the dates of a programme."""
    first, last = (day_at(starts_on, ends_on, share) for share in row["at"])
    return row.get("term") or term_words(first, last), last


def share_of(day, starts_on, ends_on):
    """Where a day stands within the time, from 0 to 1, for a template made of a programme."""
    whole = (ends_on - starts_on).days
    return round(min(1, max(0, (day - starts_on).days / whole)), 2)
