import datetime as dt

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, form_page, page_of, require
from pairs.forms import PairForm, PauseForm
from pairs.models import Pair
from pairs.permissions import can_edit_pair, can_form_pairs, can_see_pairs, is_open_to_change
from pairs.queries import rows_of, with_people
from pairs.services import (
    confirm_pair,
    dissolve_pair,
    edit_pair,
    form_pair,
    pause_pair,
    resume_pair,
    return_pair,
)
from people.models import MenteeEntry

BACK = "Пары и группы"


@require_safe
def pair_list(request):
    me = request.membership
    require(can_see_pairs(me))
    pairs = Pair.objects.visible_to(me)
    status = request.GET.get("status", "")
    shown = pairs.filter(status=status) if status in Pair.Status.values else pairs.open()
    page = page_of(request, shown)
    alone = MenteeEntry.objects.visible_to(me).open().exclude(person__pairs_as_mentee__pair__in=pairs.open())
    context = {
        "page": page,
        "rows": rows_of(Pair.objects.visible_to(me).filter(pk__in=[pair.pk for pair in page])),
        "alone": alone.select_related("person")[:100],
        "ready": pairs.ready().count(),
        "statuses": Pair.Status.choices,
        "status": status,
        "can_form": can_form_pairs(me),
    }
    return render(request, "pairs/pair_list.html", context)


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


@require_safe
def pair_detail(request, pk):
    me = request.membership
    pair = get_object_or_404(Pair.objects.visible_to(me), pk=pk)
    row = rows_of(Pair.objects.visible_to(me).filter(pk=pair.pk))[0]
    open_to_change = can_edit_pair(me, pair) and is_open_to_change(pair)
    papers = pair.documents.visible_to(me)
    can_edit = can_edit_pair(me, pair)
    context = {
        "row": row,
        "pair": row.pair,
        "open_to_change": open_to_change,
        "papers": papers,
        "can_add_papers": can_edit,
        "can_pause": can_edit and pair.status not in {Pair.Status.PAUSED, Pair.Status.ENDED},
        "can_resume": can_edit and pair.status == Pair.Status.PAUSED and not row.lacks,
    }
    return render(request, "pairs/pair_detail.html", context)


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
        lead=f"{pair}. Пока пара приостановлена, она не считается работающей и не входит в приказы.",
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
