"""Routes: one line a room. Every named route stands in tests/access.py."""

from django.urls import include, path

from mentorship.back_office.admin import site

urlpatterns = [
    path("", include("desk.urls")),
    path("accounts/", include("accounts.urls")),
    path("organizations/", include("organizations.urls")),
    path("journal/", include("audit.urls")),
    path("jobs/", include("jobs.urls")),
    path("roadmap/", include("roadmap.urls")),
    path("people/", include("people.urls")),
    path("c/", include("people.personal_urls")),
    path("pairs/", include("pairs.urls")),
    path("selection/", include("selection.urls")),
    path("programmes/", include("programmes.urls")),
    path("meetings/", include("meetings.urls")),
    path("support/", include("support.urls")),
    path("surveys/", include("surveys.urls")),
    path("documents/", include("documents.urls")),
    path("admin/", site.urls),
    path("", include("documents.public_urls")),
    path("", include("meetings.public_urls")),
    path("", include("surveys.public_urls")),
    path("", include("roadmap.public_urls")),
]
handler400 = "common.errors.bad_request"
handler403 = "common.errors.permission_denied"
handler404 = "common.errors.page_not_found"
handler500 = "common.errors.server_error"
