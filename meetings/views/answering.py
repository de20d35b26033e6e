"""«Встретились?» one question a screen for the people of a pair, and what the curator does about the answers."""

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import deed, require
from meetings.forms.answering import MetForm, TopicForm
from meetings.models import Meeting
from meetings.permissions_answers import can_decide_meetings, own_side
from meetings.questions import asks_fit, differing, nobody_answered, people_asked
from meetings.reading import readers_line
from meetings.services import edit_line
from meetings.services.answering import answer_met, day_of, decide_meeting


@require_http_methods(["GET", "POST"])
def met(request, pk):
    """Did you meet: two buttons; after «Да» what it was about, and nothing has to be filled in."""
    meeting, person = own_meeting(request, pk)
    form = MetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_met(meeting, person, is_yes=form.cleaned_data["answer"], by=request.membership)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            return redirect("meetings:met", meeting.pk)
    return show(request, meeting, person, form=form)


@require_POST
def met_topic(request, pk):
    """What was talked about, by a press on a line of the programme or in a few words."""
    meeting, person = own_meeting(request, pk)
    form = TopicForm(request.POST, pair=meeting.pair)
    if form.is_valid():
        try:
            write_topic(meeting, form, by=request.membership)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            return redirect("meetings:met", meeting.pk)
    return show(request, meeting, person, topic_form=form)


def write_topic(meeting, form, *, by):
    kept = {"place": meeting.place, "minutes": meeting.minutes, "outcome": meeting.outcome}
    words = {name: form.cleaned_data[name] for name in ("stamp", "topic")}
    edit_line(meeting, **kept, **words, row=form.chosen_row or meeting.row, by=by)


def own_meeting(request, pk):
    """(meeting, who is asked): others of the institution see it elsewhere and answer nothing."""
    me = request.membership
    rows = Meeting.objects.visible_to(me).select_related("pair__mentor", "row", "organization")
    rows = rows.prefetch_related("pair__members__person", "pair__substitutions__person", "answers")
    meeting = get_object_or_404(rows, pk=pk)
    person = own_side(me, people_asked(meeting.pair, meeting.on, today=me.organization.today))
    require(person is not None)
    return meeting, person


def show(request, meeting, person, *, form=None, topic_form=None):
    organization = request.membership.organization
    asked = people_asked(meeting.pair, meeting.on, today=organization.today)
    answer = next((one for one in meeting.answers.all() if one.person_id == person.pk), None)
    is_told = meeting.is_held and answer is not None and answer.is_yes
    context = {
        "meeting": meeting,
        "form": form,
        "person": person,
        "others": [one for one in asked if one != person],
        "answer": answer,
        "is_of_today": answer is not None and day_of(answer) == organization.today,
        "readers": readers_line(meeting.pair, request.membership),
        "topic_form": (topic_form or topic_form_of(meeting)) if is_told else None,
        "asks_fit": is_told and asks_fit(meeting.pair, person, organization),
    }
    return render(request, "meetings/met.html", context, status=422 if request.method == "POST" else 200)


def topic_form_of(meeting):
    return TopicForm(pair=meeting.pair, initial={"stamp": meeting.stamp, "topic": meeting.topic})


# For the curator


@require_safe
def answers(request):
    """Meetings of which nobody has said a word, and those that the two sides remember differently."""
    me = request.membership
    require(can_decide_meetings(me))
    context = {"differing": differing(me.organization), "silent": nobody_answered(me.organization)}
    prefetch_related_objects(context["differing"], "answers__person")
    return render(request, "meetings/answers.html", context)


@require_POST
def met_decide(request, pk):
    me = request.membership
    meeting = get_object_or_404(Meeting.objects.visible_to(me).select_related("pair"), pk=pk)
    require(can_decide_meetings(me))
    form = MetForm(request.POST)

    def decide():
        if not form.is_valid():
            raise ValidationError(form.errors["answer"])
        decide_meeting(meeting, is_held=form.cleaned_data["answer"], by=me)

    return deed(request, decide, done="Записали в журнал.", to="meetings:answers")
