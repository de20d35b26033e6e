"""Numbers that Word counts itself: a clerk who puts an item in gets the next number, not a typed one.

Only numbers that Word would count to the very same are handed to it; any other stands typed, as on the PDF.
"""

import re

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from common.docx_blank import INDENT

NUMBER = re.compile(r"\d+(?:\.\d+){0,2}\.")
LEVELS = 3
TWIPS = 635  # EMU in a twentieth of a point


class Numbers:
    """The numbered lists of one file: "1.", "1.1.", "1.1.1."; a new "1." begins a new list."""

    def __init__(self, document):
        self.numbering = document.part.numbering_part.element
        self.abstract = None
        self.list = None
        self.at = [0] * LEVELS

    def counts(self, number):
        """Whether the next number of the list, or the first of a new one, is this; then it is counted."""
        if not NUMBER.fullmatch(number):
            return False
        wanted = [int(part) for part in number.strip(".").split(".")]
        level = len(wanted) - 1
        follows = self.at[: level + 1]
        follows[level] += 1
        if self.list is not None and wanted == follows and 0 not in wanted:
            self.at = follows + [0] * (LEVELS - 1 - level)
            return True
        if wanted == [1]:
            self._begin()
            self.at = [1] + [0] * (LEVELS - 1)
            return True
        self.list = None
        return False

    def put_on(self, paragraph, number):
        """Make the paragraph an item of the list that `counts` has just counted."""
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = number.count(".") - 1
        properties.get_or_add_numId().val = self.list

    def _begin(self):
        if self.abstract is None:
            self.abstract = self._define()
        num = self.numbering.add_num(self.abstract)
        for level in range(LEVELS):
            num.add_lvlOverride(ilvl=level).add_startOverride(1)
        self.list = num.numId

    def _define(self):
        used = [int(one.get(qn("w:abstractNumId"))) for one in self.numbering.findall(qn("w:abstractNum"))]
        key = max(used, default=-1) + 1
        element = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}"/>')
        kind = OxmlElement("w:multiLevelType")
        kind.set(qn("w:val"), "multilevel")
        element.append(kind)
        for level in range(LEVELS):
            element.append(parse_xml(_level(level)))
        self.numbering.insert(len(used), element)  # the schema wants them before the lists themselves
        return key


def _level(level):
    text = "".join(f"%{n}." for n in range(1, level + 2))
    return (
        f'<w:lvl {nsdecls("w")} w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="{INDENT // TWIPS}"/></w:pPr></w:lvl>'
    )
