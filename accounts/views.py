from allauth.account.utils import perform_login
from allauth.mfa.totp import views as allauth_totp
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms import BindPhoneForm
from accounts.models import Invitation
from accounts.services import accept_invitation, end_sessions

COOKIE, COOKIE_SALT, COOKIE_SECONDS = "personal_link", "accounts.invitation", 30 * 60

bind_phone = allauth_totp.ActivateTOTPView.as_view(form_class=BindPhoneForm)


@login_not_required
@never_cache
@require_safe
def invitation(request, secret):
    """Take the secret out of the address bar (AUT-3); mail scanners open links too, so nothing is used up here."""
    if not Invitation.objects.for_secret(secret).exists():
        return render(request, "accounts/invitation_over.html", status=404)
    response = redirect("accounts:welcome")
    response.set_signed_cookie(
        COOKIE,
        secret,
        salt=COOKIE_SALT,
        max_age=COOKIE_SECONDS,
        path=reverse("accounts:welcome"),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def welcome(request):
    """The clean page of a personal link: one button that lets its owner in."""
    secret = request.get_signed_cookie(COOKIE, "", salt=COOKIE_SALT, max_age=COOKIE_SECONDS)
    owner = Invitation.objects.for_secret(secret).select_related("user").first()
    if owner is None:
        return render(request, "accounts/invitation_over.html", status=404)
    if request.method == "GET":
        return render(request, "accounts/welcome.html", {"owner": owner.user})
    return enter_by_link(request, secret)


def enter_by_link(request, secret):
    """Sign the owner in; a bound second factor is still asked for."""
    try:
        user = accept_invitation(secret)
    except ValidationError:
        return render(request, "accounts/invitation_over.html", status=404)
    if request.user.is_authenticated and request.user.pk != user.pk:
        logout(request)
    response = redirect("desk:home") if request.user.is_authenticated else perform_login(request, user)
    response.delete_cookie(COOKIE, path=reverse("accounts:welcome"))
    return response


@require_POST
def sign_out_everywhere(request):
    end_sessions(request.user, by=request.membership)
    logout(request)
    messages.success(request, "Вы вышли на всех устройствах.")
    return redirect("account_login")


@require_http_methods(["GET", "POST"])
def activate_totp(request):
    """Bind a phone after the password was typed again; who has none sets one first."""
    if not request.user.has_usable_password():
        messages.info(request, "Сначала задайте пароль: без него второй фактор не привязать.")
        return redirect(reverse("account_set_password") + "?next=" + reverse("mfa_activate_totp"))
    return bind_phone(request)
