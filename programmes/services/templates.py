"""The institution's own templates: made of a good programme, changed, removed."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from programmes.models import ProgrammeTemplate
from programmes.permissions import can_keep_templates
from programmes.services.rows import refuse_unless
from programmes.terms import share_of

TEXTS = [
    "title",
    "relevance",
    "goal",
    "mode",
    "regularity",
    "resources",
    "results",
    "indicators",
    "reporting",
]


@transaction.atomic
def save_template(programme, *, name, by):
    """A template of the programme's form: its words and rows, the terms as parts of the time."""
    refuse_unless(can_keep_templates(by) and by.organization_id == programme.organization_id)
    template = ProgrammeTemplate(
        organization=programme.organization, name=name, kind=programme.kind, form=programme.pair.form,
        content=template_content(programme),
    )  # fmt: skip
    template.full_clean()
    template.save()
    record("programme_template.saved", template, by=by, programme=programme.pk)
    return template


def template_content(programme):
    rows = list(programme.rows.all())
    sections = list(dict.fromkeys(row.section for row in rows))
    return {name: getattr(programme, name) for name in TEXTS} | {
        "tasks": programme.tasks.splitlines(),
        "sections": sections,
        "deficit_section": len(sections) // 2,
        "rows": [template_row(programme, row, sections) for row in rows],
    }


def template_row(programme, row, sections):
    last = share_of(row.due_on, programme.starts_on, programme.ends_on) if row.due_on else 1
    return {
        "section": sections.index(row.section), "direction": row.direction, "activity": row.activity,
        "form": row.form, "at": [max(0, round(last - 0.1, 2)), last], "who": row.responsible, "result": row.result,
    }  # fmt: skip


@transaction.atomic
def edit_template(template, *, name, form, rows, by, **texts):
    """Name, form and words; of the rows those whose numbers are given stay."""
    refuse_unless(can_keep_templates(by) and by.organization_id == template.organization_id)
    template = ProgrammeTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    kept = [row for number, row in enumerate(template.content["rows"]) if number in set(rows)]
    if not kept:
        raise ValidationError("Оставьте хотя бы одну строку плана.")
    texts["tasks"] = texts["tasks"].splitlines()
    template.name, template.form = name, form
    template.content = template.content | texts | {"rows": kept}
    template.full_clean()
    template.save()
    record("programme_template.edited", template, by=by)
    return template


@transaction.atomic
def delete_template(template, *, by):
    """Programmes made of it stay as they are."""
    refuse_unless(can_keep_templates(by) and by.organization_id == template.organization_id)
    record("programme_template.deleted", template, by=by)
    template.delete()
