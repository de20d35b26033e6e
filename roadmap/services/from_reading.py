"""The roadmap of a corrected draft: rows checked all at once, written by a few inserts."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from roadmap.columns import usual
from roadmap.correcting.plan import Years, dates_of, day_of, plan_of
from roadmap.models import Activity, Reading, Roadmap, Stage
from roadmap.recognising import ITEMS, counter_of, counter_of_line, needs_mentees, roles_of
from roadmap.samples import school_year
from roadmap.services.approving import approve_roadmap
from roadmap.services.creating import refuse_overlap

NUMBER_SIGN = re.compile(r"\bN[°º]")
TAKEN = "Выберите другой учебный год. Прочитанный документ и ваша правка сохранены."


@transaction.atomic
def create_from_reading(reading, *, start_year, years, by, with_approval=False):
    """Make the roadmap of a corrected draft, its terms moved to the chosen years; pressed twice it is made once."""
    reading = Reading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
    if reading.roadmap:
        return reading.roadmap
    plan = plan_of(reading.draft, Years(start_year, years))
    if words := taken_words(reading.organization, plan.years):
        raise ValidationError(words)
    roadmap = _roadmap(reading, plan)
    _save_whole(roadmap, plan)
    record("roadmap.created", roadmap, by=by, template=roadmap.template, year=start_year, reading=reading.pk)
    if with_approval:
        _write_down_approval(roadmap, reading.draft, plan, by=by)
    reading.roadmap = roadmap
    reading.save(update_fields=["roadmap"])
    return roadmap


def _roadmap(reading, plan):
    draft, (starts_on, ends_on) = reading.draft, school_year(plan.years.start, plan.years.count)
    return Roadmap(
        organization=reading.organization,
        title=plan.title,
        template="own",
        columns=printed_columns(draft),
        stamp=draft["stamp"],
        appendix_number=draft["appendix_number"],
        adopted=draft["adopted"],
        agreed=draft["agreed"],
        intro=plan.intro,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def printed_columns(draft):
    """The columns of the document as they are printed anew: without footnote marks and what a scan made of "№"."""
    columns = [[field, _heading(words)] for field, words in draft["columns"] if field != "other"]
    return columns or usual()


def _heading(words):
    return NUMBER_SIGN.sub("№", words.rstrip("¹²³®* "))


def taken_words(organization, years):
    """Why these school years cannot have a roadmap of their own, and what to do; "" if they can."""
    starts_on, ends_on = school_year(years.start, years.count)
    try:
        refuse_overlap(Roadmap(organization=organization, starts_on=starts_on, ends_on=ends_on))
    except ValidationError as error:
        return f"{error.messages[0]} {TAKEN}"
    return ""


def _write_down_approval(roadmap, draft, plan, *, by):
    """Only of the very years the document was approved for."""
    approved_on = day_of(draft["approval_order"]["date"])
    if plan.moved or not approved_on:
        raise ValidationError("Утверждение записывается только для года, на который утверждён документ.")
    approve_roadmap(
        roadmap,
        approved_on=approved_on,
        approval_number=draft["approval_order"]["number"] or "",
        approver_position=draft["approver"]["position"] or "",
        approver_name=draft["approver"]["name"] or "",
        by=by,
    )


def _save_whole(roadmap, plan):
    """Check every row before the first is written, so that all that is wrong is said at once."""
    stages, rows = _rows(roadmap, plan)
    wrong = [
        *_wrong(roadmap, "Карта"),
        *(text for stage in stages for text in _wrong(stage, f"Этап {stage.number}")),
    ]
    wrong += [text for row in rows for text in _wrong(row, f"Строка {row.order}, {str(row)[:60]}")]
    if not rows:
        wrong.append("В карте нет ни одного мероприятия. Вернитесь к правке и добавьте строки.")
    if wrong:
        raise ValidationError(wrong[:10])
    roadmap.full_clean()
    roadmap.save()
    Stage.objects.bulk_create(stages)
    Activity.objects.bulk_create(rows)


def _wrong(row, place):
    """Sentences about fields that are empty or too long."""
    try:
        row.clean_fields(exclude=["organization", "roadmap", "stage"])
    except ValidationError as error:
        names = {field.name: field.verbose_name for field in row._meta.fields}
        return [f"{place}: {names[name]}. {texts[0]}" for name, texts in error.message_dict.items()]
    return []


def _rows(roadmap, plan):
    """Unsaved stages and activities; a map without stages has one untitled stage, which is none."""
    parts = [part for part in plan.stages if part.title or part.lines]
    has_stages = any(part.title for part in parts)
    stages, rows = [], []
    for position, part in enumerate(parts, 1):
        stage = None
        if has_stages:
            number = _stage_number(parts, position)
            stage = Stage(roadmap=roadmap, number=number, title=part.title, is_continuous=part.is_continuous)
            stages.append(stage)
        is_numbered = any(line.number for line in part.lines)
        for at, line in enumerate(part.lines, 1):
            own = line.number if is_numbered or not stage else f"{stage.number}.{at}"
            rows.append(_row(roadmap, stage, own, line))
    for order, row in enumerate(rows, 1):
        row.order = order
    return stages, rows


def _stage_number(parts, position):
    """The printed number if all stages count upwards in plain figures, else the place."""
    numbers = [int(part.number) if part.number.isdecimal() else 0 for part in parts]
    counts_up = all(0 < number < 1000 for number in numbers) and numbers == sorted(set(numbers))
    return numbers[position - 1] if counts_up else position


def _row(roadmap, stage, number, line):
    responsible = "\n".join(line.responsible)
    return Activity(
        organization=roadmap.organization,
        roadmap=roadmap,
        stage=stage,
        number=number,
        title=line.title,
        content=line.content,
        term=line.term,
        **dates_of(line.periods),
        is_continuous=line.is_continuous,
        responsible=responsible,
        roles=roles_of(responsible),
        counter=closing_of(line.title, line.content),
        result_paper=line.result,
        only_with_mentees=needs_mentees(line.title),
    )


def closing_of(title, content):
    """The counter of a line; a list of items under a title that says nothing is closed by its items."""
    if len(content) > 1 and not counter_of(title) and any(counter_of(item) for item in content):
        return ITEMS
    return counter_of_line(title, content)
