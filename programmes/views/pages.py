"""One programme: reading, its head part, its versions, the way to the head's signature."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, form_page, require
from programmes.forms import ProgrammeForm, RemarkForm, ReturnForm
from programmes.models import Remark
from programmes.permissions import can_drop_programme, can_edit_programme, can_review_programme
from programmes.queries import with_people
from programmes.services import (
    add_remark,
    change_programme,
    complete_programme,
    drop_programme,
    edit_programme,
    return_programme,
    settle_remark,
    submit_programme,
)
from programmes.versions import content_of, differences
from programmes.views.conflict import with_conflict
from programmes.views.context import (
    programme_context,
    programme_or_404,
    row_or_404,
    stopped,
    works_on,
)


@require_safe
def programme_detail(request, pk):
    me = request.membership
    programme = programme_or_404(me, pk)
    papers = programme.pair.documents.visible_to(me).filter(kind=programme.kind).order_by("-created_at")
    named = papers.filter(facts__programme=f"programme:{programme.pk}")
    context = programme_context(me, programme) | {"papers": named.defer("content", "search")}
    return render(request, "programmes/programme_detail.html", context)


@require_http_methods(["GET", "POST"])
def programme_edit(request, pk):
    me = request.membership
    programme = programme_or_404(me, pk)
    require(works_on(me, programme))
    if not can_edit_programme(me, programme):
        return stopped(request, programme)
    form = ProgrammeForm(request.POST or None, instance=programme)
    return with_conflict(
        request,
        form,
        lambda: edit_programme(programme, by=me, **form.cleaned_data),
        title="Общая часть программы",
        done="Программа сохранена.",
        back=(programme.get_absolute_url(), str(programme)),
    )


@require_POST
def programme_submit(request, pk):
    me = request.membership
    programme = programme_or_404(me, pk)
    require(works_on(me, programme))
    done = "Программа передана на проверку."
    return deed(request, lambda: submit_programme(programme, by=me), done=done, to=programme)


@require_http_methods(["GET", "POST"])
def programme_return(request, pk):
    me = request.membership
    programme = programme_or_404(me, pk)
    require(can_review_programme(me, programme))
    form = ReturnForm(request.POST if request.method == "POST" else None)
    return form_page(
        request,
        form,
        lambda: return_programme(programme, by=me, **form.cleaned_data),
        title="Вернуть с замечаниями",
        lead=f"{programme}. Замечания увидят наставник и наставляемый.",
        done="Программа вернулась к паре.",
        back=(programme.get_absolute_url(), str(programme)),
        button="Вернуть",
    )


@require_http_methods(["GET", "POST"])
def remark_add(request, pk):
    """About the whole programme."""
    programme = programme_or_404(request.membership, pk)
    return remark_page(request, programme, None)


@require_http_methods(["GET", "POST"])
def row_remark(request, pk):
    """At one line of the plan."""
    row = row_or_404(request.membership, pk)
    return remark_page(request, row.programme, row)


def remark_page(request, programme, row):
    me = request.membership
    require(can_review_programme(me, programme))
    form = RemarkForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: add_remark(programme, row=row, by=me, **form.cleaned_data),
        title="Замечание",
        lead=f"{row or programme}. Замечание увидят наставник и наставляемый, когда вы вернёте программу.",
        done="Замечание записано.",
        back=(programme.get_absolute_url(), str(programme)),
        button="Записать",
    )


@require_POST
def remark_settle(request, pk):
    me = request.membership
    remark = get_object_or_404(with_people(Remark.objects.visible_to(me), "programme__"), pk=pk)
    programme = remark.programme
    require(works_on(me, programme) or can_review_programme(me, programme))
    return deed(request, lambda: settle_remark(remark, by=me), done="Замечание снято.", to=remark)


@require_POST
def programme_complete(request, pk):
    me = request.membership
    programme = programme_or_404(me, pk)
    require(works_on(me, programme))
    return deed(
        request, lambda: complete_programme(programme, by=me), done="Программа выполнена.", to=programme
    )


@require_POST
def programme_change(request, pk):
    me = request.membership
    programme = programme_or_404(me, pk)
    require(works_on(me, programme))
    done = "Программу снова можно править. Утверждённая версия сохранена; изменения утверждают заново."
    return deed(request, lambda: change_programme(programme, by=me), done=done, to=programme)


@require_POST
def programme_drop(request, pk):
    me = request.membership
    programme = programme_or_404(me, pk)
    require(can_drop_programme(me, programme))
    done = "Программа отменена. Паре можно составить другую."
    return deed(request, lambda: drop_programme(programme, by=me), done=done, to=programme)


@require_safe
def programme_versions(request, pk):
    """Each kept version with what it changed, and on top what has been changed since the last one."""
    me = request.membership
    programme = programme_or_404(me, pk)
    versions = list(programme.versions.visible_to(me).select_related("author"))
    now = content_of(programme, programme.rows.all())
    contents = [now, *(version.content for version in versions)]
    changes = [differences(older, newer) for newer, older in zip(contents, contents[1:], strict=False)]
    context = {
        "programme": programme,
        "since": changes[0] if changes else [],
        "lines": [
            (version, changes[n + 1] if n + 1 < len(changes) else None) for n, version in enumerate(versions)
        ],
    }
    return render(request, "programmes/programme_versions.html", context)
