"""Answering without an account: by a personal link (/a/) or by the common one on the wall (/o/), which signs nothing.

The secret is taken out of the address bar at once (AUT-3); opening a link uses nothing up, for scanners of mail open
links too (AUT-2). No session is made and nothing of these pages is written into a log.
"""

from functools import wraps

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.codes import digest
from common.guessing import count_miss, is_guessing, open_to_all
from people.personal_cookies import hand_cookie, read_cookie
from surveys.door import Door, common_campaign, opened_by, own_invitation
from surveys.views.answering import answer, save

COOKIE, PATH = "survey", "/a/"
COMMON, COMMON_PATH = "survey_common", "/o/"
HOURS = 12 * 60 * 60  # a questionnaire lies open on a phone for an evening


def link_is_over(request, status=404):
    response = render(request, "surveys/answer/no_link.html", {"is_too_often": status == 429}, status=status)
    response["Referrer-Policy"] = "no-referrer"  # the address may still hold the secret
    return response


def taken_out(request, secret, known, *, to, cookie, path):
    """Keep the hash of the secret in a signed cookie and go on to the clean address."""
    if is_guessing(request, "survey"):
        return link_is_over(request, status=429)
    token_hash = digest(secret)
    if not known(token_hash):
        count_miss(request, "survey")
        return link_is_over(request)
    response = redirect(to)
    response["Referrer-Policy"] = "no-referrer"
    return hand_cookie(response, request, cookie, token_hash, path=path, seconds=HOURS)


def is_invited(token_hash):
    return opened_by(token_hash).exists()


@require_safe
@open_to_all
def survey_link(request, survey_secret):
    return taken_out(request, survey_secret, is_invited, to="survey_home", cookie=COOKIE, path=PATH)


@require_safe
@open_to_all
def survey_common(request, common_secret):
    return taken_out(
        request, common_secret, common_campaign, to="survey_common_home", cookie=COMMON, path=COMMON_PATH
    )


def personal_page(view):
    """A page of the holder of a personal link; others read how to get one."""

    @open_to_all
    @wraps(view)
    def page(request):
        invitation = own_invitation(read_cookie(request, COOKIE, seconds=HOURS))
        if invitation is None:
            return link_is_over(request)
        keeps = "" if invitation.campaign.is_anonymous else reverse("survey_save")
        door = Door(
            invitation.campaign, reverse("survey_home"), reverse("survey_close"), invitation, keeps,
        )  # fmt: skip
        return view(request, door)

    return page


@require_http_methods(["GET", "POST"])
@personal_page
def survey_home(request, door):
    return answer(request, door, request.FILES)


@require_POST
@personal_page
def survey_save(request, door):
    return save(request, door) if door.save else link_is_over(request)


@require_http_methods(["GET", "POST"])
@open_to_all
def survey_common_home(request):
    campaign = common_campaign(read_cookie(request, COMMON, seconds=HOURS))
    if campaign is None:
        return link_is_over(request)
    return answer(request, Door(campaign, reverse("survey_common_home"), reverse("survey_close")), {})


@require_POST
@open_to_all
def survey_close(request):
    """Whoever answered on somebody else's phone leaves nothing open behind."""
    response = render(request, "surveys/answer/closed.html")
    response.delete_cookie(COOKIE, path=PATH)
    response.delete_cookie(COMMON, path=COMMON_PATH)
    return response
