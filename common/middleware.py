"""Two small guards that every request passes."""

from django.http import HttpResponseBadRequest
from django.utils.cache import add_never_cache_headers


class RejectOddInputMiddleware:
    """Refuse NUL characters in the address: PostgreSQL answers them with an error, SQLite stores them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path or "%00" in query or "\x00" in query:
            return HttpResponseBadRequest(
                "В адресе есть недопустимый знак. Откройте страницу заново по ссылке."
            )
        return self.get_response(request)


class PrivatePagesMiddleware:
    """Pages of a signed-in person are not kept by browsers of shared school computers."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response
