"""A draft as lines of plain Russian, for people at a terminal."""

from collections.abc import Iterator

from common.russian_dates import MONTHS, counted, date_dots
from roadmap.reading.draft import Activity, RoadmapDraft, Stage, Stamp

NOTHING = "нет"


def outline(draft: RoadmapDraft) -> Iterator[str]:
    """Head, stages with activities, and what was not understood."""
    yield f"Название: {draft.title or NOTHING}"
    yield f"Учреждение: {draft.institution or NOTHING}"
    for stamp in draft.stamps:
        yield _stamp(stamp)
    if draft.intro:
        yield f"Вступление: {draft.intro}"
    yield _totals(draft)
    for stage in draft.stages:
        yield from _stage(stage)
    if draft.unrecognised:
        yield from ("", "Не распознано:", *(f"  {text}" for text in draft.unrecognised))


def _stamp(stamp: Stamp) -> str:
    number = f"№ {stamp.number}" if stamp.number else None
    day = f"от {date_dots(stamp.date)}" if stamp.date else None
    act = " ".join(part for part in (stamp.act, number, day) if part)
    said = [part for part in (stamp.position, stamp.name, act) if part]
    return f"{stamp.word}: {', '.join(said) or NOTHING}"


def _totals(draft):
    stages = [stage for stage in draft.stages if stage.number or stage.title]
    activities = [activity for stage in draft.stages for activity in stage.activities]
    items = sum(len(activity.content) for activity in activities)
    return ", ".join(
        [
            f"Всего: {counted(len(stages), 'этап', 'этапа', 'этапов')}",
            counted(len(activities), "мероприятие", "мероприятия", "мероприятий"),
            counted(items, "пункт содержания", "пункта содержания", "пунктов содержания"),
        ]
    )


def _stage(stage: Stage) -> Iterator[str]:
    yield ""
    if stage.number or stage.title:
        yield f"Этап {_numbered(stage.number, stage.title or '')}"
    for activity in stage.activities:
        yield from _activity(activity)


def _activity(activity: Activity) -> Iterator[str]:
    yield f"  {_numbered(activity.number, activity.title)}"
    yield from (f"    – {item}" for item in activity.content)
    if activity.term:
        yield f"    Срок: {activity.term}{_months(activity)}"
    if activity.responsible:
        yield f"    Ответственные: {'; '.join(activity.responsible)}"
    if activity.result:
        yield f"    Результат: {activity.result}"


def _months(activity):
    periods = [" – ".join(dict.fromkeys(map(_month, period.months))) for period in activity.periods]
    said = periods + ["всё время"] * activity.continuous
    return f" ({', '.join(said)})" if said else " (даты не понятны)"


def _month(text):
    """ "2022-08" -> "август 2022"."""
    year, month = text.split("-")
    return f"{MONTHS[int(month) - 1]} {year}"


def _numbered(number, text):
    return f"{number}. {text}" if number else text
