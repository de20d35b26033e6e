"""The draft of a roadmap that a person corrects: plain JSON and what can be done with it. Pure.

It has the shape of `reading.draft.RoadmapDraft.to_json`, and beside it what only a person decides: `title_lines`, the
stamp as the roadmap keeps it, `removed` lines and `dismissed` pieces, which stay to be taken back. A line has no
`periods` here: its term says them. Every deed changes the draft in place and returns the (stage, line) to look at.
"""

import re

MAX_LINES = 500
LINE = {"number": None, "title": "", "content": [], "term": None, "continuous": False}
LINE |= {"responsible": [], "result": None, "source": []}
APPENDIX = re.compile(r"приложени\w*\s*№?\s*(\d{1,2})(?!\d)", re.IGNORECASE)
LOST_IN_HEADING = ("term", "result")
NOTHING_ABOVE = "Выше нет строки, к которой можно присоединить эту."


class DraftError(ValueError):
    """A deed that this draft does not allow; the text is for the person."""


def editable(result: dict, title_lines: list[str]) -> dict:
    """The draft as it is first shown: what was read, with the stamp put into the fields of a roadmap."""
    stages = [
        stage | {"activities": [line_of(row) for row in stage["activities"]]} for stage in result["stages"]
    ]
    return result | {
        "stages": stages or [stage_of()],
        "title_lines": title_lines,
        "dismissed": [],
        **stamp_fields(result["stamps"]),
    }


def stamp_fields(stamps: list[dict]) -> dict:
    """Which kind of stamp approves, the number of the appendix, and the texts of ПРИНЯТО and СОГЛАСОВАНО."""
    words = [stamp["word"].upper() for stamp in stamps]
    approval = next((stamp for stamp in stamps if stamp["word"].upper().startswith("УТВЕРЖД")), None)
    number = next(
        (found[1] for stamp in stamps for line in stamp["lines"] if (found := APPENDIX.search(line))), 0
    )
    is_appendix = any(word.startswith(("УТВЕРЖДЕН", "ПРИЛОЖЕНИ")) for word in words)
    is_by_order = bool(approval and approval["number"])
    return {
        "stamp": "appendix" if is_appendix else "order" if is_by_order else "person",
        "appendix_number": int(number) or 2,
        "adopted": _text_of(stamps, "ПРИНЯТ"),
        "agreed": _text_of(stamps, "СОГЛАСОВАН"),
    }


def _text_of(stamps, word):
    lines = [line for stamp in stamps if stamp["word"].upper().startswith(word) for line in stamp["lines"]]
    said = [re.sub(rf"^\W*{word}\w*\W*", "", line, flags=re.IGNORECASE).strip() for line in lines]
    return "\n".join(line for line in said if line)


def line_of(row: dict | None = None, **fields) -> dict:
    known = {key: (row or {}).get(key, value) for key, value in LINE.items()} | fields
    return known | {"content": list(known["content"]), "responsible": list(known["responsible"])}


def stage_of(number=None, title=None, activities=(), source=()) -> dict:
    return {"number": number, "title": title, "activities": list(activities), "source": list(source)}


def live_lines(draft: dict) -> list[tuple[dict, dict]]:
    """(stage, line) of every line that is not removed."""
    return [
        (stage, line) for stage in draft["stages"] for line in stage["activities"] if not line.get("removed")
    ]


# One line


def remove(draft, stage, line):
    _line(draft, stage, line)["removed"] = True
    return stage, line


def put_back(draft, stage, line):
    _line(draft, stage, line).pop("removed", None)
    return stage, line


def join(draft, stage, line):
    """A row that a page has cut: its words go to the line above, each to its field."""
    row = _line(draft, stage, line)
    above = _place_above(draft, stage, line)
    if above is None:
        raise DraftError(NOTHING_ABOVE)
    before = _line(draft, *above)
    before["title"] = " ".join(filter(None, [before["title"], row["title"]]))
    for key in ("term", "result"):
        said = dict.fromkeys(filter(None, [before[key], row[key]]))
        before[key] = " ".join(said) or None
    before["content"] = _continued(before["content"], row["content"])
    for key in ("responsible", "source"):
        before[key] = [*before[key], *(item for item in row[key] if item not in before[key])]
    before["continuous"] = before["continuous"] or row["continuous"]
    del draft["stages"][stage]["activities"][line]
    return above


