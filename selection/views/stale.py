"""The answer to a deed over a run that somebody has changed meanwhile (CON-2)."""

from functools import wraps

from django.shortcuts import render

from selection.services.runs import Stale


def told_when_stale(view):
    """409 and what has changed; nothing was done, what was typed is shown to be copied."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Stale as found:
            return stale_page(request, found)

    return answer


def stale_page(request, found):
    changes = found.run.changes.filter(stamp__gt=found.seen).select_related(
        "mentee", "before", "after", "made_by"
    )
    context = {"run": found.run, "changes": changes, "typed": request.POST.get("reason", "")}
    return render(request, "selection/stale.html", context, status=409)
