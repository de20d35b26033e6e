"""Stages and activities out of whole rows."""

from roadmap.reading.cells import Item, paragraphs, read_cell
from roadmap.reading.draft import Activity, Stage
from roadmap.reading.markers import clean_number, take_item_number, take_number
from roadmap.reading.phrases import join_lines
from roadmap.reading.responsible import split_responsible
from roadmap.reading.rows import Habits, Record
from roadmap.reading.terms import is_continuous, read_term


class Builder:
    """Puts rows under their stages, in order; `years` are for months without a year."""

    def __init__(self, habits: Habits, years: tuple[int, int] | None):
        self.habits = habits
        self.years = years
        self.stages: list[Stage] = []
        self.stage_text: str | None = None
        self.stage_term = ""
        self.repeated: list[str] = []

    def add(self, record: Record) -> None:
        if record.is_stage:
            title = " ".join(text for name, text in record.texts if name != "term")
            self.open_stage(record.number, title, record.source)
            self.stage_term = record.own("term")
            return
        if "stage" in self.habits.fields:
            self.enter_stage(record)
        elif not self.stages:
            self.stages.append(Stage())
        activities = activities_of(record, self.habits)
        for activity in activities:
            self.date(activity, record)
        self.stages[-1].activities += activities
        self.stages[-1].source += [] if self.stages[-1].source else record.source[:1]

    def open_stage(self, number, text, source):
        taken, title = take_number(join_lines(text))
        stage_number, title = number or taken, join_lines(title) or join_lines(text) or None
        last = self.stages[-1] if self.stages else None
        if last and (last.number, last.title) == (stage_number, title):
            self.repeated.append(join_lines(text))  # once more at the top of a page
            return
        self.stages.append(Stage(stage_number, title, source=list(source)))

    def enter_stage(self, record):
        """A stage begins where its column says another one than before."""
        text = record.fields.get("stage", "")
        number = record.number if self.habits.numbers_stages else None
        is_same = not text or (text == self.stage_text and not number)
        if not is_same or (number and not text):
            self.open_stage(number, text, record.source)
            self.stage_text = text
        elif not self.stages:
            self.stages.append(Stage())
        elif record.own("stage"):
            self.repeated.append(join_lines(text))  # the same stage in each of its rows

    def date(self, activity: Activity, record: Record) -> None:
        """Give an activity the term and the responsible of its row."""
        term = join_lines(record.fields.get("term", "") or self.stage_term)
        read = read_term(term, self.years)
        activity.term = term or None
        activity.periods = list(read.periods)
        words = " ".join([activity.title, *activity.content])
        activity.continuous = read.is_continuous if term else is_continuous(words)
        activity.responsible_text = record.fields.get("responsible") or None
        activity.responsible = split_responsible(record.fields.get("responsible", ""))
        self.repeated += _ands(record.fields.get("responsible", ""), activity.responsible)
        activity.result = join_lines(record.fields.get("result", "")) or None
        activity.source = list(record.source)


def _ands(text, parts):
    """Each "и" that only stood between two who are responsible."""
    return ["и"] * (text.split().count("и") - " ".join(parts).split().count("и"))


def activities_of(record: Record, habits: Habits) -> list[Activity]:
    """The activities of one row: one, or those of a stage's cell."""
    if "activity" not in habits.fields:
        return stage_activities(record.fields.get("content", ""))
    activity = record.fields.get("activity", "")
    is_cell_of_stage = habits.numbers_stages and "content" not in habits.fields
    if is_cell_of_stage and _is_list(activity):
        return stage_activities(activity)
    return [_row_activity(record, activity, habits)]


def _is_list(text):
    cell = read_cell(text)
    return cell.kind == "numbered" or (cell.kind == "plain" and len(cell.items) > 1)


def _row_activity(record, text, habits):
    number = None if habits.numbers_stages else record.number
    if not number:
        number, text = _number_in(text)
    content = content_items(record.fields.get("content", ""))
    if "content" not in habits.fields:
        title, content = _title_and_items(text)
    elif not text and content:
        title, content = content[0], content[1:]
    else:
        title = join_lines(text)
    if habits.numbers_stages is False and record.own("number") and not record.number:
        title = f"{join_lines(record.own('number'))} {title}".strip()
    return Activity(title, number=number, content=content)


def _number_in(text):
    """ "1.1 Сбор данных" -> ("1.1", "Сбор данных"); a whole list in one cell keeps its numbers."""
    cell = read_cell(text)
    if cell.kind == "numbered" and len(cell.items) > 1:
        return None, text
    number, rest = take_item_number(text)
    return (clean_number(number), rest) if number else (None, text)


def _title_and_items(text):
    """ "Подготовка документов: – приказ; – положение": a lead-in with its items, else the whole text."""
    cell = read_cell(text)
    if cell.lead.endswith(":") and cell.kind != "plain":
        return without_colon(cell.lead), [item.whole or item.text for item in cell.items]
    return join_lines(text), []


def content_items(text: str) -> list[str]:
    """The items of a content cell; a sentence that leads in is an item too, or its words were lost."""
    cell = read_cell(text)
    lead = [without_colon(cell.lead)] if cell.lead else []
    items, after = _without_tail(cell.items) if cell.kind == "dashed" else (cell.items, [])
    return lead + [item.whole or item.text for item in items] + after


def stage_activities(text: str) -> list[Activity]:
    """The activities of a stage's cell: its numbered items, a lead-in with dashed ones, or its paragraphs."""
    cell = read_cell(text)
    if cell.kind == "plain":
        return [Activity(item.text) for item in cell.items]
    before = [Activity(part) for part in paragraphs(cell.raw_lead)]
    if before and cell.lead.endswith(":"):
        items, after = _without_tail(cell.items)
        before[-1].title = without_colon(before[-1].title)
        before[-1].content = [item.whole or item.text for item in items]
        return before + [Activity(part) for part in after]
    return before + [_item_activity(item) for item in cell.items]


def _item_activity(item: Item) -> Activity:
    title = without_colon(item.text) if item.parts else item.text
    return Activity(title, number=item.number, content=item.parts)


def _without_tail(items):
    """Items, and paragraphs that follow the last one and are none of it."""
    last, *after = paragraphs(items[-1].raw) or [items[-1].text]
    return [*items[:-1], Item(last, items[-1].number, [], last)], after


def without_colon(text: str) -> str:
    return text.removesuffix(":").rstrip()
