"""Subscriptions of a calendar program to the terms of the roadmap."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.files import sha256
from common.pages import deed, file_response
from organizations.models import Role
from roadmap.forms.feeds import FeedForm
from roadmap.models import CalendarFeed
from roadmap.services import feeds

MISSES, WINDOW = 30, 600  # per address in ten minutes: a school stands behind one address


@require_safe
def calendar(request):
    """One's own subscriptions, and how to make one."""
    me = request.membership
    context = {
        "feeds": CalendarFeed.objects.visible_to(me),
        "form": FeedForm(),
        "most": feeds.MOST_FEEDS,
        "is_participant": me.role == Role.PARTICIPANT,
    }
    return render(request, "roadmap/calendar.html", context)


@never_cache
@require_POST
def calendar_add(request):
    """The address is shown in the answer to the deed that made it, and never again."""
    form = FeedForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError("Выберите, какие сроки показывать.")
        feed, secret = feeds.add_feed(is_mine_only=form.is_mine_only, by=request.membership)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("roadmap:calendar")
    return render(request, "roadmap/calendar_added.html", {"feed": feed, "url": feeds.feed_url(secret)})


@require_POST
def calendar_revoke(request, pk):
    me = request.membership
    feed = get_object_or_404(CalendarFeed.objects.visible_to(me), pk=pk)
    return deed(
        request,
        lambda: feeds.revoke_feed(feed, by=me),
        done="Календарь отозван: по его адресу больше ничего не читается.",
        to="roadmap:calendar",
    )


@login_not_required
@require_safe
def feed(request, token):
    """The calendar itself. An address that opens nothing is a guess; who guesses much gets no answer to guesses.

    A right address is always served: a stale calendar of one teacher must not stop those of the whole school.
    """
    row = feeds.find_feed(token)
    if row is None:
        return _missed(request)
    feeds.note_reading(row)
    data = feeds.calendar_of(row)
    response = file_response(data, name="Наставничество.ics", content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = quote_etag(sha256(data))
    return get_conditional_response(request, etag=response["ETag"], response=response)


def _missed(request):
    key = f"calendar:{get_adapter().get_client_ip(request)}"
    if cache.get(key, 0) >= MISSES:
        return plain("Слишком много обращений по неверным адресам. Подождите 10 минут.", 429)
    cache.add(key, 0, WINDOW)
    cache.incr(key)
    return plain("Такого календаря нет. Создайте новый адрес в системе «Наставничество».", 404)


def plain(words, status):
    """A calendar program has no use for a page, and the answer is the same for all addresses that open nothing."""
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
