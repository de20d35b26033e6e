"""All runs, a new one, the variants of one, the rules."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from common.pages import chosen_ids, form_page, page_of, require
from common.russian import date_words
from people.models import Person
from selection.comparing import column_of, differences, family_of, with_figures
from selection.forms import RunForm, VariantForm, WeightsForm
from selection.inputs import read_ties, stored_weights
from selection.matching.criteria import LEVELS, weights_of
from selection.models import MatchRun
from selection.permissions import can_see_selection, can_select
from selection.services.runs import create_run, make_variant
from selection.services.weights import set_weights
from selection.todo import waiting_and_places

BACK = "Подбор пар"


@require_safe
def selection_list(request):
    me = request.membership
    require(can_see_selection(me))
    runs = MatchRun.objects.visible_to(me).defer("inputs", "result").select_related("made_by", "source")
    waiting, places = waiting_and_places(me.organization)
    context = {
        "page": page_of(request, with_figures(runs)),
        "waiting": waiting,
        "places": places,
        "can_select": can_select(me),
    }
    return render(request, "selection/selection_list.html", context)


@require_http_methods(["GET", "POST"])
def run_add(request):
    me = request.membership
    require(can_select(me))
    ties = read_ties(me.organization)
    form = RunForm(
        request.POST or None, membership=me, paired=ties.paired, initial=first_answers(request, ties)
    )
    return form_page(
        request,
        form,
        lambda: create_run(
            me.organization,
            name=form.cleaned_data["name"],
            goal=form.cleaned_data["goal"],
            rules=form.rules,
            by=me,
        ),
        title="Новый подбор",
        lead="Подбор только предлагает. Пары появятся, когда вы нажмёте «Создать пары».",
        done="Подбор готов. Проверьте предложения: каждое можно закрепить, заменить или отклонить.",
        back=(reverse("selection:list"), BACK),
        button="Подобрать",
    )


def first_answers(request, ties):
    """Everybody who waits is ticked, or those of the address."""
    me = request.membership
    asked = chosen_ids(request.GET.getlist("mentee"))
    waiting = [person.pk for person in waiting_and_places(me.organization)[0] if person.pk not in ties.paired]
    return {
        "name": f"Подбор от {date_words(me.organization.today)}",
        "goal": MatchRun.Goal.EVERYONE,
        "mentees": asked or waiting,
        "wishes": True,
    }


@require_http_methods(["GET", "POST"])
def run_variant(request, pk):
    me = request.membership
    require(can_see_selection(me))
    run = get_object_or_404(MatchRun.objects.visible_to(me), pk=pk)
    require(can_select(me))
    number = family_of(MatchRun.objects.visible_to(me), run).count() + 1
    root = run.source or run
    initial = {"name": f"{root.name[:100]}, вариант {number}", "goal": request.GET.get("goal", run.goal)}
    form = VariantForm(request.POST or None, membership=me, run=run, initial=initial)
    return form_page(
        request,
        form,
        lambda: make_variant(run, by=me, **form.change),
        title="Что, если…",
        lead=f"Вариант подбора «{run.name}» с тем же составом банков. Сам подбор не изменится.",
        done="Вариант готов.",
        back=(run.get_absolute_url(), run.name),
        button="Посчитать",
    )


@require_safe
def run_variants(request, pk):
    me = request.membership
    require(can_see_selection(me))
    run = get_object_or_404(MatchRun.objects.visible_to(me), pk=pk)
    columns = [column_of(variant) for variant in family_of(MatchRun.objects.visible_to(me), run)]
    context = {
        "run": run,
        "columns": columns,
        "rows": differences(columns, Person.objects.visible_to(me)),
        "can_select": can_select(me),
    }
    return render(request, "selection/run_variants.html", context)


@require_http_methods(["GET", "POST"])
def weights(request):
    me = request.membership
    require(can_see_selection(me))
    require(can_select(me))
    form = WeightsForm(request.POST or None, initial=weights_of(stored_weights(me.organization)))
    if request.method == "POST" and form.is_valid():
        set_weights(me.organization, values=form.cleaned_data, by=me)
        messages.success(request, "Правила сохранены. Они действуют для новых подборов.")
        return redirect("selection:weights")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "words": LEVELS.values()}
    return render(request, "selection/weights.html", context, status=status)
