from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from common.pages import deed, form_page, require
from people.forms.persons import ChangeForm
from people.models import Person, PersonChange
from people.permissions import can_edit_person
from people.services import record_change, undo_change


@require_http_methods(["GET", "POST"])
def change_add(request, pk):
    me = request.membership
    person = get_object_or_404(Person.objects.visible_to(me), pk=pk)
    require(can_edit_person(me, person))
    back = (person.get_absolute_url(), str(person))
    form = ChangeForm(request.POST or None, instance=person, membership=me)
    return form_page(
        request,
        form,
        lambda: record_change(person, form.values(), on=form.cleaned_data["on"], by=me).person,
        title=f"Записать изменение: {back[1]}",
        lead="Новая должность, фамилия, категория, телефон. Что было раньше, останется в истории карточки.",
        done="Изменение записано.",
        back=back,
        template="people/person_form.html",
        other=(reverse("people:edit", args=[pk]), "Исправить ошибку"),
    )


@require_POST
def change_undo(request, pk):
    me = request.membership
    change = get_object_or_404(PersonChange.objects.visible_to(me).select_related("person"), pk=pk)
    require(can_edit_person(me, change.person))
    return deed(
        request,
        lambda: undo_change(change, by=me),
        done="Запись отменена, прежние сведения вернулись.",
        to=change.person.get_absolute_url(),
    )
