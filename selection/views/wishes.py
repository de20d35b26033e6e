"""Wishes: the curator's list, and the questions a participant answers, one a screen."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, form_page, page_of, require
from people.models import Person
from selection.forms_wishes import AvoidForm, ChooseForm, WishFilter, WishForm
from selection.models import ChoiceMeeting, Wish
from selection.permissions_choosing import can_answer, can_keep_wishes
from selection.schedule import schedule_of
from selection.services.wishes import add_wish, avoid, choose, remove_wish
from selection.wishing import AVOID, sheet_of

BACK = "Пожелания"
QUESTIONS = {
    1: "Кого вы выбрали бы первым?",
    2: "Кого вы выбрали бы вторым?",
    3: "Кого вы выбрали бы третьим?",
    AVOID: "С кем вы не хотели бы оказаться в паре?",
}


@require_safe
def wish_list(request):
    me = request.membership
    require(can_keep_wishes(me))
    chosen = WishFilter(request.GET, membership=me)
    wishes = Wish.objects.visible_to(me).select_related("person", "about", "meeting")
    context = {"page": page_of(request, chosen.narrow(wishes)), "filter": chosen}
    return render(request, "selection/wish_list.html", context)


@require_http_methods(["GET", "POST"])
def wish_add(request):
    me = request.membership
    require(can_keep_wishes(me))
    form = WishForm(request.POST or None, membership=me)
    return form_page(
        request,
        form,
        lambda: add_wish(by=me, **form.cleaned_data) and "selection:wishes",
        title="Записать пожелание",
        lead="О ком человек сказал сам. Пожелание читает только куратор, при подборе оно учитывается.",
        done="Пожелание записано.",
        back=(reverse("selection:wishes"), BACK),
        button="Записать",
    )


@require_POST
def wish_remove(request, pk):
    me = request.membership
    wish = get_object_or_404(Wish.objects.visible_to(me), pk=pk)
    require(can_keep_wishes(me))
    return deed(request, lambda: remove_wish(wish, by=me), done="Пожелание убрано.", to="selection:wishes")


@require_safe
def my_sheet(request, pk=None):
    """What the person has said, as a whole; of a meeting also the own way through the tables."""
    me = request.membership
    require(can_answer(me))
    sheet = own_sheet(me, pk)
    way = []
    if sheet and sheet.meeting:
        schedule = schedule_of(sheet.meeting)
        seats = [*schedule.mentors, *schedule.mentees]
        seat = next((seat for seat in seats if seat.pk == sheet.seat.pk), None)
        way = schedule.way_of(seat) if seat else []
    return render(request, "selection/wish_mine.html", {"sheet": sheet, "way": way, "start": url_of(pk, 1)})


@require_http_methods(["GET", "POST"])
def my_question(request, question, pk=None):
    """One question; the answer is kept at once and leads to the next."""
    me = request.membership
    require(can_answer(me))
    if question not in QUESTIONS:
        raise Http404
    sheet = own_sheet(me, pk)
    if sheet is None or sheet.obstacle:
        return redirect(url_of(pk))
    make = AvoidForm if question == AVOID else ChooseForm
    form = make(request.POST or None, others=left_to_choose(sheet, question), initial=said(sheet, question))
    if request.method == "POST" and form.is_valid():
        try:
            keep(sheet, question, form.chosen, by=me)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return redirect(next_of(pk, question, form.chosen))
    context = {"form": form, "sheet": sheet, "title": QUESTIONS[question], "question": question}
    context |= {"is_last": question == AVOID, "back": url_of(pk, question - 1 if question > 1 else None)}
    return render(
        request, "selection/wish_question.html", context, status=422 if request.method == "POST" else 200
    )


def own_sheet(me, pk):
    """The sheet of the acting person; None for an access without a card, another's meeting is not found."""
    meeting = get_object_or_404(ChoiceMeeting.objects.visible_to(me), pk=pk) if pk else None
    person = Person.objects.visible_to(me).filter(membership=me).select_related("organization").first()
    return sheet_of(person, meeting) if person else None


def keep(sheet, question, chosen, *, by):
    if question == AVOID:
        return avoid(sheet.person, others=chosen, meeting=sheet.meeting, by=by)
    return choose(sheet.person, question, about=chosen, meeting=sheet.meeting, by=by)


def left_to_choose(sheet, question):
    """Whoever was chosen earlier is not offered again."""
    earlier = {person.pk for rank, person in sheet.wanted.items() if rank < question}
    return [person for person in sheet.others if person.pk not in earlier]


def said(sheet, question):
    if question == AVOID:
        return {"others": [str(person.pk) for person in sheet.avoided], "answered": True}
    return {"about": str(sheet.wanted[question].pk)} if question in sheet.wanted else {}


def next_of(pk, question, chosen):
    """After "nobody more" the last question; after the last one the whole sheet."""
    if question == AVOID:
        return url_of(pk)
    return url_of(pk, question + 1 if chosen else AVOID)


def url_of(pk, question=None):
    if question is None:
        return reverse("selection:my_sheet", args=[pk]) if pk else reverse("selection:my_wishes")
    if pk:
        return reverse("selection:my_sheet_question", args=[pk, question])
    return reverse("selection:my_question", args=[question])
