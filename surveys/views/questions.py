"""Questions of a draft: added, edited, moved, doubled, taken out and put back."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from people.models import Competence
from surveys import editing
from surveys.forms.builder import ItemsForm, MoveForm, PasteForm, RevisionForm
from surveys.forms.questions import QuestionForm
from surveys.measures import measure_choices
from surveys.models import Questionnaire
from surveys.pasting import pasted
from surveys.services.questionnaires import save_sheet, settle_doubt
from surveys.sheet import Section, dump, load
from surveys.views.editing import KEPT, conflict_page, list_answer, on_draft, question_or_404, with_conflict


def save(request, row, form, sheet):
    """The whole sheet as the form changed it."""
    return save_sheet(row, sheet, revision=form.cleaned_data["revision"], by=request.membership)


def at_line(row, key):
    return f"{row.get_absolute_url()}#line-{key}"


def choices_for(request, row):
    """What a question may be linked with: competences, questions of other questionnaires."""
    others = Questionnaire.objects.visible_to(request.membership).usable().exclude(pk=row.pk)
    names = Competence.objects.visible_to(request.membership).values_list("name", flat=True)
    return {"competences": list(names), "measures": measure_choices(others.exclude(line=row.line))}


@require_http_methods(["GET", "POST"])
@on_draft
def question_add(request, row):
    """A new question at the end of a section."""
    section = request.GET.get("section", "")
    choices = choices_for(request, row)
    form = QuestionForm(
        request.POST or None, sheet=row.sheet, section=section or last_section(row), **choices
    )
    form.initial_revision(row.revision)

    def act():
        question = form.built()
        sheet = editing.put_questions(row.sheet, [question], section=form.cleaned_data["section"])
        save(request, row, form, sheet)
        return next_place(request, row, question)

    return with_conflict(
        request, row, form, act, title="Новый вопрос", done="Вопрос добавлен.",
        template="surveys/builder/question.html", button="Добавить вопрос", is_new=True,
    )  # fmt: skip


def last_section(row):
    return row.sheet.sections[-1].key if row.sheet.sections else ""


def next_place(request, row, question):
    """«Сохранить и добавить ещё» goes on with the next question of the same section."""
    if "more" not in request.POST:
        return at_line(row, question.key)
    section = request.POST.get("section", "")
    return f"{reverse('surveys:question_add', args=[row.pk])}?section={section}"


@require_http_methods(["GET", "POST"])
@on_draft
def question_edit(request, row, survey_question):
    if request.method == "POST" and row.sheet.question(survey_question) is None:
        return taken_meanwhile(request, row)
    question = question_or_404(row, survey_question)
    section = editing.section_of(row.sheet, question.key).key
    form = edit_form(request, row, question, section, request.POST or None)

    def act():
        sheet = editing.replace_question(row.sheet, form.built())
        there = form.cleaned_data["section"]
        if there and there != section:
            sheet = editing.move_question(sheet, question.key, section=there)
        save(request, row, form, sheet)
        return at_line(row, question.key)

    return with_conflict(
        request, row, form, act, title=title_of(row, question), done="Вопрос сохранён.",
        stored=lambda current: stored_form(request, current, question.key),
        template="surveys/builder/question.html", question=question,
    )  # fmt: skip


def title_of(row, question):
    return f"Вопрос {[one.key for one in row.sheet.questions].index(question.key) + 1}"


def taken_meanwhile(request, row):
    """Somebody has taken the question out: what was typed is shown and may be added as a new one."""
    form = QuestionForm(request.POST, sheet=row.sheet, **choices_for(request, row))
    form.is_valid()
    back = (row.get_absolute_url(), row.title)
    save_to = reverse("surveys:question_add", args=[row.pk])
    return conflict_page(request, row, form, None, back, save_to=save_to)


def edit_form(request, row, question, section, data=None):
    form = QuestionForm(
        data, sheet=row.sheet, question=question, section=section, **choices_for(request, row)
    )
    form.initial_revision(row.revision)
    return form


def stored_form(request, current, key):
    """The same form over what is stored now; None when the question is gone."""
    question = current.sheet.question(key)
    if question is None:
        return None
    return edit_form(request, current, question, editing.section_of(current.sheet, key).key)


@require_http_methods(["GET", "POST"])
@on_draft
def question_items(request, row, survey_question):
    """Points, competences and pairs of the options or rows of one question."""
    question = question_or_404(row, survey_question)
    choices = choices_for(request, row)
    initial = {"revision": row.revision}
    form = ItemsForm(request.POST or None, question=question, initial=initial, **choices)

    def act():
        save(request, row, form, editing.replace_question(row.sheet, with_items(question, form)))
        return at_line(row, question.key)

    return with_conflict(
        request, row, form, act, title="Баллы и компетенции", lead=question.words, done="Сохранено.",
        template="surveys/builder/items.html", question=question,
    )  # fmt: skip


def with_items(question, form):
    options = tuple(replace(one, **form.values_of(one)) for one in question.options)
    rows = tuple(replace(one, **form.values_of(one)) for one in question.rows)
    return editing.measured_question(replace(question, options=options, rows=rows))


@require_http_methods(["GET", "POST"])
@on_draft
def questions_paste(request, row):
    """Several questions typed or pasted as lines."""
    initial = {"revision": row.revision, "section": request.GET.get("section") or last_section(row)}
    form = PasteForm(request.POST or None, sheet=row.sheet, initial=initial)

    def act():
        questions = pasted(form.cleaned_data["text"], taken=editing.keys_of(row.sheet))
        if not questions:
            raise ValidationError("Не нашли ни одного вопроса. Напишите каждый с новой строки.")
        sheet = editing.put_questions(row.sheet, questions, section=form.cleaned_data["section"])
        save(request, row, form, sheet)
        return at_line(row, questions[0].key)

    return with_conflict(
        request, row, form, act, title="Несколько вопросов сразу", done="Вопросы добавлены. Проверьте их.",
        template="surveys/builder/paste.html", button="Добавить вопросы",
    )  # fmt: skip


@require_POST
@on_draft
def question_move(request, row, survey_question):
    question = question_or_404(row, survey_question)
    form = MoveForm(request.POST)

    def act():
        data = checked(form)
        if data["step"]:
            sheet = editing.step_question(row.sheet, question.key, data["step"])
        else:
            there = data["stage"] or editing.section_of(row.sheet, question.key).key
            sheet = editing.move_question(row.sheet, question.key, section=there, position=data["position"])
        save(request, row, form, sheet)

    return list_answer(request, row, act, "Вопрос переставлен.", place=question.key)


@require_POST
@on_draft
def question_copy(request, row, survey_question):
    question = question_or_404(row, survey_question)
    form = RevisionForm(request.POST)

    def act():
        checked(form)
        save(request, row, form, editing.double_question(row.sheet, question.key)[0])

    return list_answer(request, row, act, "Под вопросом появилась его копия.", place=question.key)


@require_POST
@on_draft
def question_remove(request, row, survey_question):
    """Without asking: it can be put back at once."""
    question = question_or_404(row, survey_question)
    form = RevisionForm(request.POST)

    def act():
        checked(form)
        number, position = editing.place_of(row.sheet, question.key)
        kept = {
            "section": row.sheet.sections[number].key,
            "position": position,
            "questions": [dump(question)],
        }
        save(request, row, form, editing.take_question(row.sheet, question.key))
        request.session[KEPT] = {"questionnaire": row.pk, "words": f"«{question.words[:80]}»", **kept}

    return list_answer(request, row, act, "Вопрос удалён.")


@require_POST
@on_draft
def removed_restore(request, row):
    """Put back the question or the section that this person took out last."""
    form = RevisionForm(request.POST)

    def act():
        checked(form)
        kept = request.session.get(KEPT) or {}
        if kept.get("questionnaire") != row.pk:
            raise ValidationError("Возвращать нечего: удалённое уже вернули.")
        save(request, row, form, put_back(row.sheet, kept))
        del request.session[KEPT]

    return list_answer(request, row, act, "Возвращено.")


def put_back(sheet, kept):
    """Questions at their place, or a whole section; a question that is there again is not put twice."""
    part = load({"sections": [{"key": kept["section"], "questions": kept["questions"]}]}).sections[0]
    known = editing.keys_of(sheet)
    questions = tuple(one for one in part.questions if one.key not in known)
    if "title" not in kept:
        return editing.put_questions(sheet, questions, section=kept["section"], position=kept["position"])
    section = Section(kept["section"], kept["title"], kept["about"], questions)
    return editing.put_section(sheet, section, kept["position"])


@require_POST
@on_draft
def doubt_settle(request, row):
    """«Проверено» beside what was read from a file."""
    form = RevisionForm(request.POST)
    question = request.POST.get("question", "")

    def act():
        settle_doubt(row, question=question, revision=checked(form)["revision"], by=request.membership)

    return list_answer(request, row, act, "Отмечено: проверено.", place=question)


def checked(form):
    if not form.is_valid():
        raise ValidationError([error for errors in form.errors.values() for error in errors])
    return form.cleaned_data
