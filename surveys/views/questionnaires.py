"""Questionnaires of the institution: the list, one of them, its head, and the deeds on it as a whole."""

from django import forms
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, form_page, page_of, require
from surveys.forms.builder import EditHeadForm, HeadForm, QuestionnaireFilter
from surveys.models import Campaign, Questionnaire
from surveys.outline import outline
from surveys.permissions import can_run_surveys, can_see_results
from surveys.services import questionnaires as services
from surveys.views.editing import editor_context, on_draft, with_conflict

BACK = "Анкеты"


@require_safe
def questionnaires_list(request):
    me = request.membership
    require(can_see_results(me))
    chosen = QuestionnaireFilter(request.GET)
    rows = chosen.narrow(Questionnaire.objects.visible_to(me)).annotate(asked=Count("campaigns"))
    context = {"page": page_of(request, rows), "filter": chosen, "can_run": can_run_surveys(me)}
    return render(request, "surveys/builder/list.html", context)


@require_safe
def questionnaire_detail(request, pk):
    """The editor of a draft for the curator; otherwise the questions to read."""
    me = request.membership
    rows = Questionnaire.objects.visible_to(me)
    row = get_object_or_404(rows, pk=pk)
    can_run = can_run_surveys(me)
    context = {
        "questionnaire": row,
        "can_run": can_run,
        "versions": rows.filter(line=row.line).exclude(pk=row.pk),
        "campaigns": Campaign.objects.visible_to(me).filter(questionnaire=row),
    }
    if row.is_draft and can_run:
        return render(request, "surveys/builder/editor.html", context | editor_context(request, row))
    return render(request, "surveys/builder/read.html", context | {"parts": outline(row)})


@require_http_methods(["GET", "POST"])
def questionnaire_add(request):
    """An empty one; its questions come on the next page."""
    me = request.membership
    require(can_run_surveys(me))
    form = HeadForm(request.POST or None, instance=Questionnaire(organization=me.organization))
    return form_page(
        request,
        form,
        lambda: services.create_questionnaire(me.organization, by=me, **form.head),
        title="Новая анкета",
        lead="Сначала название и назначение, вопросы на следующей странице.",
        done="Анкета создана. Добавьте вопросы.",
        back=(reverse("surveys:questionnaires"), BACK),
        button="Перейти к вопросам",
    )


@require_http_methods(["GET", "POST"])
@on_draft
def questionnaire_head(request, row):
    form = EditHeadForm(request.POST or None, instance=row, initial={"revision": row.revision})
    return with_conflict(
        request,
        row,
        form,
        lambda: services.change_head(
            row, revision=form.cleaned_data["revision"], by=request.membership, **form.head
        ),
        title="Название и описание",
        done="Описание сохранено.",
        stored=lambda current: EditHeadForm(instance=current),
    )


@require_POST
def questionnaire_copy(request, pk):
    row = to_keep(request, pk)
    done = "Сделана копия: правьте её, прежняя анкета останется как есть."
    return made(request, lambda: services.copy_questionnaire(row, by=request.membership), done, row)


@require_POST
def questionnaire_version(request, pk):
    row = to_keep(request, pk)
    done = "Начата новая редакция. Прежняя и ответы на неё останутся."
    return made(request, lambda: services.start_version(row, by=request.membership), done, row)


def made(request, act, done, row):
    """Carry out a deed that makes a questionnaire, and open what was made."""
    found = []
    answer = deed(request, lambda: found.append(act()), done=done, to=row)
    return redirect(found[0]) if found else answer


@require_POST
def questionnaire_archive(request, pk):
    row = to_keep(request, pk)
    done = "Анкета убрана в архив. Собранные ответы остались."
    return deed(request, lambda: services.archive(row, by=request.membership), done=done, to=row)


@require_POST
def questionnaire_restore(request, pk):
    row = to_keep(request, pk)
    return deed(
        request, lambda: services.restore(row, by=request.membership), done="Анкета возвращена.", to=row
    )


@require_http_methods(["GET", "POST"])
def questionnaire_remove(request, pk):
    """A draft goes for good: asked first."""
    row = to_keep(request, pk)
    form = forms.Form(request.POST if request.method == "POST" else None)
    title = row.title

    def save():
        services.remove(row, by=request.membership)
        return reverse("surveys:questionnaires")

    return form_page(
        request,
        form,
        save,
        title=f"Удалить анкету «{title}»?",
        lead="Черновик удалится вместе с вопросами, вернуть его будет нельзя.",
        done=f"Анкета «{title}» удалена.",
        back=(row.get_absolute_url(), title),
        button="Удалить анкету",
    )


def to_keep(request, pk):
    """A questionnaire that the actor may change."""
    row = get_object_or_404(Questionnaire.objects.visible_to(request.membership), pk=pk)
    require(can_run_surveys(request.membership))
    return row
