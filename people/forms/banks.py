from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.http import QueryDict

from common.russian import clean_text
from organizations.forms import OwnedModelForm
from people.forms.dates import date_input
from people.models import (
    BankEntry,
    Competence,
    MenteeEntry,
    MentorEntry,
    MentoringForm,
    Request,
    SavedView,
)

CHOICES = {"forms": "Формы наставничества", "kinds": "Виды наставничества"}
WISHES = "Например: удобнее по средам; нужен наставник своего предмета."


class EntryForm(OwnedModelForm):
    """What both banks ask; the day of entering a bank may be corrected, but not past the end of the stay."""

    def clean(self):
        data, left_on = super().clean(), self.instance.left_on
        entered_on = data.get("entered_on")
        if left_on and entered_on and entered_on > left_on:
            self.add_error("entered_on", "Выйти из банка можно не раньше, чем вошёл.")
        return data


class MenteeForm(EntryForm):
    class Meta:
        model = MenteeEntry
        fields = ["forms", "kinds", "wishes", "entered_on"]
        widgets = {"entered_on": date_input()}
        labels = CHOICES
        help_texts = {"wishes": WISHES, "forms": "Обычная для вашего учреждения уже отмечена."}


class RequestForm(OwnedModelForm):
    class Meta:
        model = Request
        fields = ["text", "source", "made_on", "competences"]
        widgets = {"made_on": date_input(), "competences": forms.CheckboxSelectMultiple}
        labels = {"text": "Запрос словами"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["competences"].queryset = Competence.objects.visible_to(self.membership)
        self.fields["made_on"].initial = self.membership.organization.today

    def clean_made_on(self):
        made_on = self.cleaned_data["made_on"]
        if made_on > self.membership.organization.today:
            raise ValidationError(
                "Этот день ещё не наступил. Поставьте день, когда стало известно о запросе."
            )
        return made_on

    def has_changed(self):
        """A new request without words is no request, whatever stands beside it."""
        text = self["text"].data if self.is_bound else ""
        return super().has_changed() and not (
            self.instance._state.adding and not (text or "").strip() and not self.ticked
        )

    @property
    def ticked(self):
        return bool(self.is_bound and self.data.getlist(self.add_prefix("competences")))


class AddRequestForm(RequestForm):
    """One request from the line of the register: an empty one is not passed over."""

    class Meta(RequestForm.Meta):
        pass

    def has_changed(self):
        return True


class Requests(BaseInlineFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Удалить этот запрос"


RequestFormSet = inlineformset_factory(
    MenteeEntry, Request, form=RequestForm, formset=Requests, extra=1, max_num=20, absolute_max=40,
    can_delete_extra=False,
)  # fmt: skip


class MentorForm(EntryForm):
    class Meta:
        model = MentorEntry
        fields = [
            *("competences", "capacity", "forms", "kinds", "achievements", "time_resource"),
            *("mentee_ages", "interests", "wishes", "entered_on"),
        ]
        widgets = {"competences": forms.CheckboxSelectMultiple, "entered_on": date_input()}
        labels = CHOICES
        help_texts = {
            "time_resource": "Например: 2 часа в неделю, по средам после уроков.",
            "mentee_ages": "Например: 5–7 классы; молодые педагоги до 35 лет.",
            "interests": "Увлечения, которые помогут найти общий язык.",
            "wishes": "Например: готов вести группу, только в первой половине дня.",
            "forms": "Обычная для вашего учреждения уже отмечена.",
        }


class CompetenceForm(OwnedModelForm):
    class Meta:
        model = Competence
        fields = ["name"]

    def clean_name(self):
        return clean_text(self.cleaned_data["name"])


class MergeCompetenceForm(forms.Form):
    """Into which competence another one goes."""

    into = forms.ModelChoiceField(Competence.objects.none(), label="Объединить с", empty_label="Выберите")

    def __init__(self, *args, membership, merged, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = Competence.objects.visible_to(membership).exclude(pk=merged.pk)


class ReadyListForm(forms.Form):
    """Which of the ready lists of competences to take."""

    group = forms.ChoiceField(
        choices=[("teachers", "для педагогов"), ("learners", "для обучающихся")], required=False
    )

    @property
    def chosen(self):
        return (self.is_valid() and self.cleaned_data["group"]) or "teachers"


class LeaveForm(forms.Form):
    """When and why somebody leaves a bank."""

    on = forms.DateField(label="Дата выхода из банка", widget=date_input())
    leaving = forms.ChoiceField(label="Почему", choices=BankEntry.Leaving.choices)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today


class BulkForm(forms.Form):
    """The bar of deeds under a register; each deed takes its own fields, the others may be anything."""

    left_on = forms.DateField(label="Дата", required=False, widget=date_input())
    leaving = forms.ChoiceField(
        label="Причина", required=False, choices=[("", "Причина"), *BankEntry.Leaving.choices]
    )
    form = forms.ChoiceField(label="Форма", required=False, choices=[("", "Форма"), *MentoringForm.choices])
    competence = forms.ModelChoiceField(
        Competence.objects.none(), label="Компетенция", required=False, empty_label="Компетенция"
    )
    query = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, auto_id="bulk-%s", **kwargs)
        self.fields["competence"].queryset = Competence.objects.visible_to(membership)
        for name, field in self.fields.items():
            kind = "form-control" if name == "left_on" else "form-select"
            field.widget.attrs |= {"class": kind, "aria-label": field.label}

    def given(self, name, words):
        """What was chosen for this deed, or a sentence that asks for it."""
        self.is_valid()
        if not (value := self.cleaned_data.get(name)):
            raise ValidationError(words)
        return value

    @property
    def back_query(self):
        self.is_valid()
        return QueryDict(self.cleaned_data.get("query", "")).urlencode()


class SavedViewForm(forms.ModelForm):
    """The filter of a list under a name."""

    PAGES = ["people:list", "people:mentees", "people:mentors", "people:consents"]

    page = forms.ChoiceField(choices=[(page, page) for page in PAGES])

    class Meta:
        model = SavedView
        fields = ["page", "name", "query"]
        error_messages = {
            "name": {"required": "Назовите отбор, чтобы сохранить его."},
            "query": {"required": "Сначала выберите условия отбора, потом сохраните их."},
        }

    def clean_name(self):
        return clean_text(self.cleaned_data["name"])

    def clean_query(self):
        """Only the conditions: neither the page of the list nor its length."""
        chosen = QueryDict(self.cleaned_data["query"], mutable=True)
        for name in ("page", "all"):
            chosen.pop(name, None)
        kept = [(name, value) for name, values in chosen.lists() for value in values if value]
        if not kept:
            raise ValidationError("Сначала выберите условия отбора, потом сохраните их.")
        chosen = QueryDict(mutable=True)
        for name, value in sorted(kept):
            chosen.appendlist(name, value)
        return chosen.urlencode()
