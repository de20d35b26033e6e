"""Two small guards that every request passes."""

from django.http import HttpResponseBadRequest
from django.utils.cache import add_never_cache_headers

MAX_QUERY = 16 * 1024  # letters; the longest address of ours ticks three hundred people


class RejectOddInputMiddleware:
    """Refuse NUL characters and endless questions in the address.

    PostgreSQL answers NUL with an error, SQLite stores it; SQLite answers a search for 50,000 letters with an error.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path or "%00" in query or "\x00" in query:
            return HttpResponseBadRequest(
                "В адресе есть недопустимый знак. Откройте страницу заново по ссылке."
            )
        if len(query) > MAX_QUERY:
            return HttpResponseBadRequest("Адрес слишком длинный. Сократите запрос в строке поиска.")
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
