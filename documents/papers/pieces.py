"""The pieces a content is made of: plain dicts that the PDF, the DOCX, the page and the editor understand.

A content is {"kind", "letterhead", "place", "date", "number", "heading" | "title_lines", "preamble", "command",
"items", "body", "signature", "signatures", "performer", "appendices", "left_stamps", "stamp", "addressee", "reg",
"landscape", "small", "short_keeping", "acknowledgement", "verification", "draft"}; what a kind does not need it
leaves out.
`items` are the numbered items of an order, `body` and an appendix's `body` are lists of blocks.

Every piece that may be edited by hand bears a `uid`, the same whenever the content is built anew from the same facts:
by it a hand-made change finds its place again (documents/merging.py). A piece changed by hand bears "by_hand": True.
"""

from common.russian import Case, initials_surname, upper_first
from documents.content import BLANK_REFERENCE
from documents.papers.blocks import head_signature, house_in, letterhead
from roadmap.paper import post_of


def paper(subject, kind, *, heading="", title_lines=(), **parts):
    """The frame of every paper: head, date-place-number, the head's signature; `parts` add to it or replace."""
    organization = subject.organization
    return {
        "kind": kind,
        "letterhead": letterhead(organization),
        "place": organization.city,
        "date": "",
        "number": "",
        "heading": heading,
        "title_lines": list(title_lines),
        "preamble": "",
        "command": "",
        "items": [],
        "body": [],
        "signature": head_signature(organization),
        "performer": None,
        "appendices": [],
        "acknowledgement": None,
        "verification": None,
        "draft": True,
    } | parts


def order(subject, *, heading, preamble, items, **parts):
    """An order: ПРИКАЗ, preamble, ПРИКАЗЫВАЮ:, items of documents.papers.items.numbered, who drew it up."""
    performer = {"name": subject.curator.full_name, "phone": subject.organization.phone}
    return (
        paper(
            subject,
            "ПРИКАЗ",
            heading=heading,
            preamble=preamble,
            command="ПРИКАЗЫВАЮ:",
            items=items,
            performer=performer,
        )
        | parts
    )


def heading(uid, text):
    """The title of a section, centred."""
    return {"is": "heading", "uid": uid, "text": text}


def label(uid, text):
    """A word that opens a part and stays with it: СЛУШАЛИ:, РЕШИЛИ:."""
    return {"is": "label", "uid": uid, "text": text}


def text(uid, words, *, number="", look=""):
    """A paragraph; `number` "1.1." stands before it, `look` is a class of print.css: "flat", "c", "gap"."""
    return {"is": "text", "uid": uid, "number": number, "text": words, "look": look}


def sections(parts):
    """Numbered sections of a local act: [(title, [words, …]), …] become "1. Title", "1.1. words"; a list stays below
    its paragraph without numbers."""
    blocks = []
    for first, (title, paragraphs) in enumerate(parts, 1):
        blocks.append(heading(f"s{first}", f"{first}. {title}"))
        second = 0
        for n, words in enumerate(paragraphs, 1):
            if isinstance(words, list):  # the lines of a list inside the paragraph before
                blocks += [text(f"s{first}-{n}-{k}", line) for k, line in enumerate(words, 1)]
                continue
            second += 1
            blocks.append(text(f"s{first}-{n}", words, number=f"{first}.{second}."))
    return blocks


def column(title, width):
    return {"title": title, "width": width}


def row(uid, *cells):
    """A table row; a cell is a text, {"name", "rest"} of a person, or a list of these."""
    return {"uid": uid, "cells": list(cells)}


def stage(uid, words):
    """A row across the whole table."""
    return {"uid": uid, "stage": words}


def table(uid, columns, rows, *, title=""):
    """`columns` are (title, width in percent); `rows` come from `row` and `stage`."""
    return {
        "is": "table",
        "uid": uid,
        "title": title,
        "columns": [column(*one) for one in columns],
        "rows": list(rows),
    }


def facts(uid, rows):
    """Two columns without a head, 30 and 70 percent: [(name, words), …]."""
    return {"is": "facts", "uid": uid, "rows": [list(pair) for pair in rows]}


def signatures(uid, rows):
    return {"is": "signatures", "uid": uid, "rows": list(rows)}


def signer(post, name):
    """A signature by hand: the post in the nominative, the name as common.russian.Name or a text."""
    written = name if isinstance(name, str) else initials_surname(name)
    return {"post": upper_first(post), "name": written, "mark": None}


def sides(uid, left, right):
    """Requisites of two parties, lines of each."""
    return {"is": "sides", "uid": uid, "sides": [list(left), list(right)]}


def bars(uid, title, rows):
    """Shares as bars: [(label, words, share in percent), …]."""
    shown = [{"label": label, "words": words, "share": share} for label, words, share in rows]
    return {"is": "bars", "uid": uid, "title": title, "rows": shown}


def appendix(organization, title_lines, body, *, number="", landscape=False, **parts):
    """An appendix to an order; `number` where there are several."""
    return {
        "uid": f"appendix{number}",
        "label": f"Приложение № {number}" if number else "Приложение",
        "head_lines": [f"к приказу {house_in(organization, Case.GENITIVE)}", BLANK_REFERENCE],
        "title_lines": list(title_lines),
        "body": list(body),
        "landscape": landscape,
    } | parts


def approval_by_head(organization):
    """УТВЕРЖДАЮ, position, line for the signature, name, date by hand (ГОСТ Р 7.0.97, requisite 16)."""
    return {
        "word": "УТВЕРЖДАЮ",
        "lines": [
            post_of(organization),
            initials_surname(organization.head_name),
        ],
        "with_line": True,
        "date_blank": "«____» ____________ 20___ г.",
    }


def approval_by_order(organization, word, *, number=""):
    """УТВЕРЖДЕНО (in the gender of the paper) приказом … от … № …; the number comes when the order is signed."""
    stamp = {"word": word, "lines": [f"приказом {house_in(organization, Case.GENITIVE)}", BLANK_REFERENCE]}
    return stamp | ({"above": f"Приложение № {number}"} if number else {})
