"""Pages of versions: a new one begun or thrown away, what differs between them, the plan of another year."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from common.pages import form_page, require
from roadmap import services
from roadmap.forms.versions import AddVersionForm, CopyRoadmapForm, RemoveVersionForm
from roadmap.history import history
from roadmap.permissions import can_edit_roadmap, can_keep_roadmaps
from roadmap.services.copying import preview_copy
from roadmap.views.arranging import order_url, own_roadmap
from roadmap.views.reach import visible_roadmap


@require_safe
def changes(request, pk):
    """All versions of the year and what changed from one to the next."""
    me = request.membership
    roadmap = visible_roadmap(me, pk)
    context = {
        "roadmap": roadmap,
        "can_edit": can_edit_roadmap(me, roadmap),
        "tab": "changes",
        **history(me, roadmap),
    }
    return render(request, "roadmap/changes.html", context)


@require_http_methods(["GET", "POST"])
def version_add(request, pk):
    me = request.membership
    roadmap = own_roadmap(me, pk)
    form = AddVersionForm(request.POST or None, instance=roadmap)

    def save():
        reason = form.cleaned_data["change_note"]
        return order_url(services.start_version(roadmap, reason=reason, by=me))

    return form_page(
        request,
        form,
        save,
        title="Новая редакция",
        lead=(
            "Получится копия действующей карты, её можно менять. Работа, отметки и подтверждения идут по действующей; "
            "когда новую утвердят, они перейдут в неё."
        ),
        done="Новая редакция начата. Внесите изменения и утвердите её.",
        back=(roadmap.get_absolute_url(), str(roadmap)),
        button="Начать новую редакцию",
    )


@require_http_methods(["GET", "POST"])
def version_remove(request, pk):
    me = request.membership
    roadmap = own_roadmap(me, pk)
    form = RemoveVersionForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: services.remove_version(roadmap, by=me) or "roadmap:list",
        title=f"Удалить: {roadmap}",
        lead="Вернуть её будет нельзя."
        if roadmap.is_current
        else "Правки в этой редакции пропадут, вернуть их нельзя. Действующая карта не изменится.",
        done="Удалено.",
        back=(roadmap.get_absolute_url(), str(roadmap)),
        button="Удалить",
    )


@require_http_methods(["GET", "POST"])
def roadmap_copy(request):
    """The plan of another year by an earlier one: chosen, looked at beside the old terms, created."""
    me = request.membership
    require(can_keep_roadmaps(me))
    form = CopyRoadmapForm(request.POST or request.GET or None, membership=me)
    copied = lines = None
    if form.is_valid():
        copied, lines = preview_copy(**form.cleaned_data)
    return form_page(
        request,
        form,
        lambda: services.copy_roadmap(**form.cleaned_data, by=me),
        title="Карта по прошлогодней",
        done="Дорожная карта создана. Проверьте сроки и ответственных, распечатайте и утвердите.",
        template="roadmap/copy.html",
        back=(reverse("roadmap:list"), "Дорожные карты"),
        copied=copied,
        lines=lines,
    )
