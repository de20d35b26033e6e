"""The holidays of the institution."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, form_page, require
from meetings.forms.planning import VacationForm, VacationYearForm
from meetings.models import Vacation
from meetings.permissions import can_plan_for_all, can_see_meetings
from meetings.school_days import usual_vacations
from meetings.services import add_vacation, add_year, edit_vacation, remove_vacation

PAGE = "meetings:vacations"
BACK = "Каникулы"


@require_safe
def vacations(request):
    me = request.membership
    require(can_see_meetings(me))
    year = me.organization.school_year
    rows = Vacation.objects.visible_to(me)
    context = {
        "rows": rows.order_by("-starts_on"),
        "today": me.organization.today,
        "year": f"{year}/{year + 1}",
        "has_year": any(row.ends_on.year in (year, year + 1) for row in rows),
        "can_edit": can_plan_for_all(me),
    }
    return render(request, "meetings/vacations.html", context)


@require_http_methods(["GET", "POST"])
def vacations_year(request):
    """The usual days of the four holidays, to be corrected by the school's own order."""
    me = request.membership
    require(can_plan_for_all(me))
    year = me.organization.school_year
    form = VacationYearForm(request.POST or None, rows=usual_vacations(year))

    def save():
        add_year(me.organization, form.rows, by=me)
        return reverse(PAGE)

    return form_page(
        request,
        form,
        save,
        title=f"Каникулы {year}/{year + 1} учебного года",
        lead="Даты обычные для большинства школ. Сверьте их с календарным учебным графиком; лишнее сотрите.",
        done="Каникулы внесены: встречи на эти дни не назначаются.",
        template="meetings/vacations_year.html",
        back=(reverse(PAGE), BACK),
    )


@require_http_methods(["GET", "POST"])
def vacation_add(request):
    me = request.membership
    require(can_plan_for_all(me))
    form = VacationForm(request.POST or None, membership=me)
    return form_page(
        request,
        form,
        lambda: add_vacation(me.organization, by=me, **form.cleaned_data),
        title="Ещё каникулы",
        lead="Например, карантин или неделя учебных сборов: на эти дни встречи не назначаются.",
        done="Каникулы внесены.",
        back=(reverse(PAGE), BACK),
    )


@require_http_methods(["GET", "POST"])
def vacation_edit(request, pk):
    me = request.membership
    vacation = get_object_or_404(Vacation.objects.visible_to(me), pk=pk)
    require(can_plan_for_all(me))
    form = VacationForm(request.POST or None, membership=me, instance=vacation)
    return form_page(
        request,
        form,
        lambda: edit_vacation(form, by=me),
        title="Изменить каникулы",
        lead="Встречи, которые уже назначены, не сдвинутся сами: измените расписание пары, и они лягут по-новому.",
        done="Каникулы изменены.",
        back=(reverse(PAGE), BACK),
    )


@require_POST
def vacation_remove(request, pk):
    me = request.membership
    vacation = get_object_or_404(Vacation.objects.visible_to(me), pk=pk)
    require(can_plan_for_all(me))
    return deed(request, lambda: remove_vacation(vacation, by=me), done="Каникулы удалены.", to=PAGE)
