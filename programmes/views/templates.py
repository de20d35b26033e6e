"""Templates: the built-in ones to read, the institution's own to keep."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, form_page, require
from people.models import MentoringForm
from programmes.forms import TemplateForm, TemplateNameForm
from programmes.models import Programme, ProgrammeTemplate
from programmes.permissions import can_keep_templates, can_see_programmes
from programmes.samples import builtin_templates
from programmes.services import delete_template, edit_template, save_template
from programmes.views.context import programme_or_404


@require_safe
def templates_list(request):
    me = request.membership
    require(can_see_programmes(me))
    context = {
        "builtin": [(key, described(one)) for key, one in builtin_templates().items()],
        "own": [(row, described(row.content | {"kind": row.kind, "forms": [row.form]}))
                for row in ProgrammeTemplate.objects.visible_to(me)],
        "can_keep": can_keep_templates(me),
    }  # fmt: skip
    return render(request, "programmes/templates_list.html", context)


def described(content):
    """A template for the page: its forms and rows in words."""
    forms = ", ".join(MentoringForm(form).label for form in content["forms"])
    sections = [(title, [row for row in content["rows"] if row["section"] == number])
                for number, title in enumerate(content["sections"])]  # fmt: skip
    return content | {
        "forms_words": forms,
        "kind_words": Programme.Kind(content["kind"]).label,
        "plan": sections,
    }


@require_http_methods(["GET", "POST"])
def template_save(request, pk):
    """Of a programme that turned out well."""
    me = request.membership
    programme = programme_or_404(me, pk)
    require(can_keep_templates(me))
    form = TemplateNameForm(request.POST or None, initial={"name": programme.title[:200]})
    return form_page(
        request,
        form,
        lambda: save_template(programme, by=me, **form.cleaned_data),
        title="Сохранить как шаблон",
        lead="В шаблон войдут слова и строки плана. Проверьте, что в них нет имён: шаблон увидят другие пары.",
        done="Шаблон сохранён.",
        back=(programme.get_absolute_url(), str(programme)),
        button="Сохранить шаблон",
    )


@require_http_methods(["GET", "POST"])
def template_edit(request, pk):
    me = request.membership
    template = get_object_or_404(ProgrammeTemplate.objects.visible_to(me), pk=pk)
    require(can_keep_templates(me))
    form = TemplateForm(request.POST or None, template=template)
    return form_page(
        request,
        form,
        lambda: edit_template(template, by=me, **form.cleaned_data),
        title="Шаблон программы",
        done="Шаблон изменён.",
        back=(reverse("programmes:templates"), "Шаблоны"),
    )


@require_POST
def template_delete(request, pk):
    me = request.membership
    template = get_object_or_404(ProgrammeTemplate.objects.visible_to(me), pk=pk)
    require(can_keep_templates(me))
    done = "Шаблон удалён. Программы, составленные по нему, остались."
    return deed(request, lambda: delete_template(template, by=me), done=done, to="programmes:templates")
