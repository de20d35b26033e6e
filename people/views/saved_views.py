from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from common.pages import deed, require
from people.forms import SavedViewForm
from people.models import SavedView
from people.permissions import can_see_people
from people.services import delete_view, save_view


@require_POST
def view_save(request):
    me = request.membership
    require(can_see_people(me))
    form = SavedViewForm(request.POST)
    try:
        if form.is_valid():
            view = save_view(form, by=me)
            messages.success(request, f"Отбор «{view.name}» сохранён.")
            return redirect(f"{reverse(view.page)}?{view.query}")
        sentences = [sentence for errors in form.errors.values() for sentence in errors]
    except ValidationError as error:
        sentences = error.messages
    for sentence in dict.fromkeys(sentences):
        messages.error(request, sentence)
    page = form.cleaned_data.get("page", "people:list")
    query = form.cleaned_data.get("query", "")
    return redirect(f"{reverse(page)}{'?' if query else ''}{query}")


@require_POST
def view_delete(request, pk):
    me = request.membership
    require(can_see_people(me))
    view = get_object_or_404(SavedView.objects.visible_to(me), pk=pk)
    page = view.page if view.page in SavedViewForm.PAGES else "people:list"
    return deed(request, lambda: delete_view(view, by=me), done=f"Отбор «{view.name}» удалён.", to=page)
