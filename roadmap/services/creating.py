"""Opening a school year with a built-in roadmap."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from roadmap.columns import PRESETS
from roadmap.correcting.plan import dates_of
from roadmap.models import Activity, Roadmap, Stage
from roadmap.reading.terms import read_term
from roadmap.recognising import roles_of
from roadmap.samples import samples, school_year, term_dates, words_for


@transaction.atomic
def create_roadmap(organization, *, template, start_year, by, years=1):
    """Open one or two school years with a built-in roadmap: texts, terms and dates filled for this institution."""
    sample = samples().get(template)
    if sample is None or not sample.fits(organization):
        raise ValidationError("Этот образец для другого вида учреждений. Выберите образец из списка.")
    words = words_for(organization, start_year, years)
    starts_on, ends_on = school_year(start_year, years)
    roadmap = Roadmap(
        organization=organization,
        title=_said("\n".join(sample.title), words),
        template=sample.key,
        columns=[list(column) for column in PRESETS[sample.form]],
        stamp=sample.stamp,
        intro=_said(sample.intro, words),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    refuse_overlap(roadmap)
    roadmap.full_clean()
    roadmap.save()
    _fill(roadmap, sample, words)
    record("roadmap.created", roadmap, by=by, template=sample.key, year=start_year)
    return roadmap


def refuse_overlap(roadmap):
    """One year has one plan: a roadmap of two years leaves no room for another one in either of them."""
    others = Roadmap.objects.filter(organization=roadmap.organization, is_current=True)
    other = others.filter(starts_on__lte=roadmap.ends_on, ends_on__gte=roadmap.starts_on).first()
    if other:
        raise ValidationError(f"На этот учебный год дорожная карта уже есть: {other}.")


def _fill(roadmap, sample, words):
    """Write the stages and lines of the sample; rows are built first and written by two inserts."""
    stages = Stage.objects.bulk_create(
        Stage(
            roadmap=roadmap,
            number=stage["number"],
            title=_said(stage["title"], words),
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
    term, responsible = (_said(line.get(name, ""), words) for name in ("term", "responsible"))
    return Activity(
        organization=roadmap.organization,
        roadmap=roadmap,
        stage=stage,
        number=number,
        title=_said(line["title"], words),
        content=[_said(item, words) for item in line.get("content", [])],
        term=term,
        **_days(line, term, words),
        is_continuous=line.get("continuous", False),
        responsible=responsible,
        roles=roles_of(responsible),
        counter=line.get("counter", ""),
        result_paper=line.get("paper", ""),
        only_with_mentees=line.get("only_with_mentees", False),
    )


def _said(text, words):
    """The text of a sample with its words filled in; quotes that meet at the end are written once."""
    return text.format(**words).replace("»»", "»")


def _days(line, term, words):
    """The term's own periods where it is printed (there may be two), else the months of the sample."""
    periods = [(period.start, period.end) for period in read_term(term).periods]
    months = term_dates(line, words["y1"], words["y2"] - words["y1"])
    return dates_of(periods or ([months] if all(months) else []))
