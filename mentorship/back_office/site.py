"""The site of the back office: for administrators, behind the sign-in of the house; for others it is not there."""

from functools import update_wrapper

from django.contrib.admin import AdminSite
from django.http import Http404

from organizations.models import Role

# Sign-in, passwords and links to rows are pages of the house itself.
NOT_OURS = {"login", "logout", "password_change", "password_change_done", "view_on_site"}


class BackOffice(AdminSite):
    site_title = site_header = "Служебный раздел"
    index_title = "Исправление записей"
    site_url = None
    empty_value_display = "–"

    def has_permission(self, request):
        """Only who acts as an administrator now; the second factor is asked for by the middleware of the house."""
        me = getattr(request, "membership", None)
        return me is not None and me.role == Role.ADMINISTRATOR

    def admin_view(self, view, cacheable=False):
        guarded = super().admin_view(view, cacheable)

        def inner(request, *args, **kwargs):
            if not self.has_permission(request):
                raise Http404
            return guarded(request, *args, **kwargs)

        return update_wrapper(inner, view)

    def get_urls(self):
        urls = [url for url in super().get_urls() if getattr(url, "name", "") not in NOT_OURS]
        for url in urls:
            if hasattr(url.callback, "login_url"):
                url.callback.login_url = None  # the page of settings.LOGIN_URL
        return urls


site = BackOffice(name="admin")
site.disable_action("delete_selected")
