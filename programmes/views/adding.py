"""A new programme in two minutes: the system proposes, a person ticks."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from common.pages import chosen_ids, form_page, require
from organizations.models import Role
from pairs.models import Pair
from pairs.queries import with_people
from programmes.forms import NewProgrammeForm
from programmes.models import ProgrammeTemplate
from programmes.permissions import can_add_programme
from programmes.proposing import propose, templates_for
from programmes.services import create_programme
from programmes.table import pairs_without


@require_http_methods(["GET", "POST"])
def programme_add(request):
    """`?pair=5` names the pair, `&template=…` another template than the proposed one."""
    me = request.membership
    ids = chosen_ids(request.GET.getlist("pair")[:1])
    if not ids:
        return choose_pair(request)
    pair = get_object_or_404(with_people(Pair.objects.visible_to(me)), pk=ids[0])
    require(can_add_programme(me, pair))
    own = ProgrammeTemplate.objects.visible_to(me).filter(form=pair.form)
    templates = templates_for(pair, own)
    key, content = template_of(request.GET.get("template", ""), templates)
    form = NewProgrammeForm(request.POST or None, pair=pair, proposal=propose(pair, key, content))
    return form_page(
        request,
        form,
        lambda: create(pair, form, by=me),
        title="Новая программа",
        lead=f"{pair}: шаблон, цель и план предложены по форме пары и запросам наставляемого. Снимите лишнее.",
        done="Программа готова. Прочитайте её и передайте на проверку.",
        back=(pair.get_absolute_url(), str(pair)),
        template="programmes/programme_add.html",
        pair=pair,
        templates=[(one, name) for one, name, _ in templates],
        chosen=key,
    )


def choose_pair(request):
    """The pairs that have no programme yet."""
    me = request.membership
    require(me.role in {Role.CURATOR, Role.PARTICIPANT})
    pairs = pairs_without(Pair.objects.visible_to(me))[:200]
    context = {"pairs": pairs, "back": (reverse("programmes:list"), "Программы пар")}
    status = 422 if request.method == "POST" else 200
    return render(request, "programmes/programme_add_pair.html", context, status=status)


def template_of(asked, templates):
    """The template that was asked for, or the first one; an unknown one does not exist."""
    if not asked:
        return templates[0][0], templates[0][2]
    for key, _, content in templates:
        if key == asked:
            return key, content
    raise Http404


def create(pair, form, *, by):
    """The terms of the rows follow the dates that were typed."""
    data = form.cleaned_data
    proposal = form.proposal
    dates = {"starts_on": data["starts_on"], "ends_on": data["ends_on"]}
    fresh = propose(pair, proposal.key, proposal.content, **dates)
    rows = [row for row in fresh.rows if row.key in set(data["rows"])]
    requests = [request for request in fresh.requests if str(request.pk) in set(data["requests"])]
    return create_programme(
        pair, fresh, title=data["title"], goal=data["goal"], requests=requests, rows=rows, by=by, **dates
    )
