from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from common.pages import deed, form_page, require
from people.comparison import comparison_of
from people.forms.merging import OtherCardForm
from people.models import Merge, Person
from people.namesakes import namesakes_of
from people.permissions import can_edit_person
from people.services import merge_persons, undo_merge


@require_http_methods(["GET", "POST"])
def person_merge(request, pk):
    """The second card is looked for first; chosen, both stand side by side and a press makes them one."""
    me = request.membership
    person = get_object_or_404(Person.objects.visible_to(me), pk=pk)
    require(can_edit_person(me, person))
    asked = request.POST or ({"other": request.GET["other"]} if request.GET.get("other") else None)
    form = OtherCardForm(asked, membership=me, person=person)
    other = form.cleaned_data["other"] if form.is_bound and form.is_valid() else None
    context = {"person": person, "other": other, "form": form}
    context |= comparison_of(person, other) if other else {"namesakes": namesakes_of(person)}
    if request.method == "GET":
        return render(request, "people/person_merge.html", context | titles(person))
    return form_page(
        request,
        form,
        lambda: merge_persons(person, other, by=me).kept,
        done="Карточки объединены. Разъединить их можно в истории карточки.",
        template="people/person_merge.html",
        **{name: value for name, value in context.items() if name != "form"},
        **titles(person),
    )


def titles(person):
    return {"title": f"Объединить карточки: {person}", "back": (person.get_absolute_url(), str(person))}


@require_POST
def merge_undo(request, pk):
    me = request.membership
    merge = get_object_or_404(Merge.objects.visible_to(me).select_related("kept"), pk=pk)
    require(can_edit_person(me, merge.kept))
    return deed(
        request,
        lambda: undo_merge(merge, by=me),
        done="Карточки разъединены.",
        to=merge.kept.get_absolute_url(),
    )
