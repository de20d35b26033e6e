from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.services import invitation_url
from common.qr import qr_svg
from organizations.forms import FirstRunForm
from organizations.founding import found_system, is_founded


@sensitive_post_parameters("administrator_password")
@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def first_run(request):
    """The only page of an empty system; afterwards it does not exist."""
    if is_founded():
        raise Http404
    form = FirstRunForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            founding = found_system(form.save(commit=False), **form.people())
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return founded(request, founding)
    status = 422 if request.method == "POST" else 200
    return render(request, "organizations/first_run.html", {"form": form}, status=status)


def founded(request, founding):
    """Sign the administrator in and tell the curator's link, once."""
    login(request, founding.administrator.user, backend="accounts.backends.SignInBackend")
    request.session["membership"] = founding.administrator.pk
    context = {"founding": founding}
    if founding.secret:
        url = invitation_url(founding.secret)
        context |= {"url": url, "qr": qr_svg(url, label="QR-код ссылки куратора")}
    return render(request, "organizations/first_run_done.html", context)
