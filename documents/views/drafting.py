"""The catalogue of papers, the form of each kind, its answers changed later."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from common.pages import form_page, require
from documents.forms.paper import VersionField
from documents.kinds import KINDS, kind_of
from documents.models import Document
from documents.papers.kind import GROUPS
from documents.papers.letters import LettersForm
from documents.permissions import can_add_document, can_add_paper, can_edit_draft
from documents.services.drafts import StaleDraft, change_facts, draft_paper
from documents.services.facts import initial
from documents.services.letters import draft_letters

STALE = (
    "Пока вы отвечали, документ сохранил кто-то другой. Ваши ответы ниже: сверьте их и сохраните ещё раз, "
    "тогда останутся они."
)


@require_safe
def paper_catalogue(request):
    """What can be drawn up, by groups, each with a sentence on what it is for."""
    me = request.membership
    require(can_add_document(me))
    kinds = [kind for kind in KINDS.values() if can_add_paper(me, kind)]
    groups = [(group, [(kind, way_to(kind)) for kind in kinds if kind.group == group]) for group in GROUPS]
    context = {"groups": [one for one in groups if one[1]], "has_people": not me.organization.is_above}
    return render(request, "documents/paper_catalogue.html", context)


def way_to(kind):
    """The page that draws up a kind: its own form, the page of pairs, or none."""
    if kind.form is not None:
        return reverse("documents:paper_add", args=[kind.key])
    own = {
        Document.Kind.ORDER_PAIRS: "documents:order_pairs_add",
        Document.Kind.ORDER_ROADMAP: "roadmap:list",
        Document.Kind.OUTSIDE: "documents:outside_add",
    }
    return reverse(own[kind.key]) if kind.key in own else ""


@require_http_methods(["GET", "POST"])
def paper_add(request, paper_kind):
    """The questions of a kind; `?mentor=5&pair=3` in the address fills them in beforehand."""
    me = request.membership
    kind = KINDS.get(paper_kind)
    if kind is None or kind.form is None:
        raise Http404
    require(can_add_paper(me, kind))
    form = kind.form(request.POST or None, me=me, initial=request.GET.dict())
    return form_page(
        request,
        form,
        lambda: draw_up(kind, form.cleaned_data, me),
        title=kind.label,
        lead=kind.lead,
        done="Черновик готов. Прочитайте его и отправьте дальше.",
        back=(reverse("documents:add"), "Составить документ"),
        button="Составить черновик",
    )


def draw_up(kind, facts, me):
    """The draft to go to; of letters there is one for each person: then the list of these drafts."""
    if not issubclass(kind.form, LettersForm):
        return draft_paper(kind, facts, by=me)
    drafts = draft_letters(kind, facts, by=me)
    return drafts[0] if len(drafts) == 1 else f"{reverse('documents:list')}?kind={kind.key}&state=draft"


@require_http_methods(["GET", "POST"])
def paper_facts(request, pk):
    """The answers from which a draft was drawn up."""
    me = request.membership
    document = get_object_or_404(Document.objects.visible_to(me), pk=pk)
    require(can_edit_draft(me, document))
    kind = kind_of(document)
    if kind.form is None:
        raise Http404
    form = kind.form(request.POST or None, me=me, initial=initial(document.facts))
    form.fields["version"] = VersionField(initial=document.version)

    stale = []

    def save():
        answers = dict(form.cleaned_data)
        try:
            return change_facts(document, answers, version=answers.pop("version"), by=me)
        except StaleDraft:
            stale.append(document.refresh_from_db())
            form.data = form.data.copy()
            form.data["version"] = document.version  # the next save overwrites, knowingly
            raise ValidationError([STALE, *saved_otherwise(form, initial(document.facts))]) from None

    answer = form_page(
        request,
        form,
        save,
        title="Данные документа",
        lead="Текст соберётся заново. То, что вы правили руками, останется.",
        done="Данные изменены, текст обновлён.",
        back=(document.get_absolute_url(), document.title),
    )
    if stale:
        answer.status_code = 409
    return answer


def saved_otherwise(form, saved):
    """Sentences that name the answers which somebody else has saved and this form would overwrite."""
    return [
        f"{form[name].label}: сейчас сохранено «{words_of(form.fields[name], saved.get(name))}»."
        for name in form.fields
        if name != "version" and form.fields[name].has_changed(saved.get(name), form[name].data)
    ]


def words_of(field, value):
    """A stored answer as its form would show it."""
    if not hasattr(field, "queryset"):
        return dict(getattr(field, "choices", ())).get(value, value) or "пусто"
    keys = value if isinstance(value, list) else [value]
    rows = [field.label_from_instance(row) for row in field.queryset.filter(pk__in=filter(None, keys))]
    return "; ".join(rows) or "пусто"
