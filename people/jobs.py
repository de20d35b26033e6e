"""Work of the room outside the request: files of registers, and lists looked at and forgotten."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.models import Entry
from audit.services import record
from jobs.cleaning import DAYS_KEPT
from jobs.daily import daily
from jobs.registry import handler
from jobs.services import progress
from organizations.models import Membership
from people.exports import PAPER_MAX, contents_of, written
from people.models import RosterImport
from people.permissions import can_see_people
from people.services.exporting import TOO_LONG

CLOSED = "Доступ к спискам людей закрыт: файл не сделан."


@handler("register_export", days=DAYS_KEPT)
def register_export(job):
    """The register as it is now and for whom its asker may see it now: a right taken away in between counts."""
    asked = job.payload
    me = Membership.objects.open().filter(pk=asked["membership"], organization=job.organization_id).first()
    if me is None or not can_see_people(me):
        raise ValidationError(CLOSED)
    is_paper = asked["format"] == "pdf"
    contents = contents_of(
        asked["register"], me, query=asked["query"], ids=asked["persons"], is_paper=is_paper
    )
    if is_paper and len(contents.rows) > PAPER_MAX:
        raise ValidationError(TOO_LONG.format(len(contents.rows)))
    progress(job, len(contents.rows) // 2, len(contents.rows))
    result = written(contents, asked["format"], job.organization)
    progress(job, len(contents.rows), len(contents.rows))
    note_export(job, me, contents)
    return result


def note_export(job, me, contents):
    """One line of the journal for one file, however often the work was begun."""
    told = Entry.objects.filter(organization=job.organization_id, action="people.exported")
    if job.attempts > 1 and told.filter(details__job=job.pk).exists():
        return
    asked = job.payload
    record(
        "people.exported",
        job.organization,
        by=me,
        register=asked["register"],
        format=asked["format"],
        job=job.pk,
        persons=list(contents.persons),
        left_out=contents.left_out,
    )


@daily("clean_rosters", title="Удаление старых списков из файлов", hour=4)
def clean_rosters(organization, day):
    """What was read from a file and not taken holds people's data for nothing: after a week it goes."""
    before = timezone.now() - dt.timedelta(days=DAYS_KEPT)
    old = RosterImport.objects.filter(organization=organization, created_at__lt=before)
    old.filter(status=RosterImport.Status.PREVIEW).delete()
    for row in old.exclude(roster={}).iterator():
        kept = {"lines": {}, "bad_header": [], "bad_rows": []}
        if any(row.roster.get(name) for name in kept):
            row.roster |= kept
            row.save(update_fields=["roster"])
