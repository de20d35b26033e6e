from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, file_response, form_page, page_of, require
from common.pdf import render_pdf
from roadmap import services
from roadmap.forms import ActivityForm, AddActivityForm, AddRoadmapForm, CloseActivityForm, RoadmapForm
from roadmap.models import Activity, Roadmap
from roadmap.overview import SHOWN, current_overview, overview
from roadmap.paper import build, file_name
from roadmap.permissions import can_edit_roadmap, can_keep_roadmaps, can_read_roadmaps
from roadmap.samples import samples_for

FILTERS = [("all", "все"), ("attention", "требуют внимания"), ("open", "незакрытые")]


@require_safe
def roadmap_list(request):
    """Roadmaps by year, the own ones first; the running one with its figures."""
    me = request.membership
    require(can_read_roadmaps(me))
    rows = Roadmap.objects.visible_to(me).own_first(me.organization).annotate(lines=Count("activities"))
    seen = current_overview(me.organization)
    context = {
        "page": page_of(request, rows.select_related("organization")),
        "current": seen and seen.roadmap,
        "totals": seen and seen.totals,
        "samples": samples_for(me.organization),
        "can_add": can_keep_roadmaps(me),
    }
    return render(request, "roadmap/roadmap_list.html", context)


@require_http_methods(["GET", "POST"])
def roadmap_add(request):
    me = request.membership
    require(can_keep_roadmaps(me))
    form = AddRoadmapForm(request.POST or None, organization=me.organization)
    return form_page(
        request,
        form,
        lambda: services.create_roadmap(me.organization, by=me, **form.cleaned_data),
        title="Новая дорожная карта",
        lead="Выберите образец: сроки, даты и названия подставятся сами, всё можно поправить.",
        done="Дорожная карта создана. Проверьте сроки и ответственных, распечатайте и утвердите.",
        back=(reverse("roadmap:list"), "Дорожные карты"),
        button="Создать",
    )


@require_safe
def roadmap_detail(request, pk):
    """The table: every line with its term, people, state and what is missing."""
    me = request.membership
    roadmap = visible_roadmap(me, pk)
    seen = overview(roadmap, own=me.organization_id == roadmap.organization_id)
    show = request.GET.get("show") if request.GET.get("show") in SHOWN else "all"
    parts = [(section, section.shown(show)) for section in seen.sections]
    context = {
        "roadmap": roadmap,
        "seen": seen,
        "parts": [part for part in parts if part[1] or show == "all"],
        "show": show,
        "filters": [(key, words, seen.count(key)) for key, words in FILTERS],
        "unfolded": request.GET.get("stage", ""),
        "can_edit": can_edit_roadmap(me, roadmap),
    }
    return render(request, "roadmap/roadmap_detail.html", context)


@require_http_methods(["GET", "POST"])
def roadmap_edit(request, pk):
    me = request.membership
    roadmap = visible_roadmap(me, pk)
    require(can_edit_roadmap(me, roadmap))
    form = RoadmapForm(request.POST or None, instance=roadmap, membership=me)
    return form_page(
        request,
        form,
        lambda: services.edit_roadmap(roadmap, by=me, **form.cleaned_data),
        title="Заголовок и утверждение",
        done="Сохранено.",
        back=(roadmap.get_absolute_url(), str(roadmap)),
    )


@require_safe
def roadmap_print(request, pk):
    roadmap = visible_roadmap(request.membership, pk)
    data = render_pdf("papers/roadmap.html", build(roadmap))
    return file_response(data, name=file_name(roadmap), content_type="application/pdf", inline=True)


@require_safe
def activity(request, pk):
    """One line: a page of its own, or the opened row of the table when the table asks for it."""
    me = request.membership
    row = visible_activity(me, pk)
    seen = overview(row.roadmap, own=me.organization_id == row.organization_id)
    template = "roadmap/_activity_rows.html" if request.htmx else "roadmap/activity.html"
    context = {
        "roadmap": row.roadmap,
        "line": seen.line_of(row),
        "is_open": "closed" not in request.GET,
        "can_edit": can_edit_roadmap(me, row),
    }
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
def activity_add(request, pk):
    me = request.membership
    roadmap = visible_roadmap(me, pk)
    require(can_edit_roadmap(me, roadmap))
    row = Activity(roadmap=roadmap, organization=roadmap.organization)
    form = AddActivityForm(request.POST or None, instance=row, membership=me, stages=roadmap.stages.all())
    return form_page(
        request,
        form,
        lambda: services.add_activity(roadmap, by=me, **form.cleaned_data).place,
        title="Новое мероприятие",
        done="Мероприятие добавлено.",
        back=(roadmap.get_absolute_url(), str(roadmap)),
    )


@require_http_methods(["GET", "POST"])
def activity_edit(request, pk):
    me = request.membership
    row = visible_activity(me, pk)
    require(can_edit_roadmap(me, row))
    title, place = f"Изменить: {row}", row.place
    form = ActivityForm(request.POST or None, instance=row, membership=me)
    return form_page(
        request,
        form,
        lambda: services.edit_activity(row, by=me, **form.cleaned_data).place,
        title=title,
        done="Мероприятие изменено.",
        back=(place, str(row.roadmap)),
    )


@require_POST
def activity_remove(request, pk):
    me = request.membership
    row = visible_activity(me, pk)
    require(can_edit_roadmap(me, row))
    return deed(
        request, lambda: services.remove_activity(row, by=me), done="Мероприятие удалено.", to=row.roadmap
    )


@require_http_methods(["GET", "POST"])
def activity_close(request, pk):
    """Tick a line by hand, with the words that prove it."""
    me = request.membership
    row = visible_activity(me, pk)
    require(can_edit_roadmap(me, row))
    form = CloseActivityForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: services.close_activity(row, by=me, **form.cleaned_data).place,
        title="Закрыть вручную",
        lead=str(row),
        done="Мероприятие закрыто вручную.",
        back=(row.place, str(row.roadmap)),
        button="Закрыть вручную",
    )


@require_POST
def activity_reopen(request, pk):
    me = request.membership
    row = visible_activity(me, pk)
    require(can_edit_roadmap(me, row))
    return deed(
        request,
        lambda: services.reopen_activity(row, by=me),
        done="Мероприятие снова в работе.",
        to=row.place,
    )


def visible_roadmap(me, pk):
    require(can_read_roadmaps(me))
    return get_object_or_404(Roadmap.objects.visible_to(me).select_related("organization__parent"), pk=pk)


def visible_activity(me, pk):
    require(can_read_roadmaps(me))
    rows = Activity.objects.visible_to(me).select_related("roadmap__organization", "organization", "stage")
    return get_object_or_404(rows, pk=pk)
