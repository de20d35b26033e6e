"""The sheets of a meeting of choice as one file for the printer, made outside the request: a page for each person."""

from django.core.exceptions import ValidationError
from django.db import transaction

from common.pdf import join_pdfs
from common.pdf_pool import render_many
from jobs.registry import handler
from jobs.services import enqueue, progress
from selection.models import ChoiceMeeting
from selection.prints import sheets_print

NOBODY = "Печатать нечего: во встрече нет никого, чьи данные можно обрабатывать."


@transaction.atomic
def print_sheets(meeting, *, by):
    """Ask for one file of all sheets; leads to the job with its progress."""
    if not sheets_print(meeting):
        raise ValidationError(NOBODY)
    title = f"Листы: {meeting}"
    return enqueue("choice_sheets_pdf", organization=by.organization, title=title, by=by, meeting=meeting.pk)


@handler("choice_sheets_pdf", days=7)
def choice_sheets_pdf(job):
    meeting = ChoiceMeeting.objects.filter(
        organization=job.organization_id, pk=job.payload["meeting"]
    ).first()
    sheets = sheets_print(meeting) if meeting else []
    if not sheets:
        raise ValidationError(NOBODY)
    parts = []
    for pdf in render_many("papers/choice.html", sheets):
        parts.append(pdf)
        if len(parts) % 5 == 0 or len(parts) == len(sheets):
            progress(job, len(parts), len(sheets))
    return join_pdfs(parts), f"Листы встречи выбора {meeting.held_on:%d.%m.%Y}.pdf"
