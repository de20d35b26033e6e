"""The SWOT table of a school year: answers sorted by buttons, keys or dragging, lines moved, edited, printed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from common.pages import file_response, page_of, require
from common.pdf import render_pdf
from surveys.forms.swot import AddForm, MoveForm, SortForm, WordsForm
from surveys.models import Campaign, SwotNote
from surveys.permissions import can_run_surveys, can_see_results
from surveys.services import swot as deeds
from surveys.swot import Board
from surveys.swot_paper import build, file_name

KEPT = "swot_undo"  # in the session: how the last deed is undone
SHOWN = 12  # answers at a time


@require_safe
def swot(request):
    me = request.membership
    require(can_see_results(me))
    return render(request, "surveys/swot/swot.html", context_of(request))


@require_safe
def swot_pdf(request):
    me = request.membership
    require(can_see_results(me))
    board = Board(me, request.GET)
    data = render_pdf("papers/swot.html", build(me.organization, board))
    return file_response(data, name=file_name(board), content_type="application/pdf", inline=True)


@require_POST
def answer_sort(request):
    me = request.membership
    require(can_run_surveys(me))

    def act():
        asked = checked(SortForm(request.POST))
        campaign = Campaign.objects.visible_to(me).filter(pk=asked.pop("campaign")).first()
        if campaign is None:
            raise ValidationError(deeds.GONE)
        note = deeds.sort_answer(campaign, **asked, by=me)
        return {"deed": "remove", "note": note.pk, "words": f"Отнесено: {note.get_cell_display()}."}

    return answer(request, act)


@require_POST
def note_add(request):
    me = request.membership
    require(can_run_surveys(me))

    def act():
        note = deeds.add_note(me.organization, **checked(AddForm(request.POST)), by=me)
        return {"deed": "remove", "note": note.pk, "words": f"Добавлено: {note.get_cell_display()}."}

    return answer(request, act)


@require_POST
def note_move(request, pk):
    me, note = own_note(request, pk)
    kept = {"deed": "move", "note": pk, "cell": note.cell, "position": note.position, "words": "Перенесено."}

    def act():
        asked = checked(MoveForm(request.POST))
        if asked["step"]:
            deeds.step_note(note, step=asked["step"], by=me)
        else:
            deeds.move_note(note, cell=asked["cell"], position=asked["position"], by=me)
        return kept

    return answer(request, act)


@require_POST
def note_edit(request, pk):
    me, note = own_note(request, pk)

    def act():
        deeds.edit_note(note, **checked(WordsForm(request.POST)), by=me)
        # no undoing: what somebody wrote is not kept in the session

    return answer(request, act, done="Текст исправлен.")


@require_POST
def note_remove(request, pk):
    me, note = own_note(request, pk)
    if note.answer:
        kept = {
            "deed": "sort",
            "campaign": note.campaign_id,
            "question": note.question,
            "answer": note.answer,
        }
        kept |= {"cell": note.cell, "words": "Ответ вернулся в список слева."}
    else:
        kept = {
            "deed": "add",
            "text": note.text,
            "cell": note.cell,
            "year": note.school_year,
            "words": "Строка убрана.",
        }

    def act():
        deeds.remove_note(note, by=me)
        return kept

    return answer(request, act)


@require_POST
def undo(request):
    """Take the last deed of this person back."""
    me = request.membership
    require(can_run_surveys(me))

    def act():
        kept = request.session.pop(KEPT, None)
        if not kept:
            raise ValidationError("Отменять нечего.")
        UNDO[kept["deed"]](me, kept)

    return answer(request, act, done="Отменено.")


def undo_on_note(act):
    def take_back(me, kept):
        note = SwotNote.objects.visible_to(me).filter(pk=kept["note"]).first()
        if note is None:
            raise ValidationError("Этой строки уже нет: отменять нечего.")
        act(me, kept, note)

    return take_back


def sort_again(me, kept):
    campaign = Campaign.objects.visible_to(me).filter(pk=kept["campaign"]).first()
    if campaign is None:
        raise ValidationError(deeds.GONE)
    deeds.sort_answer(campaign, question=kept["question"], answer=kept["answer"], cell=kept["cell"], by=me)


UNDO = {
    "remove": undo_on_note(lambda me, kept, note: deeds.remove_note(note, by=me)),
    "move": undo_on_note(
        lambda me, kept, note: deeds.move_note(note, cell=kept["cell"], position=kept["position"], by=me)
    ),
    "sort": sort_again,
    "add": lambda me, kept: deeds.add_note(
        me.organization, year=kept["year"], text=kept["text"], cell=kept["cell"], by=me
    ),
}


def own_note(request, pk):
    me = request.membership
    note = get_object_or_404(SwotNote.objects.visible_to(me), pk=pk)
    require(can_run_surveys(me))
    return me, note


def checked(form):
    if not form.is_valid():
        raise ValidationError([error for errors in form.errors.values() for error in errors])
    return form.cleaned_data


def context_of(request, **more):
    me = request.membership
    board, can_run = Board(me, request.GET), can_run_surveys(me)
    query = QueryDict(mutable=True)
    query.update(
        {name: value for name in ("year", "campaign", "question") if (value := request.GET.get(name))}
    )
    kept = request.session.get(KEPT) or {}
    return {
        "me": me,
        "board": board,
        "can_run": can_run,
        "page": page_of(request, board.waiting, size=SHOWN) if can_run else None,
        "query": query.urlencode(),
        "undo": kept.get("words", "") if can_run else "",
        **more,
    }


def answer(request, act, *, done=""):
    """Carry out a deed and show the board again: only the board for htmx, else the page. What it returns undoes it."""
    refused = ""
    try:
        kept = act()
    except ValidationError as error:
        refused = " ".join(error.messages)
    else:
        request.session[KEPT] = kept
    if request.htmx:
        return render(request, "surveys/swot/_board.html", context_of(request, refused=refused, done=done))
    if refused or done:
        (messages.error if refused else messages.success)(request, refused or done)
    query = request.GET.urlencode()
    return redirect(f"{reverse('surveys:swot')}?{query}" if query else reverse("surveys:swot"))
