from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.files import scan_type
from common.pages import deed, file_response, form_page, page_of, require
from people.consents import chosen_needs, needs_of
from people.filters import NeedFilter
from people.forms import BulkDateForm, ScanForm, SignForm
from people.models import Consent
from people.permissions import can_edit_people, can_see_people, can_sign_consent
from people.registers import people_counts
from people.services import attach_scan, sign_consent, sign_consents


@require_safe
def consent_list(request):
    me = request.membership
    require(can_see_people(me))
    needs, chosen = needs_of(me), NeedFilter(request.GET)
    context = {
        "page": page_of(request, chosen.narrow(needs)),
        "filter": chosen,
        "total": len(needs),
        "signed": sum(need.state == "signed" for need in needs),
        "printed": sum(need.state == "printed" for need in needs),
        "counts": people_counts(me),
        "can_edit": can_edit_people(me),
        "today": me.organization.today,
    }
    return render(request, "people/consent_list.html", context)


@require_safe
def consent_detail(request, pk):
    me = request.membership
    consents = Consent.objects.visible_to(me).select_related("person")
    consent = get_object_or_404(consents, pk=pk)
    context = {"consent": consent, "can_sign": can_sign_consent(me, consent)}
    return render(request, "people/consent_detail.html", context)


@require_http_methods(["GET", "POST"])
def consent_sign(request, pk):
    me = request.membership
    consent = get_object_or_404(Consent.objects.visible_to(me).select_related("person"), pk=pk)
    require(can_sign_consent(me, consent))
    form = SignForm(
        request.POST or None, request.FILES or None, label="Дата подписи", today=me.organization.today
    )
    return form_page(
        request,
        form,
        lambda: sign_consent(consent, by=me, **form.cleaned_data),
        title="Согласие подписано",
        lead=f"{consent.person.full_name}: согласие {consent.get_kind_display()}.",
        done="Подпись записана.",
        back=(consent.get_absolute_url(), "Согласие"),
        button="Записать подпись",
    )


@require_http_methods(["GET", "POST"])
def consent_attach(request, pk):
    me = request.membership
    consent = get_object_or_404(Consent.objects.visible_to(me).select_related("person"), pk=pk)
    require(can_sign_consent(me, consent))
    form = ScanForm(request.POST or None, request.FILES or None)
    return form_page(
        request,
        form,
        lambda: attach_scan(consent, scan=form.cleaned_data["scan"], by=me),
        title="Приложить скан согласия",
        lead=f"{consent.person.full_name}: согласие {consent.get_kind_display()}.",
        done="Скан приложен.",
        back=(consent.get_absolute_url(), "Согласие"),
        button="Приложить скан",
    )


@require_POST
def consents_sign(request):
    """Ticked consents are recorded as signed on one day, all or none."""
    me = request.membership
    require(can_edit_people(me))
    needs = chosen_needs(request.POST, me)
    back = "people:consents" if "need" in request.POST else request.POST.get("back", "")
    to = back if back in {"people:mentees", "people:mentors"} else "people:consents"
    return deed(
        request, lambda: sign_needs(needs, request.POST, me), done="Подписи записаны.", to=reverse(to)
    )


def sign_needs(needs, data, me):
    if absent := [str(need.person) for need in needs if need.asked is None and "need" in data]:
        names = ", ".join(dict.fromkeys(absent))
        raise ValidationError(f"Бланк ещё не напечатан: {names}. Сначала напечатайте согласие.")
    on = BulkDateForm(data).date_or(me.organization.today)
    return sign_consents([need.asked for need in needs if need.asked], on=on, by=me)


@require_safe
def consent_scan(request, pk):
    """The scan of one consent, for those who may see the consent itself."""
    me = request.membership
    consent = get_object_or_404(Consent.objects.visible_to(me).exclude(scan=""), pk=pk)
    with consent.scan.open() as file:
        data = file.read()
    extension, content_type = scan_type(data[:16]) or ("bin", "application/octet-stream")
    return file_response(
        data, name=f"Согласие {consent.code}.{extension}", content_type=content_type, inline=True
    )
