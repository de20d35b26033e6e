"""The banks of mentees and mentors: the registers, who goes in, what an entry says, who leaves."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from audit.services import note_sight
from common.pages import chosen_ids, form_page, page_of, require
from common.russian import counted
from people.bank_filters import MenteeFilter, MentorFilter, PickFilter, young_teachers
from people.filters import in_bank
from people.forms import (
    AddRequestForm,
    BulkDateForm,
    BulkForm,
    LeaveForm,
    MenteeForm,
    MentorForm,
    RequestFormSet,
)
from people.gate import Deed, allowed
from people.models import MenteeEntry, MentorEntry, Person, SavedView
from people.pairings import pairs_of
from people.permissions import can_edit_entry, can_edit_people, can_see_people
from people.registers import DUTIES, bank_counts, entries_shown, mentee_rows, mentor_rows
from people.services import (
    add_mentees,
    add_mentors,
    add_request,
    change_mentee,
    change_mentor,
    leave_bank,
)

ON_A_PAGE, ALL = 50, 1000


@require_safe
def mentees(request):
    return register_page(request, MenteeEntry, MenteeFilter, mentee_rows, "people/mentees.html")


@require_safe
def mentors(request):
    return register_page(request, MentorEntry, MentorFilter, mentor_rows, "people/mentors.html")


def register_page(request, bank, bank_filter, rows_of, template):
    me = request.membership
    require(can_see_people(me))
    chosen = bank_filter(request.GET, membership=me)
    entries = chosen.narrow(entries_shown(bank, me))
    page = page_of(request, entries, size=ALL if chosen.chosen("all") else ON_A_PAGE)
    today = me.organization.today
    bulk = BulkForm(membership=me, initial={"left_on": today, "query": chosen.query})
    bulk.fields["competence"].choices = [("", "Компетенция"), *chosen.competences]  # read once a page
    counts = bank_counts(bank, me)
    context = {
        "page": page,
        "rows": rows_of(page.object_list),
        "filter": chosen,
        "figures": counts,
        "counts": counts,
        "can_edit": can_edit_people(me),
        "today": today,
        "bulk": bulk,
        "saved": SavedView.objects.visible_to(me).filter(page=request.resolver_match.view_name),
    }
    return render(request, template, context)


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
    """Those who may enter the bank and are not in it; into the bank of mentees young teachers come ticked.

    They are ticked while it is empty and when the list is narrowed to them: at other times one looks for others.
    """
    me = request.membership
    chosen = PickFilter(request.GET)
    outside = outside_bank(bank, me)
    is_mentees = bank is MenteeEntry
    is_first = is_mentees and not chosen.is_used and not bank.objects.visible_to(me).open().exists()
    persons = chosen.narrow(outside, me.organization).present()
    context = {
        "page": page_of(request, persons.select_related("organization")),
        "filter": chosen,
        "title": title,
        "back": back,
        "today": me.organization.today,
        "tick_young": is_first or is_mentees and chosen.chosen("bank") == "young",
        "young": outside.filter(young_teachers(me.organization)).count() if is_mentees else 0,
    }
    return render(request, "people/pick.html", context)


def outside_bank(bank, me):
    """People of the institution who may enter the bank: no representatives, nobody who withdrew the consent."""
    persons = Person.objects.visible_to(me).present().exclude(kind=Person.Kind.PARENT)
    return allowed(persons, Deed.BANK, role=DUTIES[bank]).exclude(in_bank(bank))


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
    note_sight(entry.person, by=me)
    data = request.POST if request.method == "POST" else None
    form = MenteeForm(data, instance=entry, membership=me)
    requests = RequestFormSet(data, instance=entry, form_kwargs={"membership": me})
    if data is not None and not requests.is_valid():
        form.add_error(None, "Запрос заполнен не полностью. Напишите его словами или уберите отметки.")
    return form_page(
        request,
        form,
        lambda: change_mentee(form, requests, by=me),
        title=f"Наставляемый: {entry.person}",
        lead="С чем человек пришёл в программу: словами и по компетенциям.",
        done="Запись банка сохранена.",
        back=(reverse("people:mentees"), "Банк наставляемых"),
        template="people/mentee_edit.html",
        requests=requests,
        entry=entry,
    )


@require_http_methods(["GET", "POST"])
def request_add(request, pk):
    """One request in place of the line it belongs to (htmx), or on a page of its own."""
    me = request.membership
    entry = get_object_or_404(MenteeEntry.objects.visible_to(me).select_related("person"), pk=pk)
    require(can_edit_entry(me, entry))
    form = AddRequestForm(request.POST or None, membership=me)
    if request.method == "GET" and request.headers.get("HX-Request"):
        return render(request, "people/_bank_request.html", {"form": form, "entry": entry})
    return form_page(
        request,
        form,
        lambda: add_request(entry, form, by=me) and reverse("people:mentees"),
        title=f"Новый запрос: {entry.person}",
        done=f"Запрос записан: {entry.person}.",
        back=(reverse("people:mentees"), "Банк наставляемых"),
        button="Записать запрос",
        template="people/_bank_request_page.html",
    )


@require_http_methods(["GET", "POST"])
def mentor_edit(request, pk):
    me = request.membership
    entry = get_object_or_404(MentorEntry.objects.visible_to(me).select_related("person"), pk=pk)
    require(can_edit_entry(me, entry))
    note_sight(entry.person, by=me)
    form = MentorForm(request.POST or None, instance=entry, membership=me)
    return form_page(
        request,
        form,
        lambda: change_mentor(form, by=me),
        title=f"Наставник: {entry.person}",
        lead="В чём силён, сколько наставляемых может вести и когда.",
        done="Сведения о наставнике сохранены.",
        back=(reverse("people:mentors"), "Банк наставников"),
        template="people/_bank_mentor_edit.html",
        entry=entry,
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
    form = LeaveForm(request.POST or None, today=me.organization.today)
    return form_page(
        request,
        form,
        lambda: leave_bank(entry, by=me, **form.cleaned_data),
        title=f"Выход из банка {whose}: {entry.person}",
        lead="Запись останется в карточке с датами и причиной. Вернуть человека в банк можно в любой день.",
        done=f"Выход из банка {whose} записан.",
        back=(entry.get_absolute_url(), str(entry.person)),
        button="Записать выход",
        template="people/_bank_leave.html",
        pairs=open_pairs_of(entry),
    )


def open_pairs_of(entry):
    """Pairs that go on although the person leaves the bank: the curator is told, each on its own side."""
    is_mentee = isinstance(entry, MenteeEntry)
    found = {}
    for member in pairs_of(entry.person):
        mine = member.person_id if is_mentee else member.pair.mentor_id
        if mine == entry.person_id and member.left_on is None and member.pair.status != "ended":
            found[member.pair_id] = member.pair
    return list(found.values())
