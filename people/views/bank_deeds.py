"""What is done with ticked people of a register; each deed goes back to the register as it was narrowed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from common.pages import require
from common.russian import counted
from people.forms import BulkForm
from people.models import MenteeEntry, MentorEntry
from people.permissions import can_edit_people
from people.services import add_strength, leave_banks, pause_entries, resume_entries, set_forms
from people.views.banks import ticked_people

PAGES = {MenteeEntry: "people:mentees", MentorEntry: "people:mentors"}


def bulk(request, bank, act, words):
    """Carry out `act(persons, form)` over the ticked people; it returns the changed entries."""
    me = request.membership
    require(can_edit_people(me))
    form, persons = BulkForm(request.POST, membership=me), ticked_people(request)
    try:
        entries = act(persons, form)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        number = counted(len(entries), "человек", "человека", "человек")
        messages.success(request, f"{words}: {number}." if entries else "Менять нечего: всё уже так.")
    query = form.back_query
    return redirect(f"{reverse(PAGES[bank])}{'?' if query else ''}{query}")


@require_POST
def leave(request, bank):
    return bulk(
        request,
        bank,
        lambda persons, form: leave_banks(
            bank,
            persons,
            on=form.given("left_on", "Поставьте дату выхода из банка."),
            leaving=form.given("leaving", "Выберите, почему люди выходят из банка."),
            by=request.membership,
        ),
        "Из банка вышли",
    )


@require_POST
def pause(request, bank):
    def act(persons, form):
        return pause_entries(bank, persons, by=request.membership)

    return bulk(request, bank, act, "Участие приостановлено")


@require_POST
def resume(request, bank):
    def act(persons, form):
        return resume_entries(bank, persons, by=request.membership)

    return bulk(request, bank, act, "Снова участвуют")


@require_POST
def forms(request, bank):
    def act(persons, form):
        chosen = form.given("form", "Выберите форму наставничества.")
        return set_forms(bank, persons, forms=[chosen], by=request.membership)

    return bulk(request, bank, act, "Форма назначена")


@require_POST
def strength(request):
    def act(persons, form):
        competence = form.given("competence", "Выберите компетенцию.")
        return add_strength(persons, competence, by=request.membership)

    return bulk(request, MentorEntry, act, "Компетенция добавлена")
