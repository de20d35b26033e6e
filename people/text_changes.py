"""What differs between two versions of a text, word by word. Pure."""

import re
from difflib import SequenceMatcher

WORD = re.compile(r"\s+|[^\s]+")


def changes(before: str, after: str) -> list[list[tuple[str, str]]]:
    """Paragraphs as lists of (same | added | removed, words); a paragraph that stands in one text only is one piece."""
    old, new = before.splitlines(), after.splitlines()
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [[("same", line)] for line in new[c:d]]
            continue
        both = min(b - a, d - c)
        found += [words(*pair) for pair in zip(old[a : a + both], new[c : c + both], strict=True)]
        found += [[("removed", line)] for line in old[a + both : b]]
        found += [[("added", line)] for line in new[c + both : d]]
    return found


def words(before: str, after: str) -> list[tuple[str, str]]:
    """One paragraph: what stayed, went and came, in reading order."""
    old, new = WORD.findall(before), WORD.findall(after)
    pieces = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(new[c:d])))
            continue
        pieces += [
            (name, "".join(part)) for name, part in (("removed", old[a:b]), ("added", new[c:d])) if part
        ]
    return pieces
