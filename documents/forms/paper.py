"""The form of a kind of paper: what the system cannot know. Its fields become the facts of the paper."""

from django import forms
from django.forms import widgets
from django.utils import timezone

from documents.models import Document
from pairs.models import Pair
from people import gate
from people.models import Person
from programmes.models import Programme
from roadmap.models import Roadmap
from selection.models import MatchRun

LONG = 4000  # signs of a long text: a word without end makes the PDF writer crawl, see common/templatetags/papers.py
TODAY_STYLE = widgets.DateInput({"type": "date"}, format="%Y-%m-%d")


class DayField(forms.DateField):
    widget = TODAY_STYLE


class VersionField(forms.IntegerField):
    """The version that was read: a stale one is refused (CON-2)."""

    widget = forms.HiddenInput


class LinesField(forms.CharField):
    """One thing a line."""

    def __init__(self, *, rows=5, **kwargs):
        super().__init__(max_length=LONG, widget=forms.Textarea({"rows": rows}), **kwargs)


class PersonField(forms.ModelChoiceField):
    """One person of the institution who has not withdrawn the consent to processing.

    `kinds` narrows to employees, learners, outsiders.
    """

    def __init__(self, *, kinds=(), **kwargs):
        self.kinds = kinds
        super().__init__(Person.objects.none(), **kwargs)

    def rows_for(self, me):
        rows = gate.allowed(Person.objects.visible_to(me), gate.Deed.PAPER)
        return (rows.filter(kind__in=self.kinds) if self.kinds else rows).order_by("search", "pk")

    def label_from_instance(self, person):
        return ", ".join(filter(None, [person.full_name, person.position]))


class PeopleField(forms.ModelMultipleChoiceField):
    def __init__(self, *, kinds=(), **kwargs):
        self.kinds = kinds
        widget = forms.CheckboxSelectMultiple({"data-pick": ""})  # static/js/pick.js
        super().__init__(Person.objects.none(), widget=widget, **kwargs)

    rows_for = PersonField.rows_for
    label_from_instance = PersonField.label_from_instance

    def clean(self, value):
        """A number that no database holds names nobody; Django itself sees to it only where one row is chosen."""
        try:
            return super().clean(value)
        except OverflowError:
            wrong = {"value": max(map(str, value), key=len)}
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params=wrong
            ) from None


class PairField(forms.ModelChoiceField):
    """One pair or group; `statuses` narrows by its state."""

    def __init__(self, *, statuses=(), **kwargs):
        self.statuses = statuses
        super().__init__(Pair.objects.none(), **kwargs)

    def rows_for(self, me):
        rows = Pair.objects.visible_to(me).select_related("mentor").prefetch_related("members__person")
        return rows.filter(status__in=self.statuses) if self.statuses else rows.open()


class ProgrammeField(forms.ModelChoiceField):
    """The programme of a pair whose rows the paper prints; chosen by the deed that draws the paper up."""

    def __init__(self, **kwargs):
        super().__init__(Programme.objects.none(), widget=forms.HiddenInput, **kwargs)

    def rows_for(self, me):
        return Programme.objects.visible_to(me).current()


class RunField(forms.ModelChoiceField):
    """A selection whose proposals the paper tells; what was put aside is not told."""

    def __init__(self, **kwargs):
        super().__init__(MatchRun.objects.none(), **kwargs)

    def rows_for(self, me):
        rows = MatchRun.objects.visible_to(me).defer("inputs", "result")
        return rows.exclude(status=MatchRun.Status.DROPPED)

    def label_from_instance(self, run):
        return f"{run.name}, {timezone.localtime(run.made_at):%d.%m.%Y}, {run.get_status_display()}"


class PaperField(forms.ModelChoiceField):
    """Another paper: `kinds` and `statuses` narrow the choice."""

    def __init__(self, *, kinds=(), statuses=(), **kwargs):
        self.kinds, self.statuses = kinds, statuses
        super().__init__(Document.objects.none(), **kwargs)

    def rows_for(self, me):
        rows = Document.objects.visible_to(me).defer("content", "facts", "search")
        rows = rows.filter(kind__in=self.kinds) if self.kinds else rows
        return rows.filter(status__in=self.statuses) if self.statuses else rows

    def label_from_instance(self, paper):
        return f"{paper}: {paper.title}"


class RoadmapField(forms.ModelChoiceField):
    def __init__(self, **kwargs):
        super().__init__(Roadmap.objects.none(), **kwargs)

    def rows_for(self, me):
        return Roadmap.objects.visible_to(me).filter(organization=me.organization)


class PaperForm(forms.Form):
    """The base of all of them: rows to choose from are those the acting person sees."""

    def __init__(self, *args, me, **kwargs):
        super().__init__(*args, **kwargs)
        self.me = me
        for field in self.fields.values():
            if hasattr(field, "rows_for"):
                field.queryset = field.rows_for(me)
        if "curator" in self.fields:  # whoever draws the paper up
            self.fields["curator"].initial = (
                Person.objects.filter(membership=me).values_list("pk", flat=True).first()
            )
