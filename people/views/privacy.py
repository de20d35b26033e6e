from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from common.pages import file_response, require
from people.models import Person
from people.permissions import can_extract, can_see_sights, is_own_card
from people.services.extracting import TYPES, make_extract
from people.visibility import privacy_context


@require_safe
def privacy(request):
    """One's own page: the card of whoever is signed in, if there is one."""
    me = request.membership
    person = Person.objects.visible_to(me).filter(membership__user=me.user_id).first()
    if person:
        return redirect("people:privacy_of", person.pk)
    return render(request, "people/privacy_none.html")


@require_safe
def privacy_of(request, pk):
    """Who sees the data of a person, who looked at them, where they went."""
    me = request.membership
    person = card_of(me, pk)
    require(can_see_sights(me, person))
    context = {"privacy": privacy_context(person), "person": person, "is_own": is_own_card(me, person)}
    return render(request, "people/privacy.html", context | {"can_extract": can_extract(me, person)})


@require_POST
def extract(request, pk):
    """All data of the person as a file, at once; it is journaled, so it is asked for by a button."""
    me = request.membership
    person = card_of(me, pk)
    require(can_extract(me, person))
    kind = "json" if request.POST.get("format") == "json" else "pdf"
    data, name = make_extract(person, kind, by=me)
    return file_response(data, name=name, content_type=TYPES[kind])


def card_of(me, pk):
    persons = Person.objects.visible_to(me).select_related("membership__user", "organization")
    return get_object_or_404(persons, pk=pk)
