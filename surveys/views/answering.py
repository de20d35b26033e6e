"""The page of a questionnaire, the same through every door; and the door of those who are signed in."""

from functools import lru_cache

from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import file_response
from surveys.asking import checked
from surveys.door import OF_CAMPAIGN, Door, new_nonce
from surveys.duration import minutes_of
from surveys.models import Invitation, Response
from surveys.services.answering import Stale, Wrong, require_open, save_draft, submit, whole
from surveys.services.files import looked_at, read_file
from surveys.services.unsigned import AlreadyAnswered, put_ballot
from surveys.showing import as_typed, is_number, posted, screens
from surveys.turnout import has_answered

AGAIN = "Приложите файл ещё раз: пока в ответах есть ошибки, он не сохраняется."
ANOTHER = (
    "В этом браузере позже открыли другую анкету. Откройте ещё раз ссылку на эту: "
    "то, что вы написали, сохранено на этом устройстве."
)


def answer(request, door, uploads):
    """GET: the questions, or thanks when they are answered. POST: send; what is wrong stands beside its question."""
    if is_of_another(request, door):
        return over(request, door, [ANOTHER], status=409)
    if request.method == "POST":
        return send(request, door, uploads)
    if is_answered(door) and "edit" not in request.GET:
        return thanks(request, door)
    try:
        require_standing(door)
    except ValidationError as refused:
        return over(request, door, refused.messages)
    return show(request, door, door.answers)


def is_of_another(request, door):
    """A browser holds one link at a time: a page opened by an earlier link must not answer for the later one."""
    return request.POST.get("door", door.keep_key) != door.keep_key


def require_standing(door):
    if door.invitation:
        require_open(door.invitation, door.campaign)
    elif not door.campaign.takes_answers(door.organization.today):
        raise ValidationError("Опрос закрыт, ответы больше не принимаются.")


def is_answered(door):
    if door.invitation is None:
        return False
    return door.is_done or door.campaign.is_anonymous and has_answered(door.invitation)


def show(request, door, answers, errors=None, status=200):
    shown = screens(door.sheet, answers, door.side, errors)
    is_blank = not answers and not errors
    context = {
        "door": door,
        "campaign": door.campaign,
        "questionnaire": door.campaign.questionnaire,
        "institution": door.organization,
        "drawn": drawn_blank(door.sheet, door.side, bool(door.save))
        if is_blank
        else drawn(shown, bool(door.save)),
        "errors": [one for screen in shown for one in screen.fields if one.error],
        "questions": sum(len(screen.fields) for screen in shown),
        "minutes": minutes_of(door.sheet),
        "nonce": new_nonce() if door.invitation is None else "",
        "revision": door.response.revision if door.response else 0,
    }
    return render(request, "surveys/answer/form.html", context, status=status)


def drawn(shown, is_named):
    """The questions as a piece of the page."""
    return render_to_string("surveys/answer/_screens.html", {"screens": shown, "is_named": is_named})


@lru_cache(maxsize=128)
def drawn_blank(sheet, side, is_named):
    """What everybody sees who has not begun: a district that opens one questionnaire at once has it drawn once."""
    return drawn(screens(sheet, {}, side), is_named)


def send(request, door, uploads):
    raw = posted(door.sheet, request.POST)
    files, bad = looked_at(door.sheet, uploads)
    try:
        require_standing(door)
        if bad:
            raise Wrong(bad, checked(door.sheet, raw, door.side, is_draft=True)[0])
        hand_in(request, door, raw, files)
    except Wrong as wrong:
        answers = wrong.answers | as_typed(door.sheet, raw, wrong.errors)
        return show(request, door, answers, dict.fromkeys(files, AGAIN) | wrong.errors, status=422)
    except AlreadyAnswered:
        return redirect(door.home)
    except ValidationError as refused:
        return over(request, door, refused.messages, status=422)
    if door.invitation is None:
        return thanks(request, door)
    return redirect(door.home)


def hand_in(request, door, raw, files):
    """By an invitation; an unsigned answer is checked here, for no invitation knows whose it is."""
    if door.invitation is None:
        put_ballot(door.campaign, whole(door.sheet, raw, door.side), nonce=request.POST.get("nonce", ""))
        return
    submit(door.invitation, raw, by=request.membership if door.is_signed_in else None, files=files)


def save(request, door):
    """Keep what is written so far: {"revision": n}; 409 somebody saved later, 410 it is over."""
    if is_of_another(request, door):
        return JsonResponse({"words": ANOTHER}, status=409)
    revision = request.POST.get("revision", "")
    try:
        response = save_draft(
            door.invitation, posted(door.sheet, request.POST),
            revision=int(revision) if is_number(revision) else -1,
            by=request.membership if door.is_signed_in else None,
        )  # fmt: skip
    except Stale as stale:
        return JsonResponse({"words": stale.message, **stale.params}, status=409)
    except ValidationError as refused:
        return JsonResponse({"words": " ".join(refused.messages)}, status=410)
    return JsonResponse({"revision": response.revision})


def thanks(request, door):
    can_change = door.invitation and not door.campaign.is_anonymous
    can_change = can_change and door.campaign.takes_answers(door.organization.today)
    context = {
        "door": door,
        "campaign": door.campaign,
        "institution": door.organization,
        "can_change": can_change,
    }
    return render(request, "surveys/answer/thanks.html", context)


def over(request, door, words, status=200):
    context = {"door": door, "campaign": door.campaign, "institution": door.organization, "words": words}
    return render(request, "surveys/answer/over.html", context, status=status)


# Signed in: the own invitation


def own_door(request, pk):
    """The own invitation; that of somebody else is none of mine, whoever I am."""
    me = request.membership
    rows = Invitation.objects.visible_to(me).select_related(*OF_CAMPAIGN)
    invitation = get_object_or_404(rows, pk=pk, person__membership=me)
    return Door(
        invitation.campaign, reverse("surveys:answer", args=[pk]), reverse("desk:home"), invitation,
        "" if invitation.campaign.is_anonymous else reverse("surveys:answer_save", args=[pk]), True,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def answer_own(request, pk):
    return answer(request, own_door(request, pk), request.FILES)


@require_POST
def answer_save(request, pk):
    door = own_door(request, pk)
    if not door.save:
        raise Http404
    return save(request, door)


@require_safe
def answer_file(request, pk, answer_key):
    """A file of a named answer: for its giver, the curator, the psychologist."""
    response = get_object_or_404(Response.objects.visible_to(request.membership), pk=pk)
    found = read_file(response, answer_key)
    if found is None:
        raise Http404
    data, name, content_type = found
    return file_response(data, name=name, content_type=content_type)
