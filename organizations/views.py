from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.confirm import ways_to_confirm
from common.pages import deed, form_page, page_of, require
from organizations.forms import AccessForm, OrganizationForm, RemindersForm
from organizations.models import Membership, Organization
from organizations.permissions import can_edit_organization, can_manage_member, can_see_members
from organizations.queries import member_rows
from organizations.services import (
    choose_reminders,
    close_member,
    edit_organization,
    grant_access,
    reopen_member,
)


@require_safe
def mine(request):
    return redirect(request.membership.organization)


@require_safe
def detail(request, pk):
    me = request.membership
    organization = get_object_or_404(Organization.objects.visible_to(me), pk=pk)
    context = {
        "organization": organization,
        "can_edit": can_edit_organization(me, organization),
        "can_see_members": can_see_members(me) and me.organization_id == organization.pk,
    }
    return render(request, "organizations/detail.html", context)


@require_http_methods(["GET", "POST"])
def edit(request, pk):
    me = request.membership
    organization = get_object_or_404(Organization.objects.visible_to(me), pk=pk)
    require(can_edit_organization(me, organization))
    form = OrganizationForm(request.POST or None, instance=organization)
    return form_page(
        request,
        form,
        lambda: edit_organization(form, by=me),
        title="Карточка учреждения",
        done="Карточка сохранена.",
        template="organizations/edit.html",
        back=(reverse("organizations:detail", args=[pk]), "Учреждение"),
    )


def visible_members(me):
    return (
        Membership.objects.visible_to(me)
        .select_related("user", "organization")
        .order_by("-is_active", "user__name", "pk")
    )


@require_safe
def members(request):
    """Everybody who may sign in for this institution, and what to do with each."""
    me = request.membership
    require(can_see_members(me))
    page = page_of(request, visible_members(me))
    return render(request, "organizations/members.html", {"page": page, "rows": member_rows(page, me)})


@require_http_methods(["GET", "POST"])
def member_add(request):
    me = request.membership
    require(can_see_members(me))
    form = AccessForm(request.POST or None, membership=me)
    return form_page(
        request,
        form,
        lambda: grant_access(me.organization, by=me, **form.cleaned_data),
        title="Открыть доступ",
        lead="Участникам программы доступ открывают в их карточках, в разделе «Участники».",
        done="Доступ открыт. Теперь дайте человеку личную ссылку.",
        button="Открыть доступ",
        back=(reverse("organizations:members"), "Доступ"),
    )


def managed_member(request, pk):
    membership = get_object_or_404(visible_members(request.membership), pk=pk)
    require(can_manage_member(request.membership, membership))
    return membership


@require_POST
def member_close(request, pk):
    membership = managed_member(request, pk)
    return deed(
        request,
        lambda: close_member(membership, by=request.membership),
        done=f"Доступ закрыт: {membership.user}. Открытые страницы этого человека больше не действуют.",
        to="organizations:members",
    )


@require_POST
def member_reopen(request, pk):
    membership = managed_member(request, pk)
    return deed(
        request,
        lambda: reopen_member(membership, by=request.membership),
        done=f"Доступ снова открыт: {membership.user}.",
        to="organizations:members",
    )


@require_POST
def switch(request, pk):
    """Act in another of one's own roles."""
    chosen = next((membership for membership in request.memberships if membership.pk == pk), None)
    if chosen is None:
        raise Http404
    request.session["membership"] = chosen.pk
    messages.success(request, f"Теперь вы работаете так: {chosen.organization}, {chosen.get_role_display()}.")
    return redirect("desk:home")


@require_POST
def reminders(request):
    """Switch the mailed reminders of the acting role on or off."""
    form = RemindersForm(request.POST)
    wanted = form.is_valid() and form.cleaned_data["wanted"]
    return deed(
        request,
        lambda: choose_reminders(wanted=wanted, by=request.membership),
        done="Напоминания включены." if wanted else "Напоминания отключены.",
        to="organizations:account",
    )


@require_safe
def account(request):
    """Sign-in and security: what one has, and how to change it."""
    ways = ways_to_confirm(request.user)
    context = {"has_password": "password" in ways, "has_phone": "totp" in ways}
    return render(request, "organizations/account.html", context)
