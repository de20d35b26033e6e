from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

from organizations.founding import is_founded
from organizations.models import Membership, Role

# Who signs or administers must hold a second factor (ASVS 6.3.3); a demonstration has no phones to bind.
SECOND_FACTOR_ROLES = {Role.HEAD, Role.ADMINISTRATOR, Role.METHODOLOGIST, Role.DEPARTMENT_HEAD}


class MembershipMiddleware:
    """Set `request.membership`: who is acting, for which institution, in which role."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.memberships, request.membership = [], None
        if request.path == reverse("account_login") and not is_founded():
            return redirect("organizations:first_run")
        if request.user.is_authenticated:
            mine = Membership.objects.open().filter(user=request.user)
            request.memberships = list(mine.select_related("organization", "user").order_by("pk"))
            chosen = request.session.get("membership")
            by_choice = sorted(request.memberships, key=lambda m: m.pk != chosen)
            request.membership = by_choice[0] if by_choice else None
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not getattr(view, "login_required", True) or is_account_page(request):
            return
        if request.user.is_authenticated and request.membership is None:
            raise PermissionDenied


class SecondFactorMiddleware:
    """Send a head or an administrator without a second factor to the page that binds one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        me = getattr(request, "membership", None)
        if settings.DEMO or me is None or me.role not in SECOND_FACTOR_ROLES:
            return None
        if not getattr(view, "login_required", True) or is_account_page(request):
            return None
        if request.user.authenticator_set.exists():
            return None
        return redirect("mfa_activate_totp")


def is_account_page(request):
    """Pages of sign-in, password and second factor work without a membership."""
    return request.path.startswith("/accounts/")
