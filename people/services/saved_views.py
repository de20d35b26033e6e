"""Filters of a list that a person keeps under a name."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from people.models import SavedView

MOST = 20


@transaction.atomic
def save_view(form, *, by):
    """Keep the filter under a name; the same name on the same list takes the new filter."""
    mine = SavedView.objects.visible_to(by).filter(page=form.cleaned_data["page"])
    view = mine.select_for_update(of=("self",)).filter(name=form.cleaned_data["name"]).first()
    if view is None and mine.count() >= MOST:
        raise ValidationError(f"Сохранённых отборов уже {MOST}. Удалите ненужный и сохраните снова.")
    view = view or form.save(commit=False)
    view.organization, view.membership = by.organization, by
    view.query = form.cleaned_data["query"]
    view.full_clean()
    view.save()
    record("view.saved", view, by=by, page=view.page)
    return view


@transaction.atomic
def delete_view(view, *, by):
    view = SavedView.objects.select_for_update(of=("self",)).get(pk=view.pk)
    record("view.deleted", view, by=by, page=view.page)
    view.delete()