def _continued(items, more):
    """An item that begins with a small letter is the rest of the one before it."""
    if items and more and more[0][:1].islower():
        return [*items[:-1], f"{items[-1]} {more[0]}", *more[1:]]
    return [*items, *more]


def _place_above(draft, stage, line):
    """The nearest line above that is not removed, in this stage or in one before."""
    places = [(s, a) for s, row in enumerate(draft["stages"]) for a, _ in enumerate(row["activities"])]
    above = [place for place in places if place < (stage, line)]
    return next((place for place in reversed(above) if not _line(draft, *place).get("removed")), None)


def split(draft, stage, line):
    """Each content item becomes a line of its own with the same term and people; the title stays above them."""
    row = _line(draft, stage, line)
    if not row["content"]:
        raise DraftError("В содержании нет пунктов: разделить строку не на что.")
    made = [line_of(row, number=None, title=item, content=[]) for item in row["content"]]
    row["content"] = []
    draft["stages"][stage]["activities"][line + 1 : line + 1] = made
    return stage, line


def make_stage(draft, stage, line):
    """The line becomes the heading of a stage that takes the lines below; what no heading holds is listed."""
    lines, row = draft["stages"][stage]["activities"], _line(draft, stage, line)
    inner = [line_of(row, number=None, title=item, content=[]) for item in row["content"]]
    if not inner:
        texts = [*(row[key] for key in LOST_IN_HEADING), *row["responsible"]]
        draft["unrecognised"] += [text for text in texts if text]
    made = stage_of(row["number"], row["title"], [*inner, *lines[line + 1 :]], row["source"])
    del lines[line:]
    draft["stages"].insert(stage + 1, made)
    if not lines and not draft["stages"][stage]["title"]:
        del draft["stages"][stage]
        return stage, None
    return stage + 1, None


def add_line(draft, stage, line=None):
    """A blank line below this one, or at the end of the stage."""
    lines = draft["stages"][stage]["activities"]
    at = len(lines) if line is None else line + 1
    lines.insert(at, line_of())
    return stage, at


def up(draft, stage, line):
    lines = draft["stages"][stage]["activities"]
    if line:
        lines[line - 1], lines[line] = lines[line], lines[line - 1]
        return stage, line - 1
    if not stage:
        return stage, line
    above = draft["stages"][stage - 1]["activities"]
    above.append(lines.pop(line))
    return stage - 1, len(above) - 1


def down(draft, stage, line):
    lines = draft["stages"][stage]["activities"]
    if line + 1 < len(lines):
        lines[line + 1], lines[line] = lines[line], lines[line + 1]
        return stage, line + 1
    if stage + 1 == len(draft["stages"]):
        return stage, line
    draft["stages"][stage + 1]["activities"].insert(0, lines.pop(line))
    return stage + 1, 0


# A stage


def make_line(draft, stage, _=None):
    """The heading becomes a line, its lines follow it in the stage above."""
    row = draft["stages"][stage]
    lines = [
        line_of(number=row["number"], title=row["title"] or "", source=row["source"]),
        *row["activities"],
    ]
    return _fold(draft, stage, lines)


def drop_stage(draft, stage, _=None):
    """The heading goes to what is not needed, its lines to the stage above."""
    row = draft["stages"][stage]
    draft["dismissed"] += [f"{row['number'] or ''} {row['title']}".strip()] if row["title"] else []
    return _fold(draft, stage, row["activities"])


def _fold(draft, stage, lines):
    if not stage:
        draft["stages"][0] = stage_of(activities=lines)
        return 0, 0 if lines else None
    above = draft["stages"][stage - 1]["activities"]
    place = stage - 1, len(above)
    above += lines
    del draft["stages"][stage]
    return place if lines else (stage - 1, None)


