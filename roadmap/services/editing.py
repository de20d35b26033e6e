"""Deeds on roadmaps and their lines."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from audit.services import record
from roadmap.models import Activity, Roadmap, Stage
from roadmap.samples import samples, school_year, term_dates, words_for


@transaction.atomic
def create_roadmap(organization, *, template, start_year, by):
    """Open a school year with a built-in roadmap: texts, terms and dates filled for this institution and year."""
    sample = samples().get(template)
    if sample is None or not sample.fits(organization):
        raise ValidationError("Этот образец для другого вида учреждений. Выберите образец из списка.")
    words = words_for(organization, start_year)
    starts_on, ends_on = school_year(start_year)
    roadmap = Roadmap(
        organization=organization,
        title="\n".join(sample.title).format(**words),
        template=sample.key,
        form=sample.form,
        stamp=sample.stamp,
        intro=sample.intro.format(**words),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    roadmap.full_clean()
    roadmap.save()
    _fill(roadmap, sample, words)
    record("roadmap.created", roadmap, by=by, template=sample.key, year=start_year)
    return roadmap


def _fill(roadmap, sample, words):
    """Write the stages and lines of the sample; rows are built first and written by two inserts."""
    stages = Stage.objects.bulk_create(
        Stage(
            roadmap=roadmap,
            number=stage["number"],
            title=stage["title"].format(**words),
            lead=stage.get("lead", ""),
            is_continuous=stage.get("continuous", False),
        )
        for stage in sample.stages
    )
    rows = [_row(roadmap, None, "", line, words) for line in sample.activities]
    for stage, source in zip(stages, sample.stages, strict=True):
        for position, line in enumerate(source["activities"], 1):
            rows.append(_row(roadmap, stage, f"{stage.number}.{position}", line, words))
    for order, row in enumerate(rows, 1):
        row.order = order
        row.clean_fields()
    Activity.objects.bulk_create(rows)


def _row(roadmap, stage, number, line, words):
    starts_on, due_on = term_dates(line, words["y1"])
    return Activity(
        organization=roadmap.organization,
        roadmap=roadmap,
        stage=stage,
        number=number,
        title=line["title"].format(**words),
        content=[item.format(**words) for item in line.get("content", [])],
        term=line.get("term", "").format(**words),
        starts_on=starts_on,
        due_on=due_on,
        responsible=line.get("responsible", "").format(**words),
        counter=line.get("counter", ""),
        result_paper=line.get("paper", ""),
        only_with_mentees=line.get("only_with_mentees", False),
    )


@transaction.atomic
def edit_roadmap(roadmap, *, by, **fields):
    """Change the heading, the text before the table, the stamp, or write down the approval."""
    roadmap = Roadmap.objects.select_for_update(of=("self",)).get(pk=roadmap.pk)
    changed = _set(roadmap, fields)
    roadmap.full_clean()
    roadmap.save(update_fields=list(fields))
    record("roadmap.edited", roadmap, by=by, fields=changed)
    return roadmap


@transaction.atomic
def add_activity(roadmap, *, by, stage=None, **fields):
    """Add a line at the end of its stage, numbered after the last one there."""
    roadmap = Roadmap.objects.select_for_update(of=("self",)).get(pk=roadmap.pk)
    if (stage is None) == roadmap.stages.exists() or (stage and stage.roadmap_id != roadmap.pk):
        raise ValidationError("Выберите этап этой дорожной карты.")
    number = f"{stage.number}.{stage.activities.count() + 1}" if stage else ""
    last = roadmap.activities.aggregate(last=Max("order"))["last"] or 0
    activity = Activity(
        organization=roadmap.organization, roadmap=roadmap, stage=stage, number=number, order=last + 1
    )
    _set(activity, fields)
    activity.full_clean()
    activity.save()
    record("activity.added", activity, by=by, roadmap=roadmap.pk)
    return activity


@transaction.atomic
def edit_activity(activity, *, by, **fields):
    """Change the words, the term, the people of a line, or what closes it."""
    activity = _locked(activity)
    changed = _set(activity, fields)
    _save(activity, fields)
    record("activity.edited", activity, by=by, fields=changed)
    return activity


@transaction.atomic
def remove_activity(activity, *, by):
    """Take a line out; the ones after it in the stage move up. A closed line has been reported and stays."""
    Roadmap.objects.select_for_update(of=("self",)).get(pk=activity.roadmap_id)
    activity = _locked(activity)
    if activity.closed_on:
        raise ValidationError("Мероприятие закрыто. Сначала верните его в работу.")
    record("activity.removed", activity, by=by, roadmap=activity.roadmap_id, number=activity.number)
    roadmap, stage = activity.roadmap, activity.stage
    activity.delete()
    _renumber(roadmap, stage)
    return roadmap


def _renumber(roadmap, stage):
    """Number the lines of a stage anew; a roadmap without stages has an order only."""
    rows = list(roadmap.activities.filter(stage=stage))
    for position, row in enumerate(rows, 1):
        row.number, row.order = (f"{stage.number}.{position}", row.order) if stage else ("", position)
    Activity.objects.bulk_update(rows, ["number", "order"])


@transaction.atomic
def close_activity(activity, *, note, by):
    """Tick a line by hand; the tick says who, when and what proves it, and is always shown as made by hand."""
    activity = _locked(activity)
    if activity.closed_on:
        raise ValidationError("Мероприятие уже закрыто вручную.")
    activity.closed_on, activity.closed_by = activity.organization.today, by.user
    activity.closed_note = note.strip()
    _save(activity, ["closed_on", "closed_by", "closed_note"])
    record("activity.closed", activity, by=by)
    return activity


@transaction.atomic
def reopen_activity(activity, *, by):
    """Take the hand tick back; the state is counted from facts and the term again."""
    activity = _locked(activity)
    if not activity.closed_on:
        raise ValidationError("Мероприятие не закрывали вручную.")
    activity.closed_on, activity.closed_by, activity.closed_note = None, None, ""
    _save(activity, ["closed_on", "closed_by", "closed_note"])
    record("activity.reopened", activity, by=by)
    return activity


def _locked(activity):
    return Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)


def _set(row, fields):
    """Set the given fields; the names of those that really changed go to the journal, never the values."""
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, fields[name])
    return changed


def _save(activity, fields):
    activity.changed_at = timezone.now()
    activity.full_clean()
    activity.save(update_fields=[*fields, "changed_at"])
