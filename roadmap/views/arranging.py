"""Pages of the order of a roadmap: lines and stages moved, added, split, numbered anew, taken out and put back."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from common.pages import form_page, require
from roadmap import services
from roadmap.arrangement import Arrangement
from roadmap.forms.arranging import (
    AddStageForm,
    MoveForm,
    MoveLineForm,
    MoveLinesForm,
    RemoveStageForm,
    RenumberForm,
    SplitForm,
    StageForm,
    TermsForm,
)
from roadmap.models import Stage
from roadmap.permissions import can_edit_roadmap
from roadmap.services.terms import plan_terms
from roadmap.views.reach import visible_activity, visible_roadmap

KEPT = "removed_from_roadmap"  # in the session: what was taken out last, until it is put back
SPLIT = (
    "Отмеченные пункты станут отдельными мероприятиями с тем же сроком и теми же ответственными, "
    "остальные останутся под прежним названием. "
)
SPLIT_LEAD = "Если отметить все, название встанет перед ними: карта напечатается так же, как сейчас."
SPLIT_ALL = "Если отметить все, прежнего названия в карте не будет."


@require_http_methods(["GET", "POST"])
def arrange(request, pk):
    """The whole order on one page; ticked lines are sent into a stage from here."""
    me = request.membership
    roadmap = own_roadmap(me, pk)
    form = MoveLinesForm(request.POST or None, roadmap=roadmap)
    if form.is_valid():
        lines, stage = form.cleaned_data["activities"], form.cleaned_data["to_stage"]
        move = partial(services.move_activities, roadmap, activities=lines, stage=stage, by=me)
        return answer(request, roadmap, lambda: move()[0], "Перенесено.")
    status = 422 if request.method == "POST" else 200
    return render(request, "roadmap/arrange.html", order_of(request, roadmap, form=form), status=status)


@require_POST
def activity_move(request, pk):
    me = request.membership
    row = visible_activity(me, pk)
    require(can_edit_roadmap(me, row))
    form = MoveLineForm(request.POST, roadmap=row.roadmap)

    def act():
        data = checked(form)
        if data["step"]:
            return services.step_activity(row, step=data["step"], by=me)
        return services.move_activity(row, stage=data["stage"], position=data["position"], by=me)

    return answer(request, row.roadmap, act, "Переставлено.")


@require_POST
def stage_move(request, pk, stage_pk):
    me = request.membership
    roadmap = own_roadmap(me, pk)
    stage = get_object_or_404(roadmap.stages, pk=stage_pk)
    form = MoveForm(request.POST)

    def act():
        data = checked(form)
        if data["step"]:
            return services.step_stage(stage, step=data["step"], by=me)
        return services.move_stage(stage, position=data["position"], by=me)

    return answer(request, roadmap, act, "Этап переставлен.")


@require_http_methods(["GET", "POST"])
def stage_add(request, pk):
    me = request.membership
    roadmap = own_roadmap(me, pk)
    form = AddStageForm(request.POST or None, instance=Stage(roadmap=roadmap, number=1))
    return form_page(
        request,
        form,
        lambda: services.add_stage(roadmap, by=me, **form.cleaned_data) and order_url(roadmap),
        title="Новый этап",
        lead=""
        if roadmap.stages.exists()
        else "Все мероприятия карты войдут в этот этап, потом их можно разнести.",
        done="Этап добавлен в конец.",
        back=(order_url(roadmap), "Порядок, этапы и сроки"),
        button="Добавить этап",
    )


@require_http_methods(["GET", "POST"])
def stage_edit(request, pk, stage_pk):
    me = request.membership
    roadmap = own_roadmap(me, pk)
    stage = get_object_or_404(roadmap.stages, pk=stage_pk)
    title = f"Изменить этап {stage}"
    form = StageForm(request.POST or None, instance=stage)
    return form_page(
        request,
        form,
        lambda: services.edit_stage(stage, by=me, **form.cleaned_data) and order_url(roadmap),
        title=title,
        done="Этап изменён.",
        back=(order_url(roadmap), "Порядок, этапы и сроки"),
    )


@require_http_methods(["GET", "POST"])
def stage_remove(request, pk, stage_pk):
    """Take a stage out; with lines in it the person says that they go too."""
    me = request.membership
    roadmap = own_roadmap(me, pk)
    stage = get_object_or_404(roadmap.stages, pk=stage_pk)
    count = stage.activities.count()
    form = RemoveStageForm(request.POST or None)

    def save():
        request.session[KEPT] = services.remove_stage(stage, by=me, **form.cleaned_data)
        return order_url(roadmap)

    return form_page(
        request,
        form,
        save,
        title=f"Удалить этап {stage}",
        lead=f"Мероприятий в этапе: {count}. Удалённое можно сразу вернуть на странице порядка.",
        done="Этап удалён.",
        back=(order_url(roadmap), "Порядок, этапы и сроки"),
        button="Удалить этап",
    )


@require_POST
def activity_remove(request, pk):
    me = request.membership
    row = visible_activity(me, pk)
    require(can_edit_roadmap(me, row))

    def act():
        request.session[KEPT] = services.remove_activity(row, by=me)  # no row: it is gone

    return answer(request, row.roadmap, act, "Мероприятие удалено.")


@require_POST
def restore(request, pk):
    """Put back what this person took out last."""
    me = request.membership
    roadmap = own_roadmap(me, pk)

    def act():
        row = services.restore_removed(roadmap, kept=request.session.get(KEPT), by=me)
        del request.session[KEPT]
        return row

    return answer(request, roadmap, act, "Возвращено.")


@require_http_methods(["GET", "POST"])
def activity_split(request, pk):
    """Content items become lines of their own; all are proposed where the title stays before them."""
    me = request.membership
    row = visible_activity(me, pk)
    require(can_edit_roadmap(me, row))
    title, is_lead = f"Разделить: {row}", services.becomes_lead(row)
    proposed = list(range(len(row.content))) if is_lead else []
    form = SplitForm(request.POST or None, content=row.content, initial={"items": proposed})
    place = f"{order_url(row.roadmap)}#line{row.pk}"
    return form_page(
        request,
        form,
        lambda: services.split_activity(row, by=me, **form.cleaned_data) and place,
        title=title,
        lead=SPLIT + (SPLIT_LEAD if is_lead else SPLIT_ALL),
        done="Мероприятие разделено.",
        back=(order_url(row.roadmap), "Порядок, этапы и сроки"),
        button="Разделить",
    )


@require_http_methods(["GET", "POST"])
def renumber(request, pk):
    me = request.membership
    roadmap = own_roadmap(me, pk)
    form = RenumberForm(request.POST or None, initial={"style": Arrangement(roadmap).style})
    return form_page(
        request,
        form,
        lambda: services.renumber_roadmap(roadmap, by=me, **form.cleaned_data) and order_url(roadmap),
        title="Перенумеровать",
        lead="Этапы получат номера 1, 2, 3 по порядку.",
        done="Номера изменены.",
        back=(order_url(roadmap), "Порядок, этапы и сроки"),
        button="Перенумеровать",
    )


@require_http_methods(["GET", "POST"])
def terms(request, pk):
    """Terms of several lines at once: first what would change, then, when the person is sure, the change."""
    me = request.membership
    roadmap = own_roadmap(me, pk)
    form = TermsForm(request.POST or None, roadmap=roadmap)
    changes, is_asked = [], form.is_valid() and form.cleaned_data["way"]
    if is_asked:
        chosen = form.cleaned_data["activities"]
        changes = plan_terms(roadmap, chosen, **form.change)
    if is_asked and form.cleaned_data["is_sure"]:
        return changed_terms(request, roadmap, chosen, form)
    context = order_of(request, roadmap, form=form, changes=changes, sent=form.sent)
    status = 422 if request.method == "POST" and not form.is_valid() else 200
    return render(request, "roadmap/arrange_terms.html", context, status=status)


def changed_terms(request, roadmap, chosen, form):
    change = partial(services.change_terms, roadmap, activities=chosen, by=request.membership, **form.change)
    return answer(request, roadmap, lambda: change()[0].activity, "Сроки изменены.")


def own_roadmap(me, pk):
    """A roadmap that the actor keeps."""
    roadmap = visible_roadmap(me, pk)
    require(can_edit_roadmap(me, roadmap))
    return roadmap


def order_url(roadmap):
    return reverse("roadmap:arrange", args=[roadmap.pk])


def order_of(request, roadmap, *, moved=None, **more):
    """What the page of the order shows; `moved` is the row that has just changed its place."""
    rows = Arrangement(roadmap)
    kept = request.session.get(KEPT) or {}
    return {
        "roadmap": roadmap,
        "parts": rows.sections,
        "stages": rows.stages,
        "has_own_numbers": rows.style is None,
        "removed": kept["words"] if kept.get("roadmap") == roadmap.pk else "",
        "moved": moved,
        "stands": rows.words_of(moved) if moved else "",
        **more,
    }


def checked(form):
    if not form.is_valid():
        raise ValidationError([error for errors in form.errors.values() for error in errors])
    return form.cleaned_data


def answer(request, roadmap, act, done):
    """Carry out a deed of this page and show the list again: only the list for htmx, else the page at the moved row."""
    refused, row = "", None
    try:
        row = act()
    except ValidationError as error:
        refused = " ".join(error.messages)
    if request.htmx:
        context = order_of(request, roadmap, moved=row, refused=refused, done=done)
        return render(request, "roadmap/_arrange_answer.html", context)
    (messages.error if refused else messages.success)(request, refused or done)
    place = f"#{'stage' if isinstance(row, Stage) else 'line'}{row.pk}" if row else ""
    return redirect(f"{order_url(roadmap)}{place}")
