"""How the text of a paper is set: bound spaces, whole numbers, unbroken names, table cells, QR codes."""

import re

from django import template
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from common.paper_text import NBSP, WHOLE_NUMBER, bind
from common.qr import qr_svg

register = template.Library()

# A word that no line can hold costs the layout a time that grows with its square: let it break.
ENDLESS = re.compile(r"\S{40}(?=\S{20})")


@register.filter
def paper_text(text) -> SafeString:
    """Escape a text and bind in it what an office never parts: numbers, dates, initials, short words."""
    bound = ENDLESS.sub("\\g<0>\u200b", bind(text))
    whole = WHOLE_NUMBER.sub(lambda found: f'<span class="nb">{found[0]}</span>', escape(bound))
    # The space stands in an element of its own: where a line ends just before it, WeasyPrint 70 otherwise breaks the
    # line at its first space and leaves the item's number alone.
    whole = whole.replace(' <span class="nb">', '<span> </span><span class="nb">')
    return mark_safe(whole)  # noqa: S308 - escaped above


@register.filter
def paper_lines(lines) -> SafeString:
    """Set hand-made lines one under another, without a space at their ends: it would upset the fitting."""
    return mark_safe("<br>".join(map(paper_text, lines or ())))  # noqa: S308 - escaped by paper_text


@register.filter
def embolden(text: SafeString, words: str) -> SafeString:
    """Set the first occurrence of `words` in bold: the name of the person who gives a consent."""
    name = paper_text(words)
    return mark_safe(conditional_escape(text).replace(name, f"<b>{name}</b>", 1)) if name else text  # noqa: S308


@register.filter
def paper_cell(cell) -> SafeString:
    """Draw a table cell: a text, a person, boxes to tick, or a list of these as paragraphs."""
    if isinstance(cell, list | tuple):
        return mark_safe("".join(f"<p>{_piece(piece)}</p>" for piece in cell))  # noqa: S308 - pieces are escaped
    return _piece(cell)


@register.filter
def cells(row) -> list:
    """The cells of a table row: a plain list, or {"uid", "cells"} of a row that can be edited."""
    return row["cells"] if isinstance(row, dict) else row


@register.filter
def closing_blocks(blocks) -> list:
    """The texts at the end, two at most, that travel with the signature; a table may be long and stays where it is."""
    ending = []
    for block in reversed(list(blocks or [])[-2:]):
        if block.get("is", "text") != "text":
            break
        ending.insert(0, block)
    return ending


@register.filter
def opening_blocks(blocks) -> list:
    """All blocks but the closing ones."""
    blocks = list(blocks or [])
    return blocks[: len(blocks) - len(closing_blocks(blocks))]


@register.simple_tag
def bar_svg(share, label) -> SafeString:
    """A bar of `share` percent on a light ground; its words stand beside it, so that grey print loses nothing."""
    width = max(0.0, min(100.0, float(share)))
    words = escape(f"{label}: {width:.0f} %")
    return mark_safe(  # noqa: S308 - the label is escaped
        '<svg viewBox="0 0 100 8" width="62mm" height="5mm" role="img" preserveAspectRatio="none">'
        f"<title>{words}</title>"
        f'<rect width="100" height="8" fill="#e6e6e6"/><rect width="{width:.1f}" height="8" fill="#555"/></svg>'
    )


@register.filter
def paper_heading(text) -> SafeString:
    """Draw the head of a column; the number column stands on two lines."""
    return mark_safe(paper_text(text).replace(f"№{NBSP}п/п", "№<br>п/п"))  # noqa: S308 - escaped by paper_text


@register.filter
def iso_date(date: str) -> str:
    """Turn `02.10.2026` into `2026-10-02`; an empty text for anything else."""
    found = re.fullmatch(r"(\d\d)\.(\d\d)\.(\d{4})", str(date or ""))
    return "{2}-{1}-{0}".format(*found.groups()) if found else ""


@register.simple_tag
def qr(text: str) -> SafeString:
    return qr_svg(text)


def _piece(piece) -> SafeString:
    if not isinstance(piece, dict):
        return paper_text(piece)
    if "boxes" in piece:
        return mark_safe(" ".join(map(_box, piece["boxes"])))  # noqa: S308 - _box escapes
    rest = str(piece.get("rest", ""))
    gap = " " if rest[:1].isspace() else ""
    return mark_safe(f'<span class="nm">{paper_text(piece["name"])}</span>{gap}{paper_text(rest)}')  # noqa: S308


def _box(box: dict) -> str:
    """A box that a hand ticks, or one already crossed: drawn by the style sheet, the fonts have none."""
    crossed = " crossed" if box.get("checked") else ""
    return f'<span class="nb yn"><span class="box{crossed}"></span>{paper_text(box["label"])}</span>'
