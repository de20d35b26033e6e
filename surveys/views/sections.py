"""Sections of a draft and the levels of its score."""

from dataclasses import replace

from django.views.decorators.http import require_http_methods, require_POST

from surveys import editing
from surveys.forms.builder import AddSectionForm, BandsForm, MoveForm, RevisionForm, SectionForm
from surveys.scoring import span
from surveys.sheet import Section, dump
from surveys.views.editing import KEPT, list_answer, on_draft, section_or_404, with_conflict
from surveys.views.questions import checked, save


@require_http_methods(["GET", "POST"])
@on_draft
def section_add(request, row):
    form = AddSectionForm(request.POST or None, initial={"revision": row.revision})

    def act():
        data = form.cleaned_data
        section = Section(editing.new_key("s"), data["title"], data["words"])
        save(request, row, form, editing.put_section(row.sheet, section))
        return f"{row.get_absolute_url()}#section-{section.key}"

    return with_conflict(
        request, row, form, act, title="Новый раздел", done="Раздел добавлен в конец.", button="Добавить раздел",
        lead="Раздел – один экран на телефоне: до восьми вопросов об одном.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@on_draft
def section_edit(request, row, survey_section):
    section = section_or_404(row, survey_section)
    form = section_form(row, section, request.POST or None)

    def act():
        number = editing.section_place(row.sheet, section.key)
        words = {name: form.cleaned_data[name] for name in ("title", "words")}
        save(request, row, form, editing.change_section(row.sheet, number, **words))
        return f"{row.get_absolute_url()}#section-{section.key}"

    def stored(current):
        there = next((one for one in current.sheet.sections if one.key == section.key), None)
        return section_form(current, there) if there else None

    return with_conflict(request, row, form, act, title="Раздел", done="Раздел сохранён.", stored=stored)


def section_form(row, section, data=None):
    initial = {"revision": row.revision, "title": section.title, "words": section.words}
    return SectionForm(data, initial=initial)


@require_POST
@on_draft
def section_move(request, row, survey_section):
    section = section_or_404(row, survey_section)
    form = MoveForm(request.POST)

    def act():
        data = checked(form)
        place = data["position"]
        if data["step"]:
            place = editing.section_place(row.sheet, section.key) + data["step"]
        save(request, row, form, editing.move_section(row.sheet, section.key, place))

    return list_answer(request, row, act, "Раздел переставлен.", place=section.key)


@require_POST
@on_draft
def section_remove(request, row, survey_section):
    """With its questions, without asking: it can be put back at once."""
    section = section_or_404(row, survey_section)
    form = RevisionForm(request.POST)

    def act():
        checked(form)
        kept = {
            "section": section.key, "title": section.title, "about": section.words,
            "position": editing.section_place(row.sheet, section.key),
            "questions": [dump(one) for one in section.questions],
        }  # fmt: skip
        save(request, row, form, editing.take_section(row.sheet, section.key))
        words = f"раздел «{section.title}»" if section.title else "раздел с вопросами"
        request.session[KEPT] = {"questionnaire": row.pk, "words": words, **kept}

    return list_answer(request, row, act, "Раздел удалён.")


@require_http_methods(["GET", "POST"])
@on_draft
def bands(request, row):
    """What the score means in words."""
    initial = {"revision": row.revision}
    form = BandsForm(request.POST or None, bands=row.sheet.bands, initial=initial)
    least, most = span(row.sheet)

    def act():
        save(request, row, form, replace(row.sheet, bands=form.bands))
        return row

    return with_conflict(
        request, row, form, act, title="Уровни баллов", done="Уровни сохранены.",
        stored=lambda current: BandsForm(bands=current.sheet.bands),
        template="surveys/builder/bands.html", least=least, most=most,
    )  # fmt: skip
