"""Small parts that every page draws the same way: icons, marks of a state, bars."""

import re
from functools import cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()

ICONS = settings.BASE_DIR / "node_modules/bootstrap-icons/icons"
MARKS = settings.BASE_DIR / "static/marks"


@cache
def read_shape(folder, name):
    """What stands inside the svg file `name`: the page draws its own frame around it."""
    if not re.fullmatch(r"[a-z0-9-]+", name):
        raise ValueError(f"Not a name of a picture: {name!r}")
    text = (folder / f"{name}.svg").read_text(encoding="utf-8")
    shape = re.search(r"<svg[^>]*>(.*)</svg>", text, re.DOTALL).group(1)
    return mark_safe(" ".join(shape.split()))  # noqa: S308 - a file of this installation, never a user's text


@register.simple_tag
def icon(name, *, after=False):
    """An icon that stands before a word, or after it; the word says what it means, so readers skip it."""
    extra = " icon-after" if after else ""
    shape = read_shape(ICONS, name)
    frame = '<svg class="icon{}" viewBox="0 0 16 16" aria-hidden="true">{}</svg>'
    return format_html(frame, extra, shape)


@register.simple_tag
def state(kind, words):
    """A state as a shape and words: done, hand, run, plan, wait, miss, late or none."""
    frame = '<span class="state state-{}"><svg viewBox="0 0 16 16" aria-hidden="true">{}</svg>{}</span>'
    return format_html(frame, kind, read_shape(MARKS, kind), words)


@register.simple_tag
def bar(done, total, label, *, late=False):
    """A share of a whole, named for readers; without a whole the words "нет данных", never an empty bar."""
    if not total:
        return format_html('<span class="muted">{}</span>', "нет данных")
    frame = '<progress class="bar{}" value="{}" max="{}" aria-label="{}: {} из {}"></progress>'
    return format_html(frame, " bar-late" if late else "", done, total, label, done, total)


@cache
def read_assets():
    return render_to_string("layouts/_assets.html")


@register.simple_tag
def page_assets():
    """Styles and scripts of every page. They change only with a release, so a process puts them together once."""
    return read_assets()
