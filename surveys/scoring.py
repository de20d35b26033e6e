"""Scores and bands: how a questionnaire with marks is counted. Pure, no Django."""

from surveys.sheet import OF_MARKS, Kind, Question, Sheet


def straight(question: Question, mark: int, *, is_reversed: bool) -> int:
    """A mark as it counts: a reversed item from the other end of its scale."""
    return question.low + question.high - mark if is_reversed else mark


def score(sheet: Sheet, answers: dict) -> float | None:
    """The sum over what counts and was answered; None when nothing that counts was answered."""
    found = [
        points for question in sheet.questions for points in points_of(question, answers.get(question.key))
    ]
    return sum(found) if found else None


def points_of(question, value):
    if value is None or not question.is_scored or question.kind == Kind.RANKING:
        return []  # whatever the order, all options of a ranking are there
    if question.kind == Kind.SCALE:
        return [straight(question, value, is_reversed=question.is_reversed)]
    if question.kind == Kind.GRID:
        rows = {row.key: row for row in question.rows}
        return [
            straight(question, mark, is_reversed=rows[key].is_reversed)
            for key, mark in value.items()
            if key in rows
        ]
    chosen = value if isinstance(value, list) else [value]
    scores = {option.key: option.score for option in question.options if option.score is not None}
    return [scores[key] for key in chosen if isinstance(key, str) and key in scores]


def band_of(sheet: Sheet, points: float | None):
    """The band a score falls into, or None."""
    if points is None:
        return None
    return next((band for band in sheet.bands if band.low <= points <= band.high), None)


def span(sheet: Sheet) -> tuple[float | None, float | None]:
    """The least and the most points of somebody who answered everything that counts; (None, None) when nothing does."""
    found = [ends for question in sheet.questions if (ends := ends_of(question))]
    if not found:
        return None, None
    return sum(low for low, _ in found), sum(high for _, high in found)


def ends_of(question):
    """(least, most) points of one question, or None when it does not count."""
    if not question.is_scored:
        return None
    if question.kind in OF_MARKS:
        number = len(question.rows) if question.kind == Kind.GRID else 1
        return (question.low * number, question.high * number) if number and is_scale(question) else None
    scores = [option.score for option in question.options if option.score is not None]
    if not scores or question.kind == Kind.RANKING:
        return None
    return several_ends(question, scores) if question.kind == Kind.SEVERAL else (min(scores), max(scores))


def is_scale(question):
    return question.low is not None and question.high is not None


def several_ends(question, scores):
    """Of several options: as many as must be, as many as may be."""
    least, most = min(question.least or 1, len(scores)), min(question.most or len(scores), len(scores))
    row = sorted(scores)
    lows = [sum(row[:number]) for number in range(least, most + 1)] or [row[0]]
    highs = [sum(row[-number:]) for number in range(max(least, 1), most + 1)] or [row[-1]]
    return min(lows), max(highs)
