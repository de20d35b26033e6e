from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from common.pages import deed, form_page, require
from people.forms import DateForm
from people.forms.stays import AbsenceForm, ReturnForm
from people.models import Absence, Person
from people.permissions import can_edit_person
from people.services import end_absence, mark_left, remove_absence, save_absence, undo_leaving


@require_http_methods(["GET", "POST"])
def person_leave(request, pk):
    me = request.membership
    person = get_object_or_404(Person.objects.visible_to(me), pk=pk)
    require(can_edit_person(me, person))
    form = DateForm(request.POST or None, label="Дата выбытия", today=me.organization.today)
    return form_page(
        request,
        form,
        lambda: mark_left(person, by=me, **form.cleaned_data),
        title=f"Выбытие: {person}",
        lead="Записи в банках закроются этой же датой. Карточка, согласия и документы сохранятся.",
        done="Выбытие отмечено, записи в банках закрыты.",
        back=(person.get_absolute_url(), str(person)),
        button="Отметить выбытие",
    )


@require_http_methods(["GET", "POST"])
def person_return(request, pk):
    me = request.membership
    person = get_object_or_404(Person.objects.visible_to(me), pk=pk)
    require(can_edit_person(me, person))
    form = ReturnForm(request.POST or None, initial={"with_banks": not person.processing_stopped_on})
    return form_page(
        request,
        form,
        lambda: undo_leaving(person, by=me, **form.cleaned_data),
        title=f"Вернуть в список: {person}",
        lead="Выбытие отметили по ошибке или человек вернулся. Приостановленные пары продолжают отдельно.",
        done="Человек снова в списке учреждения.",
        back=(person.get_absolute_url(), str(person)),
        button="Вернуть",
    )


@require_http_methods(["GET", "POST"])
def absence_add(request, pk):
    me = request.membership
    person = get_object_or_404(Person.objects.visible_to(me), pk=pk)
    require(can_edit_person(me, person))
    new = Absence(organization=person.organization, person=person)
    form = AbsenceForm(
        request.POST or None, instance=new, membership=me, initial={"starts_on": me.organization.today}
    )
    return form_page(
        request,
        form,
        lambda: save_absence(form, by=me),
        title=f"Временное отсутствие: {person}",
        lead="Человек остаётся в учреждении и в банках. Если он ушёл насовсем, отметьте выбытие.",
        done="Отсутствие записано.",
        back=(person.get_absolute_url(), str(person)),
    )


@require_http_methods(["GET", "POST"])
def absence_edit(request, pk):
    me = request.membership
    absence = get_object_or_404(Absence.objects.visible_to(me).select_related("person"), pk=pk)
    require(can_edit_person(me, absence.person))
    form = AbsenceForm(request.POST or None, instance=absence, membership=me)
    return form_page(
        request,
        form,
        lambda: save_absence(form, by=me),
        title=f"Временное отсутствие: {absence.person}",
        done="Отсутствие исправлено.",
        back=(absence.person.get_absolute_url(), str(absence.person)),
    )


@require_http_methods(["GET", "POST"])
def absence_end(request, pk):
    me = request.membership
    absence = get_object_or_404(Absence.objects.visible_to(me).select_related("person"), pk=pk)
    require(can_edit_person(me, absence.person))
    form = DateForm(request.POST or None, label="Последний день отсутствия", today=me.organization.today)
    return form_page(
        request,
        form,
        lambda: end_absence(absence, by=me, **form.cleaned_data),
        title=f"Возвращение: {absence.person}",
        done="Возвращение отмечено.",
        back=(absence.person.get_absolute_url(), str(absence.person)),
        button="Отметить возвращение",
    )


@require_POST
def absence_remove(request, pk):
    me = request.membership
    absence = get_object_or_404(Absence.objects.visible_to(me).select_related("person"), pk=pk)
    require(can_edit_person(me, absence.person))
    return deed(
        request,
        lambda: remove_absence(absence, by=me),
        done="Запись об отсутствии удалена.",
        to=absence.person.get_absolute_url(),
    )
