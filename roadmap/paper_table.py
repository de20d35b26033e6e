"""The table of a printed roadmap: its columns in their own order, stages as cells or as rows across the table. Pure.

In: `columns` ([[field, heading], …]) and `parts` ([(stage or None, [activity, …]), …]). Out: {"columns": [{"title",
"width"}], "rows": [{"stage": text} | {"cells": [{"lines": [text, …], "rows": how many rows it spans, "mid": bool}]}]}.
"""

from roadmap.columns import fields_of, preset_of

WIDTHS = {
    "A": [6, 30, 64],
    "B": [6, 24, 38, 15, 17],
    "C": [56, 24, 20],
    "D": [6, 38, 16, 20, 20],
    "E": [5, 15, 20, 30, 14, 16],
}
WEIGHTS = {
    "number": 6,
    "stage": 20,
    "activity": 26,
    "content": 36,
    "term": 15,
    "responsible": 17,
    "result": 18,
    "mark": 12,
}
SHARED = ("term", "responsible", "result")


def table(columns, parts):
    """The whole table; a stage without lines keeps its row, so that nothing of the document is lost."""
    fields = fields_of(columns)
    rows = [row for stage, activities in parts for row in _part(fields, stage, activities)]
    titles = zip((heading for _, heading in columns), widths(columns), strict=True)
    return {"columns": [{"title": title, "width": width} for title, width in titles], "rows": rows}


def widths(columns):
    """Percent of the sheet for each column: the usual tables as they are drawn, others by weight."""
    if letter := preset_of(columns):
        return WIDTHS[letter]
    weights = [WEIGHTS[field] for field in fields_of(columns)]
    parts = [max(4, round(100 * weight / sum(weights))) for weight in weights]
    parts[parts.index(max(parts))] += 100 - sum(parts)
    return parts


def _part(fields, stage, activities):
    if stage is None:
        return [_row(fields, activity) for activity in activities]
    if "stage" not in fields:
        return [
            {"stage": str(stage)},
            *(_row(fields, activity, is_numbered=True) for activity in activities),
        ]
    return _beside_stage(fields, stage, activities)


def _beside_stage(fields, stage, activities):
    """The stage in a cell of its own; its lines share one row where nothing tells them apart (form A)."""
    if "activity" not in fields and _are_alike(fields, activities):
        return [{"cells": [_stage_cell(field, stage, activities, 1) for field in fields]}]
    rows = []
    for position, activity in enumerate(activities):
        cells = [
            _one(field, activity, fields) if field not in ("number", "stage") else None for field in fields
        ]
        if position == 0:
            span = len(activities)
            own = [_stage_cell(field, stage, activities, span) for field in fields]
            cells = [cell or own[n] for n, cell in enumerate(cells)]
        rows.append({"cells": [cell for cell in cells if cell]})
    return rows or [{"cells": [_stage_cell(field, stage, [], 1) for field in fields]}]


def _are_alike(fields, activities):
    """One term, one set of people for the whole stage: then its cell is one."""
    return all(
        len({_text(field, activity) for activity in activities}) <= 1 for field in SHARED if field in fields
    )


def _stage_cell(field, stage, activities, span):
    if field == "number":
        return _cell([str(stage.number)], rows=span, mid=True)
    if field == "stage":
        return _cell([stage.title], rows=span)
    if field == "content":
        return _cell(items(stage.lead, activities))
    return _cell(_lines(_text(field, activities[0])) if activities else [])


def _row(fields, activity, is_numbered=False):
    return {"cells": [_one(field, activity, fields, is_numbered) for field in fields]}


def _one(field, activity, fields, is_numbered=True):
    """The cell of one line; without a column of its own the content stands under the title."""
    if field == "number":
        return _cell([activity.number or str(activity.order)], mid=True)
    if field == "content":
        own = numbered(activity.content) if is_numbered else activity.content
        return _cell(own if "activity" in fields else items("", [activity]))
    if field == "activity":
        return _cell([activity.title, *([] if "content" in fields else _dashed(activity.content))])
    return _cell(_lines(_text(field, activity)))


def _text(field, activity):
    own = {"term": activity.term, "responsible": activity.responsible, "result": activity.result_paper}
    return own.get(field, "")


def _lines(text):
    return [line for line in text.split("\n") if line]


def _cell(lines, *, rows=1, mid=False):
    return {"lines": lines, "rows": rows, "mid": mid}


def numbered(texts):
    """ "1. Издание приказа."; a single item goes without a number."""
    return [f"{n}. {_ended(text)}" if len(texts) > 1 else _ended(text) for n, text in enumerate(texts, 1)]


def items(lead, activities):
    """Lines of a cell in form A: a list with dashes under the stage's lead, else numbered items, one item plain."""
    if lead:
        return [lead, *_dashed([activity.title for activity in activities])]
    lines = []
    for n, activity in enumerate(activities, 1):
        number = f"{n}) " if len(activities) > 1 else ""
        title = f"{activity.title.rstrip('.:')}:" if activity.content else _ended(activity.title)
        lines += [f"{number}{title}", *_dashed(activity.content)]
    return lines


def _dashed(texts):
    return [f"– {text.rstrip('.;')}{'.' if n == len(texts) else ';'}" for n, text in enumerate(texts, 1)]


def _ended(text):
    return text if text.endswith((".", ";", ":", "!", "?")) else f"{text}."
