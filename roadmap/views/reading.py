"""Pages from an own document to a roadmap: the upload, the one screen to correct, the years."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from common.pages import deed, form_page, require
from roadmap import services
from roadmap.correcting.draft import DraftError, carry_out
from roadmap.correcting.plan import Years, approval_words, own_years, plan_of, proposed_years
from roadmap.correcting.screen import anchor_of, reading_context
from roadmap.forms.reading import CreateForm, DraftForm, ReadForm, YearsForm, head_of
from roadmap.models import Reading
from roadmap.permissions import can_keep_roadmaps
from roadmap.services.from_reading import taken_words


def visible_reading(me, pk):
    require(can_keep_roadmaps(me))
    return get_object_or_404(Reading.objects.visible_to(me).select_related("organization", "roadmap"), pk=pk)


@require_http_methods(["GET", "POST"])
def read(request):
    """A file or pasted text; it is read outside any transaction."""
    me = request.membership
    require(can_keep_roadmaps(me))
    form = ReadForm(request.POST or None, request.FILES or None)
    return form_page(
        request,
        form,
        lambda: services.read_roadmap(me.organization, by=me, **form.document),
        title="Прочитать свой документ",
        lead="Программа найдёт этапы, мероприятия, сроки и ответственных. Вы сверите их с документом и поправите.",
        done="Документ прочитан. Сверьте, что получилось, и нажмите «Создать карту».",
        back=(reverse("roadmap:list"), "Дорожные карты"),
        button="Прочитать",
    )


@require_http_methods(["GET", "POST"])
def reading(request, pk):
    """The source beside the draft; each button sends the whole form, so that nothing typed is lost."""
    me = request.membership
    row = visible_reading(me, pk)
    form = DraftForm(request.POST or None, initial=head_of(row))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(press(request, row, form))
        except (ValidationError, DraftError) as error:
            form.add_error(None, getattr(error, "messages", str(error)))
        row = visible_reading(me, pk)
    draft = form.draft(row.draft) if form.is_whole else row.draft
    status = 422 if request.method == "POST" else 200
    return render(request, "roadmap/reading.html", reading_context(row, draft, form), status=status)


def press(request, row, form):
    """Do what the pressed button says and keep the draft; where to go then."""
    draft, place = form.draft(row.draft), None
    if form.name not in {"save", "again", "create"}:
        place = carry_out(draft, form.pressed, **form.chosen)
    services.edit_reading(row, version=form.cleaned_data["version"], draft=draft, by=request.membership)
    if form.name == "again":
        return read_again(request, row, form.meanings)
    if form.name == "create":
        return reverse("roadmap:reading_create", args=[row.pk])
    if form.name == "save":
        messages.success(request, "Сохранено.")
    return row.get_absolute_url() + anchor_of(form.name, place)


def read_again(request, row, columns=None):
    again = services.read_again(row, columns=columns, by=request.membership)
    messages.success(request, "Документ прочитан заново. Прежняя правка осталась в списке дорожных карт.")
    return again.get_absolute_url()


@require_POST
def reading_again(request, pk):
    """Another reading of the same document, as the reader understands it by itself."""
    return redirect(read_again(request, visible_reading(request.membership, pk)))


@require_POST
def reading_delete(request, pk):
    me = request.membership
    row = visible_reading(me, pk)
    done = "Прочитанный документ удалён."
    return deed(request, lambda: services.delete_reading(row, by=me), done=done, to="roadmap:list")


@require_http_methods(["GET", "POST"])
def reading_create(request, pk):
    """The years of the new roadmap and what moves with them; then the roadmap itself."""
    row = visible_reading(request.membership, pk)
    if row.roadmap and request.method == "GET":
        return redirect(row.roadmap)
    known = {"own": own_years(row.draft), "current": row.organization.school_year}
    plan = plan_of(row.draft, asked_years(request, row, known))
    initial = {"start_year": plan.years.start, "years": plan.years.count}
    approval = approval_words(row.draft, plan)
    form = CreateForm(request.POST or None, initial=initial, approval=approval, **known)
    return form_page(
        request,
        form,
        lambda: created(request, row, form.cleaned_data),
        title="Создать дорожную карту",
        done="Дорожная карта создана. Проверьте её, распечатайте и утвердите.",
        template="roadmap/reading_create.html",
        back=(row.get_absolute_url(), "Правка документа"),
        button="Создать дорожную карту",
        years=YearsForm(initial=initial, auto_id="year_%s", **known),
        plan=plan,
        own=known["own"],
        taken=taken_words(row.organization, plan.years),
        had_approval=approval_words(row.draft, plan_of(row.draft, known["own"])) if known["own"] else "",
    )


def asked_years(request, row, known):
    """The years that were asked for in the address or the form, else those that one would expect."""
    asked = YearsForm(request.POST or request.GET or None, **known)
    if asked.is_valid():
        return asked.chosen
    return proposed_years(**known, is_taken=lambda year: taken_words(row.organization, Years(year)))


def created(request, row, fields):
    """The new roadmap; lines whose term was not understood are named."""
    roadmap = services.create_from_reading(row, by=request.membership, **fields)
    rows = [
        line for line in roadmap.activities.all() if line.term and not line.due_on and not line.is_continuous
    ]
    if rows:
        messages.warning(request, f"Сроки не распознаны, дат пока нет: {'; '.join(map(str, rows))}.")
    return roadmap
