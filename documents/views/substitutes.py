"""Who signs while the head is away."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, form_page, page_of, require
from common.russian import Case, decline_phrase
from documents.forms.life import SubstituteForm
from documents.models import Substitute
from documents.permissions import can_appoint_substitute
from documents.services.substituting import add_substitute, end_substitute


@require_safe
def substitute_list(request):
    me = request.membership
    require(can_appoint_substitute(me, me.organization))
    rows = Substitute.objects.visible_to(me).select_related("membership__user")
    return render(
        request,
        "documents/substitutes.html",
        {"page": page_of(request, rows), "today": me.organization.today},
    )


@require_http_methods(["GET", "POST"])
def substitute_add(request):
    me = request.membership
    require(can_appoint_substitute(me, me.organization))
    initial = {"post": f"И.о. {head_in_genitive(me.organization)}", "since": me.organization.today}
    form = SubstituteForm(request.POST or None, me=me, initial=initial)

    def save():
        add_substitute(me.organization, by=me, **form.cleaned_data)
        return reverse("documents:substitutes")

    return form_page(
        request,
        form,
        save,
        title="Замещение руководителя",
        lead="В эти дни документы подписывает другой работник с доступом в систему.",
        done="Записали. В эти дни раздел «На подпись» открыт и замещающему.",
        back=(reverse("documents:substitutes"), "Замещения руководителя"),
    )


@require_POST
def substitute_end(request, pk):
    me = request.membership
    row = get_object_or_404(Substitute.objects.visible_to(me), pk=pk)
    require(can_appoint_substitute(me, me.organization))
    done = "Замещение закончено, подписывает снова руководитель."
    return deed(request, lambda: end_substitute(row, by=me), done=done, to="documents:substitutes")


def head_in_genitive(organization):
    return decline_phrase(organization.head_title, Case.GENITIVE)
