"""A list from a file: chosen and read, looked at line by line, taken in."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import chosen_ids, deed, file_response, form_page, page_of, require
from common.table_writing import XLSX, write_xlsx
from people.forms import RosterForm
from people.models import Person, RosterImport
from people.permissions import can_commit_roster, can_edit_people
from people.roster_plan import ADD, SKIP
from people.roster_samples import SAMPLES, TITLES
from people.roster_showing import shown
from people.services import choose_lines, commit_roster, preview_roster
from people.services.imports import plan_of

ORDER = ("bad", "late", "namesake", "updated", "new", "same")


@require_http_methods(["GET", "POST"])
def import_add(request):
    me = request.membership
    require(can_edit_people(me))
    form = RosterForm(request.POST or None, request.FILES or None)
    return form_page(
        request,
        form,
        lambda: read_upload(form.cleaned_data, me),
        title="Загрузить список",
        lead="Нужен столбец «ФИО» или три столбца: фамилия, имя, отчество. Остальные столбцы берём, если они есть.",
        done="Список прочитан. Проверьте его и загрузите.",
        back=(reverse("people:list"), "Участники"),
        button="Прочитать файл",
        template="people/import_add.html",
        samples=[(kind, TITLES[kind], SAMPLES[kind]) for kind in SAMPLES],
    )


def read_upload(data, me):
    file = data["file"]
    return preview_roster(me.organization, data=file.read(), file_name=file.name, by=me, kind=data["kind"])


@require_safe
def import_sample(request):
    """A file to begin with: headings and one invented person."""
    require(can_edit_people(request.membership))
    kind = request.GET.get("kind", "")
    kind = kind if kind in SAMPLES else Person.Kind.EMPLOYEE
    row = SAMPLES[kind]
    data = write_xlsx(TITLES[kind], list(row), [list(row.values())])
    return file_response(data, name=f"{TITLES[kind]}, образец.xlsx", content_type=XLSX)


@require_safe
def import_detail(request, pk):
    me = request.membership
    require(can_edit_people(me))
    roster = get_object_or_404(RosterImport.objects.visible_to(me), pk=pk)
    plan = plan_of(roster)
    lines = sorted(plan.lines, key=lambda line: ORDER.index(line.verdict))
    page = page_of(request, lines)
    context = {
        "roster": roster,
        "page": page,
        "rows": [shown(line, roster.choices.get(str(line.number))) for line in page],
        "is_open": roster.status == RosterImport.Status.PREVIEW,
        "unknown": plan.unknown,
        "skipped": plan.skipped,
        "namesakes": len(plan.of("namesake")),
        "late": len(plan.of("late")),
    }
    return render(request, "people/import_detail.html", context)


@require_POST
def import_choose(request, pk):
    """Keep the ticks of the page one looks at; the figures of the whole list come back."""
    me = request.membership
    roster = get_object_or_404(RosterImport.objects.visible_to(me), pk=pk)
    require(can_commit_roster(me, roster))
    choices = choices_of(request.POST, plan_of(roster))
    if not request.htmx:
        return deed(
            request, lambda: choose_lines(roster, choices, by=me), done="Отметки сохранены.", to=roster
        )
    roster = choose_lines(roster, choices, by=me)
    return render(request, "people/_import_deeds.html", {"roster": roster})


@require_POST
def import_commit(request, pk):
    me = request.membership
    roster = get_object_or_404(RosterImport.objects.visible_to(me), pk=pk)
    require(can_commit_roster(me, roster))
    choices = choices_of(request.POST, plan_of(roster)) if "shown" in request.POST else {}
    return deed(request, lambda: take(roster, choices, me), done="Список загружен.", to=roster)


@transaction.atomic
def take(roster, choices, me):
    if choices:
        roster = choose_lines(roster, choices, by=me)
    commit_roster(roster, by=me)


def choices_of(data, plan):
    """{row number: choice} of the lines that were shown, from the ticks that came; a line of no list is 404."""
    lines = {line.number: line for line in plan.lines}
    shown = chosen_ids(data.getlist("shown"))
    if not lines.keys() >= set(shown):
        raise Http404
    taken, changed = set(data.getlist("take")), set(data.getlist("change"))
    return {number: choice_of(lines[number], data, taken, changed) for number in shown}


def choice_of(line, data, taken, changed):
    if line.verdict == "new":
        return None if str(line.number) in taken else SKIP
    if line.verdict == "updated":
        return [name for name in line.changes if f"{line.number}:{name}" not in changed] or None
    known = {ADD, SKIP, *(str(candidate[0]) for candidate in line.candidates)}
    chosen = data.get(f"who-{line.number}", "")
    return chosen if line.verdict == "namesake" and chosen in known else None


@require_safe
def import_bad(request, pk):
    """The rows that were not taken, as they came, with a last column that says what to correct."""
    me = request.membership
    require(can_edit_people(me))
    roster = get_object_or_404(RosterImport.objects.visible_to(me), pk=pk)
    if not roster.roster["bad_rows"]:
        return redirect(roster)
    data = write_xlsx("Исправить", roster.roster["bad_header"], roster.roster["bad_rows"])
    return file_response(data, name="Строки с ошибками.xlsx", content_type=XLSX)
