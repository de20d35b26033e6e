"""Pages from a school's own questionnaire to a draft: the upload, what was understood beside the lines of the file."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, form_page, require
from surveys.forms.reading import QuestionnaireFileForm
from surveys.models import Questionnaire
from surveys.permissions import can_run_surveys
from surveys.screen_reading import reading_context
from surveys.services import reading as services


def draft_of(me, pk):
    row = get_object_or_404(Questionnaire.objects.visible_to(me).select_related("organization"), pk=pk)
    require(can_run_surveys(me))
    return row


@require_http_methods(["GET", "POST"])
def questionnaire_read(request):
    """A file or pasted text; it is read outside any transaction."""
    me = request.membership
    require(can_run_surveys(me))
    form = QuestionnaireFileForm(request.POST or None, request.FILES or None)

    def save():
        row = services.questionnaire_from_file(**form.document, by=me)
        return reverse("surveys:questionnaire_reading", args=[row.pk])

    return form_page(
        request,
        form,
        save,
        title="Анкета из файла",
        lead="Программа найдёт вопросы, варианты ответов и шкалы. Вы сверите их с файлом и поправите в редакторе.",
        done="Файл прочитан. Сверьте, что получилось.",
        template="surveys/reading/read.html",
        back=(reverse("surveys:questionnaires"), "Анкеты"),
        button="Прочитать",
    )


@require_safe
def questionnaire_reading(request, pk):
    """What was understood, the doubts first; once all is looked at, the editor is the place to go."""
    row = draft_of(request.membership, pk)
    if not services.is_being_compared(row):
        return redirect(row)
    return render(request, "surveys/reading/result.html", reading_context(row))


@require_POST
def doubt_strike(request, pk):
    row = draft_of(request.membership, pk)
    question, words = (request.POST.get(name, "") for name in ("question", "words"))
    return deed(
        request,
        lambda: services.strike_doubt(row, question=question, words=words, by=request.membership),
        done="Замечание снято.",
        to=reverse("surveys:questionnaire_reading", args=[row.pk]),
    )


@require_POST
def doubts_strike(request, pk):
    row = draft_of(request.membership, pk)
    return deed(
        request,
        lambda: services.strike_all_doubts(row, by=request.membership),
        done="Анкета сверена с файлом. Замечания сняты, строки файла убраны.",
        to=row,
    )
