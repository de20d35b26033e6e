"""What a Word file says when it is opened: its words, and the numbers that Word counts itself."""

import io
import re

from docx import Document
from docx.oxml.ns import qn


def opened(data):
    return Document(io.BytesIO(data))


def words_of(paragraph):
    """The words of one paragraph as they are read, spaces of all kinds as one."""
    signs = {qn("w:br"): " ", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}
    parts = [
        signs.get(element.tag, element.text if element.tag == qn("w:t") else "")
        for element in paragraph.iter()
    ]
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def numbered_lines(document):
    """Every paragraph of the body with the number that Word puts before it."""
    counts, lines = {}, []
    for paragraph in document.element.body.iter(qn("w:p")):
        number = _number(paragraph, counts)
        lines.append(f"{number} {words_of(paragraph)}".strip())
    return lines


def all_words(document):
    """The body, then the foot of the first sheet."""
    foot = document.sections[0].first_page_footer
    return " ".join(filter(None, [*numbered_lines(document), *(words_of(p._p) for p in foot.paragraphs)]))


def _number(paragraph, counts):
    numbering = paragraph.pPr.numPr if paragraph.pPr is not None else None
    if numbering is None:
        return ""
    level, at = numbering.ilvl.val, counts.setdefault(numbering.numId.val, [0, 0, 0])
    at[level] += 1
    at[level + 1 :] = [0] * (len(at) - level - 1)
    return "".join(f"{n}." for n in at[: level + 1])
