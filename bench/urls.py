"""The routes of the product and one page with nothing on it."""

from django.http import HttpResponse
from django.urls import path

from mentorship.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def bare_page(request):
    return HttpResponse("Страница")


urlpatterns = [*urlpatterns, path("bare/", bare_page)]
