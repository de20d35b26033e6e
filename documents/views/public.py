"""Checking a paper by the code or QR code printed on it: open to anybody, shows no names."""

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from documents.forms.signing import CheckFileForm
from documents.services.verifying import (
    check_file,
    clean_code,
    describe_document,
    find_consent_form,
    find_document,
)

CHECKS, WINDOW = 30, 600  # per address in ten minutes: a school stands behind one address


@login_not_required
@require_safe
def verify_form(request):
    """Type the code; it leads to the page of the paper."""
    if typed := request.GET.get("code", "").strip():
        return redirect("verify", code=clean_code(typed[:40]))
    return render(request, "documents/verify_form.html")


@login_not_required
@require_http_methods(["GET", "POST"])
def verify(request, code):
    code = clean_code(code[:40])
    document = find_document(code)
    if document is None:
        return verify_other(request, code)
    form, verdict, status = CheckFileForm(request.POST or None, request.FILES or None), None, 200
    if request.method == "POST":
        status = 422
        if too_many_checks(request):
            form.add_error(None, "Слишком много проверок с вашего адреса. Подождите 10 минут.")
            status = 429
        elif form.is_valid():
            verdict, status = check_file(document, form.cleaned_data["file"].read()), 200
    context = {"code": code, "paper": describe_document(document), "form": form, "verdict": verdict}
    return render(request, "documents/verify.html", context, status=status)


def verify_other(request, code):
    """The code of a consent form tells only which form it is; any other code is unknown."""
    if consent := find_consent_form(code):
        return render(request, "documents/verify_consent.html", {"code": code, "consent": consent})
    return render(request, "documents/verify_form.html", {"code": code, "is_unknown": True}, status=404)


def too_many_checks(request):
    key = f"verify:{get_adapter().get_client_ip(request)}"
    cache.add(key, 0, WINDOW)
    return cache.incr(key) > CHECKS
