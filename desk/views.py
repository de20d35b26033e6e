from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from common.pages import page_of, require
from desk.models import Letter
from desk.permissions import can_read_letters
from desk.todo import tasks_for
from organizations.models import Role


@require_safe
def home(request):
    """The first page of each role: what is due, what is missing, who owes it."""
    me = request.membership
    if me.role == Role.HEAD:
        return redirect("documents:to_sign")
    if me.role == Role.ADMINISTRATOR:
        return redirect("organizations:members")
    template = "desk/my_tasks.html" if me.role == Role.PARTICIPANT else "desk/home.html"
    return render(request, template, {"tasks": tasks_for(me), "today": me.organization.today})


@require_safe
def letter_list(request):
    """Letters that no mail server took away."""
    me = request.membership
    require(can_read_letters(me))
    return render(request, "desk/letter_list.html", {"page": page_of(request, Letter.objects.visible_to(me))})


@require_safe
def components(request):
    """Every part of the look on one page, for those who build pages."""
    return render(request, "desk/components.html")
