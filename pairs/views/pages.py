"""The board of all pairs, the page of one, and the page of those who stand in it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from common.pages import file_response, page_of, require
from pairs import board
from pairs.filters import PairFilter
from pairs.forms import NoteForm
from pairs.models import Pair
from pairs.own import own_pairs
from pairs.permissions import can_edit_pair, can_form_pairs, can_note, can_see_pairs, is_open_to_change
from pairs.queries import planned_change, whole_row
from pairs.register import write_register
from pairs.rooms import parts_of


@require_safe
def pair_list(request):
    me = request.membership
    require(can_see_pairs(me))
    pairs = Pair.objects.visible_to(me)
    chosen = PairFilter(request.GET)
    page = page_of(request, board.by_state(chosen.narrow(pairs)))
    figures = board.figures(pairs)
    context = {
        "page": page,
        "lines": board.lines_of(me.organization, page, pairs),
        "columns": board.columns(),
        "width": 4 + len(board.columns()),
        "figures": figures,
        "ready": next((number for state, _, number in figures if state == Pair.Status.READY), 0),
        "filter": chosen,
        "can_form": can_form_pairs(me),
    }
    return render(request, "pairs/pair_list.html", context)


@require_POST
def pair_export(request):
    """The board as its filter shows it, as a workbook."""
    me = request.membership
    require(can_see_pairs(me))
    pairs = board.by_state(PairFilter(request.POST).narrow(Pair.objects.visible_to(me)))
    data, name = write_register(pairs, by=me)
    return file_response(data, name=name, content_type="application/octet-stream")


@require_safe
def pair_detail(request, pk):
    me = request.membership
    if not me.is_staff_of_programme:
        return own_page(request, get_object_or_404(Pair.objects.visible_to(me), pk=pk))
    row = whole_row(Pair.objects.visible_to(me).filter(pk=pk))
    if row is None:
        raise Http404
    pair = row.pair
    can_edit, is_paused = can_edit_pair(me, pair), pair.status == Pair.Status.PAUSED
    context = {
        "row": row,
        "pair": pair,
        "parts": parts_of(pair, me),
        "notes": pair.notes.visible_to(me).select_related("author"),
        "note_form": NoteForm() if can_note(me) else None,
        "papers": pair.documents.visible_to(me),
        "substitutions": pair.substitutions.select_related("person") if pair.has_substitution else [],
        "change": planned_change(pair),
        "open_to_change": can_edit and is_open_to_change(pair),
        "can_edit": can_edit,
        "can_pause": can_edit and not is_paused and pair.status != Pair.Status.ENDED,
        "can_resume": can_edit and is_paused and not row.lacks,
    }
    return render(request, "pairs/pair_detail.html", context)


@require_safe
def pair_mine(request):
    """«Моя пара»: the running pair of whoever takes part, on the phone; the others by a link."""
    return own_page(request, None)


def own_page(request, pair):
    me = request.membership
    pairs = own_pairs(me)
    shown = next((own for own in pairs if pair is None or own.pair.pk == pair.pk), None)
    context = {
        "own": shown,
        "others": [own for own in pairs if own is not shown],
        "parts": parts_of(shown.pair, me) if shown else [],
        "notes": shown.pair.notes.visible_to(me).select_related("author") if shown else [],
    }
    return render(request, "pairs/pair_mine.html", context)
