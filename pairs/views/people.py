"""Who is in a running pair: substitutes, those who join a group and leave it; what the mentor is paid."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from common.pages import form_page, require
from pairs.change_papers import AMENDING
from pairs.forms_changing import JoinForm, LastDayForm, PayForm, SubstitutionForm
from pairs.models import Pair, PairMember, Substitution
from pairs.permissions import can_change_pair
from pairs.queries import with_people
from pairs.services import add_substitution, end_substitution, join_group, leave_group, set_pay


@require_http_methods(["GET", "POST"])
def substitution_add(request, pk):
    me = request.membership
    pair = get_object_or_404(with_people(Pair.objects.visible_to(me)), pk=pk)
    require(can_change_pair(me, pair))
    form = SubstitutionForm(request.POST or None, pair=pair, membership=me)
    return form_page(
        request,
        form,
        lambda: add_substitution(pair, by=me, **form.cleaned_data),
        title="Временное замещение наставника",
        lead=f"Замещающий видит пару в эти дни; нужно его согласие, приказ составится сам. Пара: {pair}",
        done="Замещение записано, черновик приказа – в документах пары.",
        back=(pair.get_absolute_url(), str(pair)),
    )


@require_http_methods(["GET", "POST"])
def substitution_end(request, pk):
    me = request.membership
    row = get_object_or_404(Substitution.objects.visible_to(me).select_related("person"), pk=pk)
    require(can_change_pair(me, row))
    form = LastDayForm(request.POST or None, initial={"on": min(me.organization.today, row.ends_on)})
    return form_page(
        request,
        form,
        lambda: end_substitution(row, by=me, **form.cleaned_data),
        title="Закончить замещение",
        lead=f"День раньше начала уберёт запись совсем. Замещает {row}",
        done="Замещение закончено.",
        back=(row.get_absolute_url(), "К паре"),
    )


@require_http_methods(["GET", "POST"])
def member_add(request, pk):
    """Joining needs an order too: the page goes on to its form."""
    me = request.membership
    pair = get_object_or_404(with_people(Pair.objects.visible_to(me)), pk=pk)
    require(can_change_pair(me, pair))
    form = JoinForm(request.POST or None, pair=pair, membership=me)

    def save():
        join_group(pair, by=me, **form.cleaned_data)
        order = pair.documents.filter(kind="order_pairs", status="signed").first()
        return f"{reverse('documents:paper_add', args=[AMENDING])}?target={order.pk}" if order else pair

    return form_page(
        request,
        form,
        save,
        title="Присоединить наставляемого",
        lead=f"Нужны его согласия и место у наставника; состав меняют приказом. Пара: {pair}",
        done="Наставляемый в группе. Теперь составьте приказ об изменении состава.",
        back=(pair.get_absolute_url(), str(pair)),
        button="Присоединить",
    )


@require_http_methods(["GET", "POST"])
def member_leave(request, pk):
    me = request.membership
    member = get_object_or_404(PairMember.objects.visible_to(me).select_related("person"), pk=pk)
    require(can_change_pair(me, member))
    form = LastDayForm(request.POST or None, initial={"on": me.organization.today})
    return form_page(
        request,
        form,
        lambda: leave_group(member, by=me, **form.cleaned_data),
        title=f"{member.person} выходит из группы",
        lead="Группа продолжит работу с остальными. Состав в приказе меняют приказом о внесении изменений.",
        done="Наставляемый вышел из группы.",
        back=(member.pair.get_absolute_url(), "К группе"),
        button="Записать",
    )


@require_http_methods(["GET", "POST"])
def pair_pay(request, pk):
    me = request.membership
    pair = get_object_or_404(with_people(Pair.objects.visible_to(me)), pk=pk)
    require(can_change_pair(me, pair))
    amount = int(pair.pay_amount) if pair.pay_amount else None
    initial = {"pay": pair.pay, "amount": amount, "basis": pair.pay_basis}
    form = PayForm(request.POST if request.method == "POST" else None, initial=initial)
    return form_page(
        request,
        form,
        lambda: set_pay(pair, by=me, **form.cleaned_data),
        title="Выплата наставнику",
        lead=f"Отсюда её возьмут дополнительное соглашение и приказ (статья 351.8 ТК РФ). Пара: {pair}",
        done="Выплата записана.",
        back=(pair.get_absolute_url(), str(pair)),
    )
