"""That no word gets lost: what stands in a document is counted against what stands in the draft."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from common.blocks import Block, Paragraph
from roadmap.reading.phrases import without_emphasis

# "1.", "1.2.", "IV.", "2)", a lone "3": numbers that only order
NUMBERING = re.compile(
    r"(?:(?<=[\s\"])|^)(?:\d{1,2}(?:\.\d{1,2})*\.?\)?|\d{1,2},\d{1,2}(?=\s*$)|[IVXІХ]{1,5}[.)]?|[а-к]\))(?=\s|$)",
    re.MULTILINE,
)
# "Этап 1.", "Этап I:", "II этап"
STAGE_WORD = re.compile(
    r"^\s*(?:этап|раздел|блок)\s+(?:(?:\d{1,2}|[IVXІХ]{1,5}):|(?=[№\dIVX]))|^\s*[\dIVX]+[.)]?\s+этап\b",
    re.IGNORECASE | re.MULTILINE,
)
# a list number glued to its word: "1.Сбор", "2)Сбор"
GLUED = re.compile(r"(?:(?<=\s)|^)\d{1,2}(?:\.\d{1,2})*[.)](?=[^\W\d_«])", re.MULTILINE)
LINE_HYPHEN = re.compile(r"(?<=\w)[-‐‑][ \t]*\n\s*(?=\w)")
HYPHEN = re.compile(r"(?<=\w)[-‐‑](?=\w)")
NOT_SAID = {"periods", "source", "number", "date", "continuous", "approver", "approval_order", "institution"}


def lost_words(blocks: Iterable[Block], draft: dict) -> list[str]:
    """Words of the document that stand nowhere in the JSON of its draft, each as often as it is missing."""
    return list(_lost(texts_of(blocks), draft).elements())


def lost_texts(blocks: Iterable[Block], draft: dict) -> list[str]:
    """The cells and lines in which those words stand, whole."""
    texts = texts_of(blocks)
    lost = _lost(texts, draft)
    found = []
    for text in texts:
        here = Counter(_words(text)) & lost
        if here:
            lost -= here
            found.append(" ".join(text.split()))
    return found


def texts_of(blocks: Iterable[Block]) -> list[str]:
    """Lines and cells; two lines that a hyphen joins are one, tabs part cells."""
    found: list[str] = []
    run: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            run.append(block.text)
        else:
            found += _lines(run) + [cell for row in block.rows for cell in row]
            run = []
    return found + _lines(run)


def _lines(lines):
    text = LINE_HYPHEN.sub("-", "\n".join(lines))
    return [cell for line in text.split("\n") for cell in line.split("\t")]


def _lost(texts, draft):
    wanted: Counter = Counter()
    for text in texts:
        wanted.update(_words(text))
    kept = Counter(word for text in _said(draft) for word in _words(text, is_source=False))
    return _unglued(wanted - kept, kept - wanted)


def _unglued(lost, surplus):
    """A word cut by a page is whole in the draft: its two halves are not lost."""
    for word in surplus:
        halves = ((word[:i], word[i:]) for i in range(2, len(word) - 1))
        found = next(((left, right) for left, right in halves if lost[left] and lost[right]), ())
        lost.subtract(found)
    return +lost


def _words(text, *, is_source=True):
    text = unicodedata.normalize("NFC", LINE_HYPHEN.sub("-", without_emphasis(text)))
    if is_source:
        text = GLUED.sub(" ", NUMBERING.sub(" ", STAGE_WORD.sub(" ", text)))
    return re.findall(r"[^\W_]+", HYPHEN.sub("", text).casefold())


def _said(value) -> Iterator[str]:
    """All texts of the draft, each place of the document once."""
    if isinstance(value, dict):
        is_stamp = "lines" in value
        for name, part in value.items():
            if name not in NOT_SAID and (not is_stamp or name == "lines"):
                yield from _said(part)
    elif isinstance(value, list):
        for part in value:
            yield from _said(part)
    elif isinstance(value, str):
        yield value
