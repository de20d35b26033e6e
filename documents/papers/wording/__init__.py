"""The words of long local acts as data: sections and paragraphs, each with the condition under which it stands.

`<name>.json` holds {"sections": [{"uid", "title", "if", "paragraphs": [...]}]}. A paragraph is {"uid", "text", "if"}
and perhaps "list": lines of the same shape, or the name of lines that the caller gives; or {"uid", "table": name} of a
block that the caller gives. "if" names flags divided by spaces: all must hold, "!" turns one round. Uids do not depend
on what stands before, so that an answer changed later moves no hand-made change to another paragraph.
"""

import json
from functools import cache
from pathlib import Path

from documents.papers import pieces


@cache
def wording(name):
    return json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))


def section_blocks(name, words, flags, *, lists=None, tables=None):
    """Blocks of the sections that hold; `words` fill the {…}, `lists` are {name: [(uid, text)]}."""
    done = []
    for first, section in enumerate(holding(wording(name)["sections"], flags), 1):
        done.append(pieces.heading(section["uid"], f"{first}. {section['title']}"))
        second = 0
        for paragraph in holding(section["paragraphs"], flags):
            uid = f"{section['uid']}-{paragraph['uid']}"
            if "table" in paragraph:
                done.append((tables or {})[paragraph["table"]])
                continue
            second += 1
            text = paragraph["text"].format(**words)
            look = "opens" if "list" in paragraph else ""  # never parted from the first line of its list
            done.append(pieces.text(uid, text, number=f"{first}.{second}.", look=look))
            done += [
                pieces.text(f"{uid}-{key}", line)
                for key, line in listed(paragraph.get("list", []), words, flags, lists or {})
            ]
    return done


def holding(parts, flags):
    """Those of the parts whose condition holds."""
    return [part for part in parts if holds(part.get("if", ""), flags)]


def holds(condition, flags):
    return all((word.removeprefix("!") in flags) != word.startswith("!") for word in condition.split())


def listed(lines, words, flags, lists):
    """[(uid, text)] of a list inside a paragraph: semicolons between, a full stop at the end."""
    if isinstance(lines, str):
        rows = list(lists[lines])
    else:
        rows = [(line["uid"], line["text"].format(**words)) for line in holding(lines, flags)]
    return [(uid, closed(text, is_last=n == len(rows))) for n, (uid, text) in enumerate(rows, 1)]


def closed(text, *, is_last):
    return f"{text.strip().rstrip('.;')}{'.' if is_last else ';'}"
