"""Withdrawals for the staff: written down from a letter, watched until they are closed."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.files import scan_type
from common.pages import deed, file_response, form_page, page_of, require
from common.pdf import render_pdf
from people.forms.withdrawals import KeepForm, WithdrawForm
from people.models import Person, Withdrawal
from people.permissions import can_answer_withdrawal, can_edit_people, can_edit_person, can_see_people
from people.registers import people_counts
from people.services import withdraw_consents
from people.services.closing import answer_withdrawal, keep_by_law
from people.withdrawal_paper import receipt_content
from people.withdrawals import context_of, rows_of


@require_safe
def withdrawal_list(request):
    me = request.membership
    require(can_see_people(me))
    shown = "all" if request.GET.get("show") == "all" else "open"
    withdrawals = Withdrawal.objects.visible_to(me).select_related("person")
    page = page_of(request, withdrawals if shown == "all" else withdrawals.open())
    context = {
        "page": page,
        "rows": rows_of(page, me.organization.today),
        "shown": shown,
        "total": withdrawals.count(),
        "open": withdrawals.open().count(),
        "counts": people_counts(me),
        "can_edit": can_edit_people(me),
    }
    return render(request, "people/withdrawal_list.html", context)


@require_safe
def withdrawal_detail(request, pk):
    me = request.membership
    require(can_see_people(me))
    withdrawals = Withdrawal.objects.visible_to(me).select_related(
        "person", "representative", "recorded_by__user", "organization"
    )
    return render(
        request, "people/withdrawal_detail.html", context_of(get_object_or_404(withdrawals, pk=pk), me)
    )


@require_http_methods(["GET", "POST"])
def person_withdraw(request, pk):
    """A letter came: the curator writes down what it takes back."""
    me = request.membership
    person = get_object_or_404(Person.objects.visible_to(me).select_related("organization"), pk=pk)
    require(can_edit_person(me, person))
    form = WithdrawForm(request.POST or None, request.FILES or None, person=person)
    return form_page(
        request,
        form,
        lambda: withdraw_consents(person, channel=Withdrawal.Channel.LETTER, by=me, **form.facts),
        title=f"Отзыв согласия: {person}",
        lead="Человек передал заявление. Всё, что держалось на согласии, остановится сразу.",
        done="Отзыв записан, обработка остановлена. Отдайте человеку расписку.",
        back=(person.get_absolute_url(), str(person)),
        button="Записать отзыв",
    )


@require_http_methods(["GET", "POST"])
def withdrawal_keep(request, pk):
    me = request.membership
    withdrawal = get_object_or_404(Withdrawal.objects.visible_to(me).select_related("person"), pk=pk)
    require(can_answer_withdrawal(me, withdrawal))
    form = KeepForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: keep_by_law(withdrawal, by=me, **form.cleaned_data),
        title="Данные хранятся по закону",
        lead=f"{withdrawal}, {withdrawal.person}. Обработка в программе остаётся прекращённой.",
        done="Основание записано, отзыв закрыт.",
        back=(withdrawal.get_absolute_url(), str(withdrawal)),
        button="Закрыть отзыв",
    )


@require_POST
def withdrawal_answer(request, pk):
    me = request.membership
    withdrawal = get_object_or_404(Withdrawal.objects.visible_to(me), pk=pk)
    require(can_answer_withdrawal(me, withdrawal))
    return deed(request, lambda: answer_withdrawal(withdrawal, by=me), done="Отмечено.", to=withdrawal)


@require_safe
def withdrawal_receipt(request, pk):
    """The numbered receipt to hand over, for the staff and for the person."""
    withdrawals = Withdrawal.objects.visible_to(request.membership)
    withdrawal = get_object_or_404(
        withdrawals.select_related("person", "organization", "representative"), pk=pk
    )
    pdf = render_pdf("papers/withdrawal_receipt.html", receipt_content(withdrawal))
    name = f"Расписка {withdrawal.number}.pdf"
    return file_response(pdf, name=name, content_type="application/pdf", inline=True)


@require_safe
def withdrawal_letter(request, pk):
    """The scan of the letter, for those who may see the withdrawal itself."""
    withdrawals = Withdrawal.objects.visible_to(request.membership).exclude(letter="")
    withdrawal = get_object_or_404(withdrawals, pk=pk)
    with withdrawal.letter.open() as file:
        data = file.read()
    extension, content_type = scan_type(data[:16]) or ("bin", "application/octet-stream")
    name = f"Заявление, отзыв {withdrawal.number}.{extension}"
    return file_response(data, name=name, content_type=content_type, inline=True)
