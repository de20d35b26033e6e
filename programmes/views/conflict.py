"""A form over a part that somebody else may have saved meanwhile: 409 with both texts (CON-2)."""

from django.core.exceptions import ValidationError
from django.shortcuts import render

from common.pages import form_page
from programmes.services import StaleProgramme


def with_conflict(request, form, save, **context):
    """`form_page` that answers a stale save with what was typed beside what is stored."""
    stale = []

    def checked():
        try:
            return save()
        except StaleProgramme as error:
            stale.append(error)
            raise ValidationError(error.messages) from None

    answer = form_page(request, form, checked, **context)
    return conflict_page(request, form, context["back"]) if stale else answer


def conflict_page(request, form, back):
    row = form.instance
    row.refresh_from_db()
    names = [name for name in form.fields if name != "stamp"]
    changes = [
        (
            form.fields[name].label,
            shown(form, name, form.cleaned_data[name]),
            shown(form, name, getattr(row, name)),
        )
        for name in names
        if form.cleaned_data[name] != getattr(row, name)
    ]
    sent = [(name, form[name].value()) for name in names]
    context = {"changes": changes, "sent": sent, "stamp": row.stamp, "back": back}
    return render(request, "programmes/programme_conflict.html", context, status=409)


def shown(form, name, value):
    """A choice by its words, a day as people write it."""
    choices = dict(getattr(form.fields[name], "choices", ()) or ())
    if hasattr(value, "strftime"):
        return f"{value:%d.%m.%Y}"
    return choices.get(value, value) or "пусто"
