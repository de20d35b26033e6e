"""Pages of whole roadmaps: the list, the table, what is due next, the heading, the approval."""

from django.db.models import Count
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, form_page, page_of, require
from roadmap import services
from roadmap.answering import people_of
from roadmap.forms.maps import AddRoadmapForm, ApproveRoadmapForm, RoadmapForm
from roadmap.models import Reading, Roadmap
from roadmap.overview import SHORTLY, SHOWN, current_overview, due_lines, overview
from roadmap.permissions import can_edit_roadmap, can_keep_roadmaps, can_read_roadmaps
from roadmap.samples import samples_for
from roadmap.views.reach import visible_roadmap

FILTERS = [
    ("all", "все"),
    ("attention", "требуют внимания"),
    ("mine", "мои"),
    ("open", "незакрытые"),
    ("unproven", "без документа"),
]
OWN_FILTERS = {"mine", "unproven"}  # of the institution's own people


@require_safe
def roadmap_list(request):
    """Roadmaps by year, the own ones first; the running one with its figures."""
    me = request.membership
    require(can_read_roadmaps(me))
    rows = Roadmap.objects.visible_to(me).own_first(me.organization).annotate(lines=Count("activities"))
    seen = current_overview(me.organization)
    context = {
        "page": page_of(
            request, list(rows.select_related("organization"))
        ),  # few, and no query to count them
        "current": seen and seen.roadmap,
        "totals": seen and seen.totals,
        "samples": samples_for(me.organization),
        "can_add": can_keep_roadmaps(me),
        "readings": Reading.objects.visible_to(me).unfinished(),
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
        template="roadmap/roadmap_add.html",
    )


@require_safe
def roadmap_detail(request, pk):
    """The table: every line with its term, people, state and what is missing."""
    me = request.membership
    roadmap = visible_roadmap(me, pk)
    own = me.organization_id == roadmap.organization_id
    seen = overview(roadmap, own=own, me=me)
    show = request.GET.get("show") if request.GET.get("show") in SHOWN else "all"
    parts = [(section, section.shown(show)) for section in seen.sections]
    context = {
        "roadmap": roadmap,
        "seen": seen,
        "parts": [part for part in parts if part[1] or show == "all"],
        "show": show,
        "filters": [(key, words, seen.count(key)) for key, words in FILTERS if own or key not in OWN_FILTERS],
        "unfolded": request.GET.get("stage", ""),
        "can_edit": can_edit_roadmap(me, roadmap),
        "tab": "table",
    }
    return render(request, "roadmap/roadmap_detail.html", context)


@require_safe
def roadmap_due(request, pk):
    """What is late and what is due in the next 30 days, by date."""
    me = request.membership
    roadmap = visible_roadmap(me, pk)
    own = me.organization_id == roadmap.organization_id
    seen, today = overview(roadmap, own=own), roadmap.organization.today
    people = people_of(roadmap) if own else {}
    context = {
        "roadmap": roadmap,
        "seen": seen,
        "rows": [(line, people.get(line.activity.pk, [])) for line in due_lines(seen, today)],
        "today": today,
        "until": today + SHORTLY,
        "can_edit": can_edit_roadmap(me, roadmap),
        "tab": "due",
    }
    return render(request, "roadmap/due.html", context)


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
        title="Заголовок и гриф",
        done="Сохранено.",
        back=(roadmap.get_absolute_url(), str(roadmap)),
    )


@require_http_methods(["GET", "POST"])
def roadmap_approve(request, pk):
    """Write down an approval made on paper."""
    me = request.membership
    roadmap = visible_roadmap(me, pk)
    require(can_edit_roadmap(me, roadmap))
    form = ApproveRoadmapForm(request.POST or None, instance=roadmap)
    return form_page(
        request,
        form,
        lambda: services.approve_roadmap(roadmap, by=me, **form.cleaned_data),
        title="Записать утверждение",
        lead="После утверждения слова и сроки меняются только новой редакцией, отметки о выполнении – как обычно.",
        done="Утверждение записано.",
        back=(roadmap.get_absolute_url(), str(roadmap)),
        button="Записать утверждение",
    )


@require_POST
def roadmap_unapprove(request, pk):
    me = request.membership
    roadmap = visible_roadmap(me, pk)
    require(can_edit_roadmap(me, roadmap))
    return deed(
        request,
        lambda: services.unapprove_roadmap(roadmap, by=me),
        done="Отметка об утверждении снята.",
        to=roadmap,
    )
