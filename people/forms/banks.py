from django import forms
from django.forms import inlineformset_factory

from common.russian import clean_text
from organizations.forms import OwnedModelForm
from people.forms.dates import date_input
from people.models import Competence, MenteeEntry, MentorEntry, Request


class MenteeForm(OwnedModelForm):
    class Meta:
        model = MenteeEntry
        fields = ["entered_on"]
        widgets = {"entered_on": date_input()}


class RequestForm(OwnedModelForm):
    class Meta:
        model = Request
        fields = ["text", "source", "made_on", "competences"]
        widgets = {"made_on": date_input(), "competences": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["competences"].queryset = Competence.objects.visible_to(self.membership)
        self.fields["made_on"].initial = self.membership.organization.today

    def has_changed(self):
        """A new request without words is no request, whatever stands beside it."""
        text = self["text"].data if self.is_bound else ""
        return super().has_changed() and not (
            self.instance._state.adding and not (text or "").strip() and not self.ticked
        )

    @property
    def ticked(self):
        return bool(self.is_bound and self.data.getlist(self.add_prefix("competences")))


RequestFormSet = inlineformset_factory(
    MenteeEntry, Request, form=RequestForm, extra=1, max_num=20, can_delete_extra=False
)


class MentorForm(OwnedModelForm):
    class Meta:
        model = MentorEntry
        fields = ["competences", "capacity", "achievements", "time_resource", "entered_on"]
        widgets = {"competences": forms.CheckboxSelectMultiple, "entered_on": date_input()}
        help_texts = {"time_resource": "Например: 2 часа в неделю, по средам после уроков."}


class CompetenceForm(OwnedModelForm):
    class Meta:
        model = Competence
        fields = ["name"]

    def clean_name(self):
        return clean_text(self.cleaned_data["name"])
