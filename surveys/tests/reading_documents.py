"""Documents the reader of questionnaires is tried on, as Word files or texts; how an answer is judged.

A part is a text (a paragraph); {"heading": …}, {"bold": …}, {"numbered": […]}, {"lettered": […]}, {"bullets": […]}
(signs that Word draws by itself), or {"rows": [[…]]}, a table. "text" is the whole document as it is pasted.
"""

import io
import json
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from common.document_reading import blocks_of_text, read_document
from surveys.reading import read

FOLDER = Path(__file__).parent / "reading"
FORMATS = {"numbered": ("decimal", "%1."), "lettered": ("russianLower", "%1)"), "bullets": ("bullet", "")}
COMPARED = (
    "kind",
    "words",
    "options",
    "rows",
    "low",
    "high",
    "low_words",
    "high_words",
    "labels",
    "least",
    "most",
)


def document(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def blocks_of(data):
    if "text" in data:
        text = "\n".join(data["text"])
        encoding = data.get("encoding")
        return read_document(text.encode(encoding)) if encoding else blocks_of_text(text)
    return read_document(as_docx(data["parts"]))


def answer(name):
    return read(blocks_of(document(name)))


def as_docx(parts):
    paper, numbers = Document(), {}
    for part in parts:
        if isinstance(part, str):
            paper.add_paragraph(part)
            continue
        kind, said = next(iter(part.items()))
        if kind == "heading":
            paper.add_heading(said, level=2)
        elif kind == "bold":
            paper.add_paragraph().add_run(said).bold = True
        elif kind == "rows":
            add_table(paper, said)
        else:
            add_list(paper, kind, said, numbers, goes_on=part.get("goes_on", False))
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def add_table(paper, rows):
    table = paper.add_table(len(rows), max(map(len, rows)))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
        if len(texts) == 1:
            row.cells[0].merge(row.cells[-1])


def add_list(paper, kind, texts, numbers, *, goes_on):
    """A list with numbers of its own, or one that goes on counting."""
    if kind not in numbers or not goes_on:
        numbers[kind] = new_list(paper, *FORMATS[kind])
    for text in texts:
        properties = paper.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = numbers[kind]


def new_list(paper, fmt, text):
    root = paper.part.numbering_part.element
    key = str(1000 + len(root))
    abstract, level = OxmlElement("w:abstractNum"), OxmlElement("w:lvl")
    abstract.set(qn("w:abstractNumId"), key)
    level.set(qn("w:ilvl"), "0")
    for name, said in (("start", "1"), ("numFmt", fmt), ("lvlText", text)):
        one = OxmlElement(f"w:{name}")
        one.set(qn("w:val"), said)
        level.append(one)
    abstract.append(level)
    root.insert(0, abstract)
    return root.add_num(int(key)).numId


# The judge


def found_in(reading):
    """Questions in the form of the expected ones: words of options and rows, no keys."""
    for section in reading.content.get("sections", []):
        for question in section["questions"]:
            yield plain(question)


def plain(question):
    shown = {name: question[name] for name in COMPARED if question.get(name) not in (None, "", [])}
    for name in ("options", "rows"):
        if name in shown:
            shown[name] = [one["words"] for one in shown[name]]
    return shown


def wrong(expected, reading):
    """The expected questions that are not read right: kind, words, answers, scale."""
    found = list(found_in(reading))
    return [question for question in expected["questions"] if question not in found]


def titles(reading):
    return [section["title"] for section in reading.content.get("sections", []) if section.get("title")]