def add_stage(draft, stage, _=None):
    draft["stages"].insert(stage + 1, stage_of(title=""))
    return stage + 1, None


def stage_up(draft, stage, _=None):
    if not stage:
        return stage, None
    stages = draft["stages"]
    stages[stage - 1], stages[stage] = stages[stage], stages[stage - 1]
    return stage - 1, None


def stage_down(draft, stage, _=None):
    if stage + 1 < len(draft["stages"]):
        stage_up(draft, stage + 1)
        return stage + 1, None
    return stage, None


# Pieces that were not understood


def to_content(draft, pieces, target):
    """The pieces become content items of the target line."""
    if target is None:
        raise DraftError("Выберите мероприятие, к которому добавить отмеченное.")
    _line(draft, *target)["content"] += _taken(draft, pieces)
    return target


def to_lines(draft, pieces, target):
    """Each piece becomes a line below the target, or at the end of the table."""
    stage, line = target or (len(draft["stages"]) - 1, len(draft["stages"][-1]["activities"]) - 1)
    made = [line_of(title=text) for text in _taken(draft, pieces)]
    draft["stages"][stage]["activities"][line + 1 : line + 1] = made
    return stage, line + 1


def to_intro(draft, pieces, _=None):
    draft["intro"] = "\n".join(filter(None, [draft["intro"], *_taken(draft, pieces)]))


def dismiss(draft, pieces, _=None):
    draft["dismissed"] += _taken(draft, pieces)


def take_back(draft, pieces, _=None):
    """Dismissed pieces are listed as not understood again."""
    back = [draft["dismissed"][at] for at in pieces]
    draft["dismissed"] = [text for at, text in enumerate(draft["dismissed"]) if at not in pieces]
    draft["unrecognised"] += back


def _taken(draft, pieces):
    texts = [draft["unrecognised"][at] for at in pieces]
    draft["unrecognised"] = [text for at, text in enumerate(draft["unrecognised"]) if at not in pieces]
    return texts


def _line(draft, stage, line):
    return draft["stages"][stage]["activities"][line]


OF_LINE = {
    "remove": remove, "put_back": put_back, "join": join, "split": split, "make_stage": make_stage,
    "add_line": add_line, "up": up, "down": down,
}  # fmt: skip
OF_STAGE = {
    "make_line": make_line, "drop_stage": drop_stage, "add_to_stage": add_line, "add_stage": add_stage,
    "stage_up": stage_up, "stage_down": stage_down,
}  # fmt: skip
OF_PIECES = {
    "to_content": to_content, "to_lines": to_lines, "to_intro": to_intro, "dismiss": dismiss,
    "take_back": take_back,
}  # fmt: skip


def carry_out(draft: dict, words: list[str], *, pieces=(), target=None):
    """Do what a button says, ["join", "0", "3"]; the place to look at or None. Raises DraftError."""
    name, *numbers = words
    try:
        if name in OF_PIECES:
            return _with_pieces(draft, name, pieces, target)
        deed, places = (OF_LINE[name], 2) if name in OF_LINE else (OF_STAGE[name], 1)
        place = [int(number) for number in numbers]
        if len(place) != places or min(place) < 0 or not _stands(draft, *place):
            raise IndexError(name)
        return deed(draft, *place)
    except (KeyError, IndexError, ValueError) as error:
        if isinstance(error, DraftError):
            raise
        raise DraftError("Эта строка уже изменилась. Обновите страницу и повторите.") from error


def _stands(draft, stage, line=0):
    lines = draft["stages"][stage]["activities"]
    return line < max(len(lines), 1)


def _with_pieces(draft, name, pieces, target):
    if not pieces:
        raise DraftError("Отметьте строки, с которыми это сделать.")
    known = draft["dismissed" if name == "take_back" else "unrecognised"]
    if not set(pieces) <= set(range(len(known))):
        raise IndexError(name)
    return OF_PIECES[name](draft, pieces, target)
