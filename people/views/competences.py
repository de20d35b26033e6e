"""The institution's own list of competences: one list for strong sides and requests."""

from operator import attrgetter

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.services import save_form
from common.pages import deed, form_page, require
from common.russian import sort_key
from people.forms import CompetenceForm, MergeCompetenceForm, ReadyListForm
from people.models import Competence
from people.permissions import can_edit_entry, can_edit_people, can_see_people
from people.registers import people_counts
from people.services import fill_competences, merge_competences, remove_competence
from people.services.competences import builtin_competences

ORDERS = {"mentors": "mentor_count", "mentees": "mentee_count"}


@require_safe
def competence_list(request):
    me = request.membership
    require(can_see_people(me))
    order = request.GET.get("sort", "")
    rows = sorted(counted_use(Competence.objects.visible_to(me)), key=lambda row: sort_key(row.name))
    if order in ORDERS:
        rows.sort(key=attrgetter(ORDERS[order]), reverse=True)
    learners = builtin_competences().get(me.organization.kind, {}).get("learners", [])
    context = {
        "competences": rows,
        "counts": people_counts(me),
        "can_edit": can_edit_people(me),
        "order": order if order in ORDERS else "",
        "has_no_learners": bool(learners) and not {row.name for row in rows} & set(learners),
    }
    return render(request, "people/competence_list.html", context)


def counted_use(rows):
    """With `mentor_count` and `mentee_count` of those who are in the banks now."""
    return rows.annotate(
        mentor_count=Count("mentors", filter=Q(mentors__left_on=None), distinct=True),
        mentee_count=Count("requests__entry", filter=Q(requests__entry__left_on=None), distinct=True),
    )


@require_POST
def competence_fill(request):
    me = request.membership
    require(can_edit_people(me))
    group = ReadyListForm(request.POST).chosen
    return deed(
        request,
        lambda: fill_competences(me.organization, group=group, by=me),
        done="Готовый список взят.",
        to="people:competences",
    )


@require_http_methods(["GET", "POST"])
def competence_add(request):
    me = request.membership
    require(can_edit_people(me))
    form = CompetenceForm(request.POST or None, membership=me)
    return competence_page(request, form, "Добавить компетенцию", "competence.added")


@require_http_methods(["GET", "POST"])
def competence_edit(request, pk):
    row = changeable(request, pk)
    form = CompetenceForm(request.POST or None, instance=row, membership=request.membership)
    name = str(row)
    return competence_page(request, form, f"Компетенция: {name}", "competence.renamed", competence=row)


def changeable(request, pk):
    me = request.membership
    row = get_object_or_404(Competence.objects.visible_to(me), pk=pk)
    require(can_edit_entry(me, row))
    return row


def competence_page(request, form, title, action, **context):
    return form_page(
        request,
        form,
        lambda: save_form(form, action, by=request.membership),
        title=title,
        done="Список компетенций сохранён.",
        back=(reverse("people:competences"), "Компетенции"),
        template="people/competence_form.html",
        **context,
    )


@require_http_methods(["GET", "POST"])
def competence_merge(request, pk):
    me, row = request.membership, changeable(request, pk)
    form = MergeCompetenceForm(request.POST or None, membership=me, merged=row)
    return form_page(
        request,
        form,
        lambda: merge_competences(form.cleaned_data["into"], row, by=me),
        title=f"Объединить: {row}",
        lead="Наставники и запросы перейдут к выбранной компетенции, это название уйдёт из списка. Вернуть его "
        "можно только вручную.",
        done="Компетенции объединены.",
        back=(reverse("people:competence_edit", args=[row.pk]), str(row)),
        button="Объединить",
    )


@require_POST
def competence_remove(request, pk):
    row = changeable(request, pk)
    return deed(
        request,
        lambda: remove_competence(row, by=request.membership),
        done=f"Компетенция «{row}» убрана из списка.",
        to="people:competences",
    )
