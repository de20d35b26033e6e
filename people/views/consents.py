from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.services import note_sight
from common.files import scan_type
from common.pages import deed, file_response, form_page, page_of, require
from people.consent_paper import content_of
from people.consents import chosen_needs
from people.coverage import coverage, sums
from people.coverage_filter import NeedFilter
from people.forms import BulkDateForm, ScanForm, SignForm
from people.forms.consents import SignDistributionForm
from people.models import Consent, ConsentKind
from people.permissions import can_edit_people, can_see_people, can_sign_consent
from people.registers import people_counts
from people.samples import released
from people.services import attach_scan, sign_consent, sign_consents
from people.services.consents import spoil_consent


@require_safe
def consent_list(request):
    """The table person × consent with what is missing, and the deeds that mend exactly that."""
    me = request.membership
    require(can_see_people(me))
    rows, chosen = coverage(me), NeedFilter(request.GET)
    shown = chosen.narrow(rows)
    context = {
        "page": page_of(request, shown),
        "filter": chosen,
        "total": len(rows),
        "sums": sums(shown),
        "shown": shown if chosen.is_used else [],
        "wanted": sum(len(row.wanted) for row in shown),
        "written": sum(any(need.signer.email for need in row.wanted) for row in shown),
        "blocked": [row.person for row in shown if row.lacks_representative],
        "counts": people_counts(me),
        "can_edit": can_edit_people(me),
        "today": me.organization.today,
    }
    return render(request, "people/consent_list.html", context)


def consent_of(me, pk):
    rows = Consent.objects.visible_to(me)
    related = rows.select_related("person", "organization", "text", "representative", "taken_by__user")
    return get_object_or_404(related, pk=pk)


@require_safe
def consent_detail(request, pk):
    me = request.membership
    consent = consent_of(me, pk)
    context = {
        "consent": consent,
        "paper": content_of(consent),
        "released": released(consent),
        "can_sign": can_sign_consent(me, consent),
        "is_distribution": consent.kind == ConsentKind.DISTRIBUTION,
    }
    return render(request, "people/consent_detail.html", context)


@require_http_methods(["GET", "POST"])
def consent_sign(request, pk):
    me = request.membership
    consent = consent_of(me, pk)
    require(can_sign_consent(me, consent))
    kind_of_form = SignDistributionForm if consent.kind == ConsentKind.DISTRIBUTION else SignForm
    form = kind_of_form(
        request.POST or None, request.FILES or None, label="Дата подписи", today=me.organization.today
    )
    return form_page(
        request,
        form,
        lambda: sign_consent(consent, by=me, **form.facts),
        title="Согласие подписано",
        lead=f"{consent.person.full_name}: согласие {consent.get_kind_display()}.",
        done="Подпись записана.",
        back=(consent.get_absolute_url(), "Согласие"),
        button="Записать подпись",
        template="people/consent_sign.html",
    )


@require_http_methods(["GET", "POST"])
def consent_attach(request, pk):
    me = request.membership
    consent = consent_of(me, pk)
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
def consent_spoil(request, pk):
    """A blank that was spoilt is taken out of the ledger's waiting ones."""
    me = request.membership
    consent = consent_of(me, pk)
    require(can_sign_consent(me, consent))
    done = "Бланк отменён. Новый можно напечатать из таблицы согласий."
    return deed(request, lambda: spoil_consent(consent, by=me), done=done, to=consent)


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
    rows = Consent.objects.visible_to(me).exclude(scan="").select_related("person")
    consent = get_object_or_404(rows, pk=pk)
    note_sight(consent.person, by=me)
    with consent.scan.open() as file:
        data = file.read()
    extension, content_type = scan_type(data[:16]) or ("bin", "application/octet-stream")
    return file_response(
        data, name=f"Согласие {consent.code}.{extension}", content_type=content_type, inline=True
    )
