"""Who agrees to a draft before it is signed: asked by the curator, answered by each."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from common.pages import deed, form_page, require
from documents.forms.life import AgreeForm, RefuseForm, StepForm
from documents.kinds import kind_of
from documents.models import Document, Step
from documents.permissions import can_decide_step, can_edit_draft, is_curator
from documents.services.agreeing import add_step, agree_step, refuse_step, remove_step


@require_http_methods(["GET", "POST"])
def step_add(request, pk):
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me), pk=pk)
    require(can_edit_draft(me, document))
    form = StepForm(request.POST or None, me=me)

    def save():
        add_step(document, by=me, **form.cleaned_data)
        return document

    return form_page(
        request,
        form,
        save,
        title="Кто согласует документ",
        lead=document.title,
        done="Добавили. Когда документ отправят, он сначала уйдёт на согласование.",
        back=(document.get_absolute_url(), document.title),
        button="Добавить",
    )


@require_POST
def step_remove(request, pk):
    me = request.membership
    step = step_of(me, pk)
    require(can_edit_draft(me, step.document))
    return deed(request, lambda: remove_step(step, by=me), done="Согласующий убран.", to=step.document)


@require_http_methods(["GET", "POST"])
def step(request, pk):
    """The draft to read and one answer: agreed; remarks have a page of their own."""
    me = request.membership
    row = step_of(me, pk)
    require(can_decide_step(me, row))
    form = AgreeForm(request.POST if request.method == "POST" else None)
    if row.membership_id and row.kind == Step.Kind.VISA:
        form.fields.clear()  # one person's visa has no protocol

    def save():
        agree_step(row, by=me, **form.cleaned_data)
        return row.document if is_curator(me) else "desk:home"

    return form_page(
        request,
        form,
        save,
        title="Согласовать документ",
        lead=f"{row.document.title}. Согласует: {row.who}.",
        done="Записали: согласовано.",
        template="documents/step.html",
        back=way_back(me, row.document),
        button="Согласовать",
        step=row,
        is_open=row.status == Step.Status.WAITING and row.document.status == Document.Status.AGREEING,
        paper=row.document.content,
        body=kind_of(row.document).body,
    )


@require_http_methods(["GET", "POST"])
def step_refuse(request, pk):
    me = request.membership
    row = step_of(me, pk)
    require(can_decide_step(me, row))
    form = RefuseForm(request.POST or None)

    def save():
        refuse_step(row, by=me, **form.cleaned_data)
        return row.document if is_curator(me) else "desk:home"

    return form_page(
        request,
        form,
        save,
        title="Вернуть с замечанием",
        lead=f"{row.document.title}. Согласует: {row.who}.",
        done="Документ вернулся к куратору с замечанием.",
        back=(reverse("documents:step", args=[pk]), "К согласованию"),
        button="Вернуть",
    )


def way_back(me, document):
    """Whoever is asked need not see the page of the paper."""
    if me.works_with_papers:
        return document.get_absolute_url(), "К документу"
    return reverse("desk:home"), "Мои дела"


def step_of(me, pk):
    """A step of the own institution; whoever is asked need not see all papers."""
    return get_object_or_404(Step.objects.visible_to(me).select_related("document__organization"), pk=pk)
