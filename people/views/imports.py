from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, file_response, form_page, page_of, require
from common.table_writing import write_xlsx
from people.exports import XLSX
from people.forms import RosterForm
from people.models import RosterImport
from people.permissions import can_commit_roster, can_edit_people
from people.services import commit_roster, preview_roster


@require_http_methods(["GET", "POST"])
def import_add(request):
    me = request.membership
    require(can_edit_people(me))
    form = RosterForm(request.POST or None, request.FILES or None)
    return form_page(
        request,
        form,
        lambda: read_upload(form.cleaned_data["file"], me),
        title="Загрузить список работников",
        lead="Нужен столбец «ФИО» или три столбца: фамилия, имя, отчество. Остальные столбцы берём, если они есть.",
        done="Список прочитан. Проверьте его и загрузите.",
        back=(reverse("people:list"), "Участники"),
        button="Прочитать файл",
        template="people/import_add.html",
    )


def read_upload(file, me):
    return preview_roster(me.organization, data=file.read(), file_name=file.name, by=me)


@require_safe
def import_detail(request, pk):
    me = request.membership
    require(can_edit_people(me))
    roster = get_object_or_404(RosterImport.objects.visible_to(me), pk=pk)
    kept = roster.roster
    lines = [(verdict, line) for verdict in ("bad", "new", "known") for line in kept[verdict]]
    context = {
        "roster": roster,
        "page": page_of(request, lines),
        "unknown": kept["unknown"],
        "skipped": kept["skipped"],
    }
    return render(request, "people/import_detail.html", context)


@require_POST
def import_commit(request, pk):
    me = request.membership
    roster = get_object_or_404(RosterImport.objects.visible_to(me).defer("roster"), pk=pk)
    require(can_commit_roster(me, roster))
    return deed(request, lambda: commit_roster(roster, by=me), done="Список загружен.", to=roster)


@require_safe
def import_bad(request, pk):
    """The rows that were not taken, as they came, with a last column that says what to correct."""
    me = request.membership
    require(can_edit_people(me))
    roster = get_object_or_404(RosterImport.objects.visible_to(me), pk=pk)
    data = write_xlsx("Исправить", roster.roster["bad_header"], roster.roster["bad_rows"])
    return file_response(data, name="Строки с ошибками.xlsx", content_type=XLSX)
