"""Whether a paragraph of a Word file stands out: a heading by its style, or every letter of it in bold."""

import re

from common.document_numbering import child, local, value

HEADING = re.compile(r"(?:heading|title|subtitle|заголовок|название)", re.IGNORECASE)
OFF = {"0", "false", "off", "none"}


def is_strong(paragraph, styles) -> bool:
    style = styles.get(value(paragraph, "pPr", "pStyle"))
    if style is not None and HEADING.match(value(style, "name") or ""):
        return True
    is_bold = bold(style, default=False)
    runs = [
        run for run in runs_of(paragraph) if any((one.text or "").strip() for one in run if local(one) == "t")
    ]
    return bool(runs) and all(bold(run, default=is_bold) for run in runs)


def bold(element, *, default):
    """What the properties of a run or a style say of bold."""
    mark = child(element, "rPr", "b")
    return default if mark is None else value(mark) not in OFF


def runs_of(element):
    """Runs of a paragraph, also those in links and tracked insertions."""
    for one in element:
        if local(one) == "r":
            yield one
        elif local(one) in {"hyperlink", "ins", "smartTag", "sdt", "sdtContent", "moveTo"}:
            yield from runs_of(one)
