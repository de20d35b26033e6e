"""What letters and agreements show in words."""

import datetime as dt

from django import template

from common.russian_dates import date_words
from common.templatetags.papers import iso_date

register = template.Library()


@register.filter
def date_in_words(date: str) -> str:
    """Turn `02.10.2026` of a content into «2 октября 2026 г.»; an empty text for anything else."""
    day = iso_date(date)
    return date_words(dt.date.fromisoformat(day)) if day else ""
