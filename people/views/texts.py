"""The words of consents in versions: what is in force, a draft with its paper beside it, the history."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, form_page, require
from people.forms.texts import PublishForm, TextForm, places_for
from people.models import ConsentKind, ConsentText
from people.permissions import can_edit_people, can_edit_text, can_see_people
from people.samples import sample_of
from people.services.texts import change_text, delete_text, publish_text, start_text
from people.text_changes import changes
from people.text_list import text_lines
from people.texts import builtin_texts


@require_safe
def text_list(request):
    me = request.membership
    require(can_see_people(me))
    return render(
        request, "people/text_list.html", {"lines": text_lines(me), "can_edit": can_edit_people(me)}
    )


@require_POST
def text_add(request, kind):
    """Begin the next version of a kind, or go on with the one that was begun."""
    me = request.membership
    require(can_edit_people(me))
    if kind not in ConsentKind.values:
        raise Http404
    try:
        draft = start_text(kind, for_minors="for_minors" in request.POST, by=me)
    except ValidationError as error:
        raise Http404 from error  # no page offers it
    return redirect("people:consent_text_edit", draft.pk)


@require_safe
def text_detail(request, pk):
    me = request.membership
    require(can_see_people(me))
    text = text_of(me, pk)
    context = {
        "text": text,
        "paper": sample_of(text, me.organization),
        "versions": versions_of(me, text),
        "can_edit": can_edit_text(me, text),
    }
    return render(request, "people/text_detail.html", context)


def text_of(me, pk):
    return get_object_or_404(ConsentText.objects.visible_to(me), pk=pk)


def versions_of(me, text):
    """All versions of the same paper, the latest first, each with how many have signed it."""
    rows = ConsentText.objects.visible_to(me).filter(kind=text.kind, for_minors=text.for_minors)
    return rows.with_signed().defer("title", "body", "closing").order_by("-number")


@require_safe
def text_usual(request, kind):
    """The usual words of a kind, as an institution without versions of its own prints them."""
    me = request.membership
    require(can_see_people(me))
    for_minors = "for_minors" in request.GET
    words = builtin_texts().get(f"{kind}/minor" if for_minors else kind)
    if words is None:
        raise Http404
    text = ConsentText(organization=me.organization, kind=kind, for_minors=for_minors, number=1, **words)
    context = {"text": text, "paper": sample_of(text, me.organization), "versions": [], "can_edit": False}
    return render(request, "people/text_detail.html", context)


@require_http_methods(["GET", "POST"])
def text_edit(request, pk):
    me = request.membership
    require(can_see_people(me))
    text = text_of(me, pk)
    require(can_edit_text(me, text))
    form = TextForm(request.POST or None, instance=text, membership=me)
    return form_page(
        request,
        form,
        lambda: change_text(form, by=me),
        title=f"Согласие {text.get_kind_display()}",
        done="Черновик сохранён. Проверьте его и введите в действие.",
        template="people/text_edit.html",
        text=text,
        places=places_for(text).items(),
        paper=sample_of(text, me.organization),
    )


@require_POST
def text_preview(request, pk):
    """The paper of what is written in the form just now; nothing is saved."""
    me = request.membership
    require(can_see_people(me))
    text = text_of(me, pk)
    require(can_edit_text(me, text))
    form = TextForm(request.POST, instance=text, membership=me)
    form.is_valid()
    text.title, text.body, text.closing = (
        (form[name].data or "")[:limit]
        for name, limit in (("title", 400), ("body", 20_000), ("closing", 2_000))
    )
    wrong = [message for name in ("title", "body", "closing") for message in form.errors.get(name, [])]
    paper = sample_of(text, me.organization)
    return render(request, "people/_text_paper.html", {"paper": paper, "wrong": wrong})


@require_http_methods(["GET", "POST"])
def text_publish(request, pk):
    me = request.membership
    require(can_see_people(me))
    text = text_of(me, pk)
    require(can_edit_text(me, text))
    form = PublishForm(request.POST or None)
    signed = sum(version.signed for version in versions_of(me, text))
    return form_page(
        request,
        form,
        lambda: publish_text(text, asks_again=form.cleaned_data["effect"] == "again", by=me),
        title=f"Ввести в действие версию {text.number}",
        lead=f"Согласие {text.get_kind_display()}. Сейчас действуют подписанных согласий: {signed}.",
        done="Новый текст действует.",
        back=(text.get_absolute_url(), "Текст согласия"),
        button="Ввести в действие",
    )


@require_POST
def text_delete(request, pk):
    me = request.membership
    text = text_of(me, pk)
    require(can_edit_text(me, text))
    return deed(
        request, lambda: delete_text(text, by=me), done="Черновик удалён.", to=reverse("people:consent_texts")
    )


@require_safe
def text_compare(request, pk):
    """What a version says otherwise than the one before it."""
    me = request.membership
    require(can_see_people(me))
    text = text_of(me, pk)
    before = ConsentText.objects.visible_to(me).filter(
        kind=text.kind, for_minors=text.for_minors, number__lt=text.number
    )
    before = before.order_by("-number").first()
    parts = [
        (label, changes(getattr(before, name), getattr(text, name)))
        for name, label in (("title", "Заголовок"), ("body", "Текст"), ("closing", "Последний абзац"))
        if before
    ]
    return render(request, "people/text_compare.html", {"text": text, "before": before, "parts": parts})
