"""What all pages of the editor share: only a draft is edited, a stale save is shown, the list answers a move."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from common.pages import form_page, require
from surveys.checking import serious
from surveys.editing import Missing
from surveys.history import changes_since
from surveys.models import Questionnaire
from surveys.outline import outline, whole_problems
from surveys.permissions import can_run_surveys
from surveys.services.questionnaires import FROZEN, StaleQuestionnaire

KEPT = "removed_from_questionnaire"  # in the session: what was taken out last, until it is put back
GONE = "Этого вопроса или раздела в анкете уже нет."


def on_draft(view):
    """`view(request, row, …)` with a draft that the actor keeps; another one is shown with the reason."""

    @wraps(view)
    def page(request, pk, **kwargs):
        me = request.membership
        row = get_object_or_404(Questionnaire.objects.visible_to(me), pk=pk)
        require(can_run_surveys(me))
        if not row.is_draft:
            messages.error(request, FROZEN)
            return redirect(row)
        return view(request, row, **kwargs)

    return page


def question_or_404(row, key):
    question = row.sheet.question(key)
    if question is None:
        raise Http404
    return question


def section_or_404(row, key):
    found = next((one for one in row.sheet.sections if one.key == key), None)
    if found is None:
        raise Http404
    return found


def editor_context(request, row, *, moved=""):
    """The list of questions with what is wrong; `moved` is the key of what has just changed its place."""
    parts = outline(row)
    kept = request.session.get(KEPT) or {}
    lines = [line for part in parts for line in part.lines]
    whole = whole_problems(row)
    return {
        "questionnaire": row,
        "parts": parts,
        "whole": whole,
        "wrong": [line for line in lines if serious(line.problems)],
        "unsure": [line for line in lines if line.doubts],
        "general_doubts": [
            one["words"] for one in row.doubts if not row.sheet.question(one.get("question", ""))
        ],
        "count": len(lines),
        "removed": kept["words"] if kept.get("questionnaire") == row.pk else "",
        "moved": moved,
    }


def with_conflict(request, row, form, save, *, stored=None, title, done, back=None, **context):
    """`form_page` that answers a stale save with 409: what others changed, what was typed, and a way to keep it.

    `stored(current row)` gives the same form over what is stored now, or None where there is nothing to compare.
    """
    stale = []

    def checked():
        try:
            return save()
        except StaleQuestionnaire as error:
            stale.append(error)
            raise
        except Missing:
            raise ValidationError(GONE) from None

    back = back or (row.get_absolute_url(), row.title)
    answer = form_page(
        request, form, checked, title=title, done=done, back=back, questionnaire=row, **context
    )
    return conflict_page(request, row, form, stored, back) if stale else answer


def conflict_page(request, row, form, stored, back, *, save_to=""):
    """Both texts side by side; the typed one travels along and may be saved over (or elsewhere: `save_to`)."""
    current = Questionnaire.objects.visible_to(request.membership).get(pk=row.pk)
    there = stored(current) if stored else None
    context = {
        "questionnaire": current,
        "others": changes_since(current, form.cleaned_data.get("revision", current.revision)),
        "changes": compared(form, there),
        "sent": [
            (name, value) for name, values in request.POST.lists() for value in values if name in form.fields
        ],
        "revision": current.revision,
        "back": back,
        "save_to": save_to,
        "can_save": current.is_draft,
    }
    return render(request, "surveys/builder/conflict.html", context, status=409)


def compared(form, there):
    """[(label, mine, stored)] of the fields that differ."""
    rows = []
    for name, field in form.fields.items():
        if name == "revision":
            continue
        mine = words_of(field, form[name].value())
        other = words_of(field, there[name].value()) if there is not None and name in there.fields else None
        if mine != other and (mine or other):
            rows.append((field.label or name, mine, other))
    return rows


def words_of(field, value):
    """A value of a form as it reads: a choice by its words."""
    known = dict(flat(getattr(field, "choices", ())))
    if known:
        chosen = value if isinstance(value, list) else [value or ""]
        return ", ".join(str(known.get(str(one), one)) for one in chosen)
    if value in (True, "on") or value is False:
        return "да" if value else "нет"
    return str(value if value is not None else "").replace("\r\n", "\n").strip()


def flat(choices):
    """Choices without their groups."""
    for value, words in choices:
        if isinstance(words, list | tuple):
            yield from words
        else:
            yield str(value), words


def list_answer(request, row, act, done, *, place=""):
    """Carry out a deed of the list: only the list for htmx, else the page at the moved line."""
    refused = ""
    try:
        act()
    except ValidationError as error:
        refused = " ".join(error.messages)
    except Missing:
        refused = GONE
    if request.htmx:
        current = Questionnaire.objects.visible_to(request.membership).get(pk=row.pk)
        context = editor_context(request, current, moved=place) | {"refused": refused, "done": done}
        return render(request, "surveys/builder/_list_answer.html", context)
    (messages.error if refused else messages.success)(request, refused or done)
    return redirect(f"{row.get_absolute_url()}{f'#line-{place}' if place else ''}")
