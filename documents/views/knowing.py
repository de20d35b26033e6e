"""Getting acquainted by a personal link: no account, one paper of one person, one button."""

from functools import wraps

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.guessing import count_miss, is_guessing, open_to_all
from common.pages import file_response
from documents.kinds import file_name, kind_of
from documents.models import FrozenFile
from documents.services.keeping import EXTENSIONS, DamagedFile, read_frozen
from documents.services.knowing_by_link import (
    acknowledge_by_link,
    closed_row_of_secret,
    row_of_print,
    row_of_secret,
)
from people.personal_cookies import hand_cookie, read_cookie

COOKIE, PATH = "paper_to_know", "/k/"
SHOWN = [FrozenFile.Kind.SEALED, FrozenFile.Kind.SCAN, FrozenFile.Kind.PRINT]


def row_page(view):
    """A page of the holder of a link that is open today; others read how to get one."""

    @open_to_all
    @wraps(view)
    def page(request):
        row = row_of_print(read_cookie(request, COOKIE))
        return view(request, row) if row else link_is_over(request)

    return page


def link_is_over(request, row=None, status=404):
    context = {"institution": row and row.organization, "is_too_often": status == 429}
    response = render(request, "register/know_over.html", context, status=status)
    response["Referrer-Policy"] = "no-referrer"  # the address may still hold the secret
    return response


@require_safe
@open_to_all
def know_link(request, know_secret):
    """Take the secret out of the address bar (AUT-3); scanners of mail open links too, so nothing is used up here."""
    if is_guessing(request, "know"):
        return link_is_over(request, status=429)
    row = row_of_secret(know_secret)
    if row is None:
        count_miss(request, "know")
        return link_is_over(request, closed_row_of_secret(know_secret))
    response = redirect("know_paper")
    response["Referrer-Policy"] = "no-referrer"
    return hand_cookie(response, request, COOKIE, row.token_hash, path=PATH)


@require_http_methods(["GET", "POST"])
@row_page
def know_paper(request, row):
    """The paper as it was signed; the button, and nothing else, says that it was read."""
    error = ""
    if request.method == "POST":
        try:
            acknowledge_by_link(row)
        except ValidationError as refused:
            error = " ".join(refused.messages)
        else:
            return redirect("know_paper")
    document = row.document
    context = {
        "row": row,
        "document": document,
        "paper": document.content,
        "body": kind_of(document).body,
        "institution": document.organization,
        "file": file_of(document),
        "error": error,
    }
    return render(request, "register/know_paper.html", context, status=422 if error else 200)


@require_safe
@row_page
def know_file(request, row):
    """The stored file of this very paper."""
    frozen = file_of(row.document)
    if frozen is None:
        return link_is_over(request)
    try:
        data = read_frozen(frozen)
    except DamagedFile:
        return render(
            request, "register/know_damaged.html", {"institution": row.document.organization}, status=500
        )
    name = f"{file_name(row.document).removesuffix('.pdf')}.{EXTENSIONS[frozen.content_type]}"
    return file_response(data, name=name, content_type=frozen.content_type, inline=True)


@require_POST
@open_to_all
def know_close(request):
    """Whoever read on somebody else's phone leaves nothing open behind."""
    response = render(request, "register/know_closed.html")
    response.delete_cookie(COOKIE, path=PATH)
    return response


def file_of(document):
    files = {frozen.kind: frozen for frozen in document.files.filter(kind__in=SHOWN)}
    return next((files[kind] for kind in SHOWN if kind in files), None)
