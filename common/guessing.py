"""Pages of personal links: open without an account, kept by no browser, closed to who guesses secrets."""

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.views.decorators.cache import never_cache

MISSES, WINDOW = 60, 600  # wrong links of one address in ten minutes: a school stands behind one address


def open_to_all(view):
    """No login is asked; nothing of the page is kept by a browser of a shared computer."""
    return login_not_required(never_cache(view))


def is_guessing(request, door):
    """Whether this address has tried too many wrong secrets at a door ("know", "met", "survey")."""
    return cache.get(_key(request, door), 0) >= MISSES


def count_miss(request, door):
    cache.add(_key(request, door), 0, WINDOW)
    cache.incr(_key(request, door))


def _key(request, door):
    return f"{door}:{get_adapter().get_client_ip(request)}"
