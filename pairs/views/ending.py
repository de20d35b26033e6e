"""The end of the term, the history of a pair, notes."""

import datetime as dt

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, form_page, require
from pairs.forms import NoteForm
from pairs.forms_changing import CompletePairsForm, OutcomeForm
from pairs.models import Pair, PairNote
from pairs.permissions import can_change_pair, can_form_pairs, can_note, can_remove_note
from pairs.queries import with_people
from pairs.rooms import history_of
from pairs.rules import DAYS_BEFORE_END
from pairs.services import add_note, complete_pairs, remove_note

BACK = "Пары и группы"


@require_http_methods(["GET", "POST"])
def pair_complete(request, pk):
    me = request.membership
    pair = get_object_or_404(with_people(Pair.objects.visible_to(me)), pk=pk)
    require(can_change_pair(me, pair))
    form = OutcomeForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: complete_pairs([pair], by=me, **form.cleaned_data)[0],
        title="Завершить пару",
        lead=f"Срок по приказу остаётся прежним. Пара: {pair}",
        done="Пара завершена.",
        back=(pair.get_absolute_url(), str(pair)),
        button="Завершить",
    )


@require_http_methods(["GET", "POST"])
def pairs_completing(request):
    """Pairs whose term is over or nearly so, all at once."""
    me = request.membership
    require(can_form_pairs(me))
    last = me.organization.today + dt.timedelta(days=DAYS_BEFORE_END)
    running = {Pair.Status.ACTIVE, Pair.Status.PAUSED}
    pairs = with_people(Pair.objects.visible_to(me)).filter(status__in=running, ends_on__lte=last)
    form = CompletePairsForm(request.POST or None, pairs=pairs)

    def save():
        complete_pairs(form.cleaned_data["pairs"], outcome=form.cleaned_data["outcome"], by=me)
        return "pairs:list"

    return form_page(
        request,
        form,
        save,
        title="Завершить пары",
        lead="Срок этих пар закончился или закончится в ближайшие две недели. Снимите отметки с тех, у кого иной итог.",
        done="Отмеченные пары завершены.",
        back=(reverse("pairs:list"), BACK),
        button="Завершить отмеченные",
        template="pairs/completing.html",
    )


@require_safe
def pair_history(request, pk):
    me = request.membership
    pair = get_object_or_404(with_people(Pair.objects.visible_to(me)), pk=pk)
    return render(request, "pairs/history.html", {"pair": pair, "moments": history_of([pair], me)})


@require_POST
def note_add(request, pk):
    me = request.membership
    pair = get_object_or_404(Pair.objects.visible_to(me), pk=pk)
    form = NoteForm(request.POST)
    if not can_note(me):
        del form.fields["reader"]  # what one of the pair writes the pair reads
    if not form.is_valid():
        words = "Напишите заметку, не длиннее тысячи знаков."
        return form_page(
            request,
            form,
            None,
            title="Заметка о паре",
            done="",
            lead=words,
            back=(pair.get_absolute_url(), "К паре"),
        )
    return deed(
        request, lambda: add_note(pair, by=me, **form.cleaned_data), done="Заметка добавлена.", to=pair
    )


@require_POST
def note_remove(request, pk):
    me = request.membership
    note = get_object_or_404(PairNote.objects.visible_to(me), pk=pk)
    require(can_remove_note(me, note))
    return deed(request, lambda: remove_note(note, by=me), done="Заметка убрана.", to=note.pair)
