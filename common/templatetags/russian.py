"""Template filters over `common.russian`: dates, names, numbers."""

import datetime as dt

from django import template
from django.utils import timezone

from common import russian

register = template.Library()

WEEKDAYS = ["Понедельник", "Вторник", "Среда", "Четверг", "Пятница", "Суббота", "Воскресенье"]


def _local_day(value):
    """The day of a moment in the zone of the institution; a date is itself."""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value).date()
    return value


@register.filter
def date_words(value):
    """{{ order.date|date_words }} → 8 сентября 2026 г.; nothing for no date."""
    return russian.date_words(_local_day(value)) if value else ""


@register.filter
def date_dots(value):
    """{{ order.date|date_dots }} → 08.09.2026; nothing for no date."""
    return russian.date_dots(_local_day(value)) if value else ""


@register.filter
def short_name(person):
    """{{ person|short_name }} → Ермолова Л. В.; a Name, a text "Фамилия Имя Отчество" or a row of a person."""
    if not person:
        return ""
    if isinstance(person, str):
        person = russian.Name(*[*person.split(" ", 2), "", ""][:3])
    if not isinstance(person, russian.Name):
        person = russian.Name(person.last_name, person.first_name, person.patronymic)
    return russian.short_name(person)


@register.filter(is_safe=True)
def nbsp(value):
    """{{ text|nbsp }}: plain text only, in markup it would also change attributes."""
    return russian.nbsp(str(value))


@register.filter
def plural(number, forms):
    """{{ count|plural:"человек,человека,человек" }} → the form of the word, without the number."""
    one, few, many = forms.split(",")
    return russian.plural(number, one, few, many)


@register.filter
def of(done, total):
    """{{ done|of:total }} → 8 из 10."""
    return russian.done_of(done, total)


@register.filter
def days_left(due, today):
    """{{ task.due|days_left:today }} → осталось 3 дня, просрочено на 4 дня."""
    return russian.days_left_words(due, today)


@register.filter
def weekday_words(day):
    """{{ today|weekday_words }} → Вторник, 19 января 2027 г."""
    return f"{WEEKDAYS[day.weekday()]}, {russian.date_words(day)}"
