"""What the pages of one programme share: the row through the sight, its place in the plan, the way back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from programmes.models import Programme, ProgrammeRow
from programmes.permissions import (
    can_approve_programme,
    can_change_programme,
    can_complete_programme,
    can_drop_programme,
    can_edit_programme,
    can_keep_templates,
    can_mark_rows,
    can_review_programme,
    can_submit_programme,
    takes_part,
)
from programmes.queries import plan_of, with_people
from programmes.table import mark_of

Status = Programme.Status
STANDS = "Программу сейчас не правят: она на проверке, на утверждении или уже утверждена."


def programme_or_404(me, pk):
    return get_object_or_404(with_people(Programme.objects.visible_to(me)), pk=pk)


def row_or_404(me, pk):
    return get_object_or_404(with_people(ProgrammeRow.objects.visible_to(me), "programme__"), pk=pk)


def stopped(request, programme):
    """The state is in the way: said on the page of the programme."""
    messages.error(request, STANDS)
    return redirect(programme)


def works_on(me, programme):
    """Who writes a programme, whatever its state: the pair and the curator."""
    return can_approve_programme(me, programme) or takes_part(me, programme.pair)


def rights(me, programme):
    """What the page offers to this reader now."""
    waits = programme.status == Status.SUBMITTED
    return {
        "can_edit": can_edit_programme(me, programme),
        "can_mark": can_mark_rows(me, programme),
        "can_submit": can_submit_programme(me, programme),
        "can_review": waits and can_review_programme(me, programme),
        "can_settle": works_on(me, programme) or can_review_programme(me, programme),
        "can_approve": waits and can_approve_programme(me, programme),
        "can_complete": can_complete_programme(me, programme),
        "can_change": can_change_programme(me, programme),
        "can_drop": can_drop_programme(me, programme)
        and programme.status not in {Status.TO_APPROVE, Status.COMPLETED, Status.DROPPED},
        "can_keep": can_keep_templates(me),
    }


def programme_context(me, programme):
    sections, remarks, rows = plan_of(programme)
    done = sum(row.is_done for row in rows)
    return {
        "programme": programme,
        "mark": mark_of(programme),
        "plan": sections,
        "remarks": remarks,
        "has_remarks": bool(remarks) or any(row.open_remarks for row in rows),
        "total": len(rows),
        "done": done,
        "today": programme.organization.today,
        **rights(me, programme),
    }


def row_part(request, row, **more):
    """One line of the plan as it is now, for htmx; the bar above goes with it."""
    me, programme = request.membership, row.programme
    context = programme_context(me, programme)
    row = next(one for _, rows in context["plan"] for one in rows if one.pk == row.pk)
    return render(request, "programmes/_row_answer.html", context | {"row": row} | more)
