"""A roadmap as a paper: PDF, Word, and the look of its table."""

from django.views.decorators.http import require_http_methods, require_safe

from common.docx import DOCX_TYPE, render_docx
from common.pages import file_response, form_page, require
from common.pdf import render_pdf
from roadmap import services
from roadmap.forms.columns import ColumnsForm
from roadmap.paper import build, file_name
from roadmap.permissions import can_edit_roadmap
from roadmap.views.reach import visible_roadmap


@require_safe
def roadmap_print(request, pk):
    roadmap = visible_roadmap(request.membership, pk)
    data = render_pdf("papers/roadmap.html", build(roadmap))
    return file_response(data, name=file_name(roadmap), content_type="application/pdf", inline=True)


@require_safe
def roadmap_docx(request, pk):
    roadmap = visible_roadmap(request.membership, pk)
    data = render_docx(build(roadmap))
    return file_response(data, name=file_name(roadmap, "docx"), content_type=DOCX_TYPE)


@require_http_methods(["GET", "POST"])
def roadmap_columns(request, pk):
    """Which columns the printed table has, in which order, under which headings."""
    me = request.membership
    roadmap = visible_roadmap(me, pk)
    require(can_edit_roadmap(me, roadmap))
    form = ColumnsForm(request.POST or None, columns=roadmap.columns)
    return form_page(
        request,
        form,
        lambda: services.edit_roadmap(roadmap, by=me, columns=form.cleaned_data["columns"]),
        title="Вид таблицы",
        lead="Так карта печатается. На работу в системе столбцы не влияют.",
        done="Вид таблицы изменён.",
        template="roadmap/columns.html",
        back=(roadmap.get_absolute_url(), str(roadmap)),
    )
