import datetime as dt

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from common.pages import deed, form_page, require
from pairs.forms import PairForm, PauseForm
from pairs.models import Pair
from pairs.permissions import can_edit_pair, can_form_pairs, is_open_to_change
from pairs.queries import with_people
from pairs.services import (
    confirm_pair,
    dissolve_pair,
    edit_pair,
    form_pair,
    pause_pair,
    resume_pair,
    return_pair,
)

BACK = "Пары и группы"


@require_http_methods(["GET", "POST"])
def pair_add(request):
    me = request.membership
    require(can_form_pairs(me))
    year = me.organization.school_year
    first = max(me.organization.today, dt.date(year, 9, 1))
    initial = {
        "starts_on": first,
        "ends_on": dt.date(year + 1, 5, 31),
        "mentees": request.GET.getlist("mentee"),
    }
    form = PairForm(request.POST or None, membership=me, initial=initial)
    return form_page(
        request,
        form,
        lambda: form_pair(me.organization, by=me, **form.cleaned_data),
        title="Новая пара или группа",
        done="Пара предложена. Дальше нужны согласия всех участников.",
        back=(reverse("pairs:list"), BACK),
        button="Предложить пару",
    )


@require_http_methods(["GET", "POST"])
def pair_edit(request, pk):
    me = request.membership
    pair = get_object_or_404(with_people(Pair.objects.visible_to(me)), pk=pk)
    require(can_edit_pair(me, pair))
    if not is_open_to_change(pair):
        return deed(request, lambda: edit_pair(pair, mentor=pair.mentor, mentees=[], by=me), done="", to=pair)
    form = PairForm(request.POST or None, membership=me, instance=pair)
    return form_page(
        request,
        form,
        lambda: edit_pair(pair, by=me, **form.cleaned_data),
        title="Изменить пару",
        done="Пара изменена.",
        back=(pair.get_absolute_url(), str(pair)),
    )


@require_POST
def pair_confirm(request, pk):
    me = request.membership
    pair = get_object_or_404(Pair.objects.visible_to(me), pk=pk)
    require(can_edit_pair(me, pair))
    return deed(request, lambda: confirm_pair(pair, by=me), done="Пара готова к приказу.", to=pair)


@require_POST
def pair_back(request, pk):
    me = request.membership
    pair = get_object_or_404(Pair.objects.visible_to(me), pk=pk)
    require(can_edit_pair(me, pair))
    return deed(request, lambda: return_pair(pair, by=me), done="Пара снова предложена.", to=pair)


@require_POST
def pair_dissolve(request, pk):
    me = request.membership
    pair = get_object_or_404(Pair.objects.visible_to(me), pk=pk)
    require(can_edit_pair(me, pair))
    return deed(request, lambda: dissolve_pair(pair, by=me), done="Предложение снято.", to="pairs:list")


@require_http_methods(["GET", "POST"])
def pair_pause(request, pk):
    me = request.membership
    pair = get_object_or_404(with_people(Pair.objects.visible_to(me)), pk=pk)
    require(can_edit_pair(me, pair))
    form = PauseForm(request.POST or None, initial={"on": me.organization.today})
    return form_page(
        request,
        form,
        lambda: pause_pair(pair, by=me, **form.cleaned_data),
        title="Приостановить пару",
        lead=f"{pair}: пока пара приостановлена, она не считается работающей и не входит в приказы.",
        done="Пара приостановлена.",
        back=(pair.get_absolute_url(), str(pair)),
        button="Приостановить",
    )


@require_POST
def pair_resume(request, pk):
    me = request.membership
    pair = get_object_or_404(with_people(Pair.objects.visible_to(me)), pk=pk)
    require(can_edit_pair(me, pair))
    return deed(request, lambda: resume_pair(pair, by=me), done="Пара снова работает.", to=pair)
