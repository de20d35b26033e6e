"""Forms of versions and of the copy for another year."""

from django import forms

from common.russian import school_year_words
from roadmap.models import Roadmap


class AddVersionForm(forms.ModelForm):
    class Meta:
        model = Roadmap
        fields = ["change_note"]
        widgets = {"change_note": forms.Textarea(attrs={"rows": 2})}
        labels = {"change_note": "Почему нужна новая редакция"}
        help_texts = {
            "change_note": "Например: перенесены сроки обучения наставников. Причина видна в списке редакций."
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["change_note"].required = True


class RemoveVersionForm(forms.Form):
    is_sure = forms.BooleanField(
        label="Удалить со всеми этапами и мероприятиями",
        error_messages={"required": "Поставьте отметку, если карта больше не нужна."},
    )


class CopyRoadmapForm(forms.Form):
    """Which own roadmap, for which school year; it covers as many years as the old one."""

    source = forms.ModelChoiceField(Roadmap.objects.none(), label="Дорожная карта", empty_label=None)
    start_year = forms.TypedChoiceField(label="На какой учебный год", coerce=int)

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, **kwargs)
        own = Roadmap.objects.visible_to(membership).filter(organization=membership.organization_id)
        self.fields["source"].queryset = own.filter(is_current=True)
        year = membership.organization.school_year
        years = [year, year + 1, year + 2]
        self.fields["start_year"].choices = [(start, school_year_words(start)) for start in years]
