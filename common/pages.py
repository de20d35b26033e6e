"""What every page needs: the permission stop, the one form page, a page of a long list."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header


def require(allowed):
    """Stop the page with 403 unless the rule holds."""
    if not allowed:
        raise PermissionDenied


def form_page(request, form, save, *, title, done, template="layouts/form.html", **context):
    """Show a form; on valid input run `save` and go to the row it returns, or show the rule it broke.

    `context` may carry `lead`, `back` (url, words), `button`.
    """
    if request.method == "POST" and form.is_valid():
        try:
            row = save()
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, done)
            return redirect(row)
    status = 422 if request.method == "POST" else 200
    return render(request, template, {"form": form, "title": title, **context}, status=status)


def deed(request, act, *, done, to):
    """Carry out a deed that has no form of its own; a broken rule becomes a message on the page `to`."""
    try:
        act()
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, done)
    return redirect(to)


def page_of(request, rows, *, size=50):
    """The page of `rows` that the address asks for; a wrong number shows the nearest page."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def chosen_ids(values):
    """Numbers of the rows ticked in a list; what is no number is a row that does not exist: 404."""
    if not all(value.isascii() and value.isdigit() and len(value) < 19 for value in values):
        raise Http404
    return [int(value) for value in dict.fromkeys(values)]


def file_response(data, *, name, content_type, inline=False):
    """A private file, never guessed at by the browser and never run inside our pages (UPL-4)."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(not inline, name)
    response["X-Content-Type-Options"] = "nosniff"
    if not (
        inline and content_type == "application/pdf"
    ):  # the browser's PDF reader does not start in a sandbox
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def archive_response(file, *, name):
    """A big private file, read piece by piece and never whole in memory; only ever saved, not shown."""
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
