from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from audit.services import note_sight
from common.pages import form_page, require
from people.card import card_of, for_card, history_of
from people.filters import PersonFilter
from people.forms import AccessForm, NameFormsForm, PersonForm
from people.forms.choosing import proposals
from people.models import Person
from people.permissions import can_edit_people, can_edit_person, can_see_people, can_see_sights
from people.person_rows import PersonPages, Sorting
from people.registers import people_counts
from people.services import add_person, change_name_forms, correct_person, give_access


@require_safe
def person_list(request):
    """The whole page, or the found part alone while somebody types."""
    me = request.membership
    require(can_see_people(me))
    chosen, sorting = PersonFilter(request.GET), Sorting.of(request.GET.get("sort", ""))
    everybody = Person.objects.visible_to(me)
    found = sorting.sort(chosen.narrow(everybody, me.organization))
    pages = PersonPages(found, everybody, today=me.organization.today)
    context = {
        "page": pages.get_page(request.GET.get("page")),
        "filter": chosen,
        "sorting": sorting,
        "can_edit": can_edit_people(me),
    }
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, "people/_person_found.html", context | {"is_answer": True})
    return render(request, "people/person_list.html", context | {"counts": people_counts(me)})


@require_safe
def person_options(request):
    """Lines that a field proposes while a name is typed into it, whatever the field is called."""
    me = request.membership
    require(can_edit_people(me))
    typed = " ".join(value for name, value in request.GET.items() if name != "kind")
    found = proposals(Person.objects.visible_to(me), typed, kinds=request.GET.getlist("kind"))
    return render(request, "people/_person_options.html", {"labels": found})


@require_http_methods(["GET", "POST"])
def person_add(request):
    me = request.membership
    require(can_edit_people(me))
    initial = {name: request.GET.get(name, "") for name in ("kind", "workplace")}
    form = PersonForm(request.POST or None, membership=me, initial=initial)
    return form_page(
        request,
        form,
        lambda: add_person(form, by=me),
        title="Добавить человека",
        lead="Сначала выберите, кто это: от этого зависит, что нужно записать.",
        done="Человек добавлен.",
        back=(reverse("people:list"), "Участники"),
        template="people/person_form.html",
        kinds=Person.Kind.choices,
    )


@require_safe
def person_detail(request, pk):
    me = request.membership
    person = get_object_or_404(for_card(Person.objects.visible_to(me), me.organization.today), pk=pk)
    note_sight(person, by=me)
    context = card_of(person) | {
        "person": person,
        "can_edit": can_edit_person(me, person),
        "can_see_sights": can_see_sights(me, person),
        "is_own": person.membership_id == me.pk,
    }
    return render(request, "people/person_detail.html", context)


@require_safe
def person_history(request, pk):
    """What a person was before, as a page of its own or as a part of the card."""
    me = request.membership
    person = get_object_or_404(Person.objects.visible_to(me), pk=pk)
    context = {"person": person, "can_edit": can_edit_person(me, person)} | history_of(person)
    is_part = request.htmx and not request.htmx.history_restore_request
    template = "people/_person_history.html" if is_part else "people/person_history.html"
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
def person_edit(request, pk):
    me = request.membership
    person = get_object_or_404(Person.objects.visible_to(me), pk=pk)
    require(can_edit_person(me, person))
    back = (person.get_absolute_url(), str(person))
    form = PersonForm(request.POST or None, instance=person, membership=me)
    return form_page(
        request,
        form,
        lambda: correct_person(form, by=me),
        title=f"Исправить ошибку: {person}",
        lead="Если сведения были верны, а теперь стали другими, запишите изменение: прежнее сохранится в истории.",
        done="Карточка исправлена.",
        back=back,
        template="people/person_form.html",
        other=(reverse("people:change_add", args=[pk]), "Записать изменение"),
    )


@require_http_methods(["GET", "POST"])
def person_forms(request, pk):
    me = request.membership
    person = get_object_or_404(Person.objects.visible_to(me), pk=pk)
    require(can_edit_person(me, person))
    form = NameFormsForm(request.POST or None, person=person)
    return form_page(
        request,
        form,
        lambda: change_name_forms(
            person, name_forms=form.forms_of("name"), position_forms=form.forms_of("position"), by=me
        ),
        title=f"Склонение: {person}",
        lead="Так имя и должность встанут в приказах и согласиях. Исправьте только то, что неверно.",
        done="Формы сохранены, новые документы возьмут их.",
        back=(person.get_absolute_url(), str(person)),
        template="people/person_forms.html",
    )


@require_http_methods(["GET", "POST"])
def person_access(request, pk):
    me = request.membership
    person = get_object_or_404(Person.objects.visible_to(me), pk=pk)
    require(can_edit_person(me, person))
    form = AccessForm(request.POST or None, initial={"email": person.email})
    return form_page(
        request,
        form,
        lambda: give_access(person, by=me, **form.cleaned_data),
        title=f"Дать доступ: {person}",
        lead="Человек увидит только свои дела, документы и согласия.",
        done="Доступ открыт. Теперь передайте личную ссылку для входа.",
        back=(person.get_absolute_url(), str(person)),
        button="Дать доступ",
    )
