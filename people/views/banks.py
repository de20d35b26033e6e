"""The banks of mentees and mentors: the registers, who goes in, what an entry says, who leaves."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from common.pages import chosen_ids, file_response, form_page, page_of, require
from common.russian import counted
from people.exports import XLSX, mentees_xlsx, mentors_xlsx
from people.filters import MenteeFilter, MentorFilter, PersonFilter, in_bank
from people.forms import BulkDateForm, DateForm, MenteeForm, MentorForm, RequestFormSet
from people.models import MenteeEntry, MentorEntry, Person
from people.permissions import can_edit_entry, can_edit_people, can_see_people
from people.registers import mentee_rows, mentor_rows, paired_count, people_counts
from people.services import add_mentees, add_mentors, change_mentee, change_mentor, leave_bank


@require_safe
def mentees(request):
    me = request.membership
    require(can_see_people(me))
    chosen = MenteeFilter(request.GET)
    page = page_of(request, chosen.narrow(MenteeEntry.objects.visible_to(me).open()))
    rows = mentee_rows(page.object_list)
    context = {
        "page": page,
        "rows": rows,
        "filter": chosen,
        "paired": paired_count(me),
        **register_context(me),
    }
    return render(request, "people/mentees.html", context)


@require_safe
def mentors(request):
    me = request.membership
    require(can_see_people(me))
    chosen = MentorFilter(request.GET)
    page = page_of(request, chosen.narrow(MentorEntry.objects.visible_to(me).open()))
    rows = mentor_rows(page.object_list)
    context = {"page": page, "rows": rows, "filter": chosen, **register_context(me)}
    return render(request, "people/mentors.html", context)


@require_safe
def mentees_table(request):
    me = request.membership
    require(can_see_people(me))
    rows = mentee_rows(MenteeEntry.objects.visible_to(me).open())
    return file_response(mentees_xlsx(rows), name="База наставляемых.xlsx", content_type=XLSX)


@require_safe
def mentors_table(request):
    me = request.membership
    require(can_see_people(me))
    rows = mentor_rows(MentorEntry.objects.visible_to(me).open())
    return file_response(mentors_xlsx(rows), name="База наставников.xlsx", content_type=XLSX)


def register_context(me):
    return {"counts": people_counts(me), "can_edit": can_edit_people(me), "today": me.organization.today}


@require_http_methods(["GET", "POST"])
def mentees_add(request):
    require(can_edit_people(request.membership))
    if request.method == "POST":
        return put_in_bank(request, add_mentees, "В банк наставляемых", "people:mentees")
    return pick_people(request, MenteeEntry, "Добавить в банк наставляемых", "people:mentees")


@require_http_methods(["GET", "POST"])
def mentors_add(request):
    require(can_edit_people(request.membership))
    if request.method == "POST":
        return put_in_bank(request, add_mentors, "В банк наставников", "people:mentors")
    return pick_people(request, MentorEntry, "Добавить в банк наставников", "people:mentors")


def pick_people(request, bank, title, back):
    """Those who are not in the bank yet; while the bank of mentees is empty, the young teachers come ticked."""
    me = request.membership
    chosen = PersonFilter(request.GET)
    persons = chosen.narrow(Person.objects.visible_to(me), me.organization).exclude(left_on__isnull=False)
    is_first = bank is MenteeEntry and not chosen.is_used and not bank.objects.visible_to(me).open().exists()
    context = {
        "page": page_of(request, persons.filter(~in_bank(bank)).select_related("organization")),
        "filter": chosen,
        "title": title,
        "back": back,
        "today": me.organization.today,
        "tick_young": is_first,
    }
    return render(request, "people/pick.html", context)


def put_in_bank(request, act, where, to):
    """The deed of both banks: ticked people go in on one day."""
    me, form = request.membership, BulkDateForm(request.POST)
    persons = ticked_people(request)
    try:
        entries = act(persons, on=form.date_or(me.organization.today), by=me)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        inside = len(persons) - len(entries)
        already = f" Уже были в банке: {inside}." if inside else ""
        added = counted(len(entries), "человек", "человека", "человек")
        messages.success(request, f"{where} добавлено: {added}.{already}")
    return redirect(to)


def ticked_people(request):
    """People by the ids of a form; somebody from another institution does not exist here."""
    ids = chosen_ids(request.POST.getlist("person"))
    persons = list(Person.objects.visible_to(request.membership).filter(pk__in=ids))
    if len(persons) != len(ids):
        raise Http404
    return persons


@require_http_methods(["GET", "POST"])
def mentee_edit(request, pk):
    me = request.membership
    entry = get_object_or_404(MenteeEntry.objects.visible_to(me).select_related("person"), pk=pk)
    require(can_edit_entry(me, entry))
    data = request.POST if request.method == "POST" else None
    form = MenteeForm(data, instance=entry, membership=me)
    requests = RequestFormSet(data, instance=entry, form_kwargs={"membership": me})
    if data is not None and not requests.is_valid():
        form.add_error(None, "Запрос заполнен не полностью. Напишите его словами или уберите отметки.")
    return form_page(
        request,
        form,
        lambda: change_mentee(form, requests, by=me),
        title=f"Запросы: {entry.person}",
        lead="С чем человек пришёл в программу: словами и по компетенциям.",
        done="Запросы сохранены.",
        back=(reverse("people:mentees"), "Банк наставляемых"),
        template="people/mentee_edit.html",
        requests=requests,
        entry=entry,
    )


@require_http_methods(["GET", "POST"])
def mentor_edit(request, pk):
    me = request.membership
    entry = get_object_or_404(MentorEntry.objects.visible_to(me).select_related("person"), pk=pk)
    require(can_edit_entry(me, entry))
    form = MentorForm(request.POST or None, instance=entry, membership=me)
    return form_page(
        request,
        form,
        lambda: change_mentor(form, by=me),
        title=f"Наставник: {entry.person}",
        lead="В чём силён, сколько наставляемых может вести и когда.",
        done="Сведения о наставнике сохранены.",
        back=(reverse("people:mentors"), "Банк наставников"),
    )


@require_http_methods(["GET", "POST"])
def mentee_leave(request, pk):
    entry = get_object_or_404(MenteeEntry.objects.visible_to(request.membership), pk=pk)
    return leave_page(request, entry, "наставляемых")


@require_http_methods(["GET", "POST"])
def mentor_leave(request, pk):
    entry = get_object_or_404(MentorEntry.objects.visible_to(request.membership), pk=pk)
    return leave_page(request, entry, "наставников")


def leave_page(request, entry, whose):
    me = request.membership
    require(can_edit_entry(me, entry))
    form = DateForm(request.POST or None, label="Дата выхода из банка", today=me.organization.today)
    return form_page(
        request,
        form,
        lambda: leave_bank(entry, by=me, **form.cleaned_data),
        title=f"Выход из банка {whose}: {entry.person}",
        lead="Запись останется в карточке с датами. Вернуть человека в банк можно в любой день.",
        done=f"Выход из банка {whose} записан.",
        back=(entry.get_absolute_url(), str(entry.person)),
        button="Записать выход",
    )
