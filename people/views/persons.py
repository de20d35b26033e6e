from django.db.models import F, FilteredRelation, Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from audit.services import save_form
from common.pages import form_page, page_of, require
from people.filters import PersonFilter
from people.forms import AccessForm, DateForm, NameFormsForm, PersonForm
from people.models import Consent, Person
from people.pairings import pairs_of
from people.permissions import can_edit_people, can_edit_person, can_see_people
from people.registers import people_counts
from people.services import add_person, change_name_forms, give_access, mark_left


@require_safe
def person_list(request):
    me = request.membership
    require(can_see_people(me))
    chosen = PersonFilter(request.GET)
    persons = chosen.narrow(Person.objects.visible_to(me), me.organization)
    context = {
        "page": page_of(request, with_states(persons)),
        "filter": chosen,
        "counts": people_counts(me),
        "can_edit": can_edit_people(me),
    }
    return render(request, "people/person_list.html", context)


SHOWN = (
    *("kind", "last_name", "first_name", "patronymic", "position", "subject"),
    *("experience_years", "category", "left_on"),
)


def with_states(persons):
    """Each person with the banks he or she is in and the dates of the consent to processing.

    Joins, not subqueries: each is at most one row by constraint, and joins are quicker to put together.
    """
    return persons.only(*SHOWN).annotate(
        mentee=FilteredRelation("mentee_entries", condition=Q(mentee_entries__left_on=None)),
        mentor=FilteredRelation("mentor_entries", condition=Q(mentor_entries__left_on=None)),
        paper=FilteredRelation(
            "consents",
            condition=Q(
                consents__kind=Consent.Kind.PROCESSING,
                consents__ended_on=None,
                consents__signed_on__isnull=False,
            ),
        ),
        blank=FilteredRelation(
            "consents",
            condition=Q(
                consents__kind=Consent.Kind.PROCESSING, consents__ended_on=None, consents__signed_on=None
            ),
        ),
        is_mentee=F("mentee__pk"),
        is_mentor=F("mentor__pk"),
        printed_on=F("blank__printed_on"),
        signed_on=F("paper__signed_on"),
    )


@require_http_methods(["GET", "POST"])
def person_add(request):
    me = request.membership
    require(can_edit_people(me))
    form = PersonForm(request.POST or None, membership=me)
    return form_page(
        request,
        form,
        lambda: add_person(form, by=me),
        title="Добавить человека",
        lead="Работник, обучающийся или представитель партнёра, который будет в программе.",
        done="Человек добавлен.",
        back=(reverse("people:list"), "Участники"),
    )


@require_safe
def person_detail(request, pk):
    me = request.membership
    persons = Person.objects.visible_to(me).select_related("membership__user", "organization")
    person = get_object_or_404(persons, pk=pk)
    mentee = person.mentee_entries.prefetch_related("requests__competences").order_by("-entered_on")
    mentor = person.mentor_entries.prefetch_related("competences").order_by("-entered_on")
    context = {
        "person": person,
        "mentee_entries": mentee,
        "mentor_entries": mentor,
        "is_mentee": any(entry.left_on is None for entry in mentee),
        "is_mentor": any(entry.left_on is None for entry in mentor),
        "consents": person.consents.order_by("kind", "-printed_on"),
        "members": pairs_of(person),
        "can_edit": can_edit_person(me, person),
        "is_own": person.membership_id == me.pk,
    }
    return render(request, "people/person_detail.html", context)


@require_http_methods(["GET", "POST"])
def person_edit(request, pk):
    me = request.membership
    person = get_object_or_404(Person.objects.visible_to(me), pk=pk)
    require(can_edit_person(me, person))
    form = PersonForm(request.POST or None, instance=person, membership=me)
    return form_page(
        request,
        form,
        lambda: save_form(form, "person.changed", by=me),
        title=f"Изменить карточку: {person}",
        done="Карточка изменена.",
        back=(person.get_absolute_url(), str(person)),
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
