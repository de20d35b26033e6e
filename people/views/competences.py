from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.services import save_form
from common.pages import deed, form_page, require
from people.forms import CompetenceForm
from people.models import Competence
from people.permissions import can_edit_entry, can_edit_people, can_see_people
from people.registers import people_counts
from people.services import fill_competences


@require_safe
def competence_list(request):
    me = request.membership
    require(can_see_people(me))
    rows = Competence.objects.visible_to(me).annotate(
        mentor_count=Count("mentors", filter=Q(mentors__left_on=None), distinct=True),
        request_count=Count("requests", filter=Q(requests__entry__left_on=None), distinct=True),
    )
    context = {"competences": rows, "counts": people_counts(me), "can_edit": can_edit_people(me)}
    return render(request, "people/competence_list.html", context)


@require_POST
def competence_fill(request):
    me = request.membership
    require(can_edit_people(me))
    return deed(
        request,
        lambda: fill_competences(me.organization, by=me),
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
    me = request.membership
    row = get_object_or_404(Competence.objects.visible_to(me), pk=pk)
    require(can_edit_entry(me, row))
    form = CompetenceForm(request.POST or None, instance=row, membership=me)
    return competence_page(request, form, "Переименовать компетенцию", "competence.renamed")


def competence_page(request, form, title, action):
    return form_page(
        request,
        form,
        lambda: save_form(form, action, by=request.membership),
        title=title,
        done="Список компетенций сохранён.",
        back=(reverse("people:competences"), "Компетенции"),
    )
