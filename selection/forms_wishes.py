from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from people.filters import ListFilter, select
from people.models import Person
from selection.models import Wish
from selection.wishing import people_of_banks

PICK = {"class": "form-check-input", "data-pick": ""}  # static/js/pick.js


def with_position(person):
    return f"{person.full_name}, {person.position}" if person.position else person.full_name


class WishForm(forms.Form):
    """Who says what about whom; nobody is asked why."""

    person = forms.ModelChoiceField(Person.objects.none(), label="Чьё пожелание")
    kind = forms.ChoiceField(
        label="Что", choices=Wish.Kind, widget=forms.RadioSelect, initial=Wish.Kind.WANTS
    )
    about = forms.ModelChoiceField(
        Person.objects.none(), label="О ком", help_text="Причину не спрашивайте и не записывайте."
    )

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("person", "about"):
            self.fields[name].queryset = people_of_banks(membership.organization)
            self.fields[name].label_from_instance = with_position

    def clean(self):
        data = super().clean()
        if data.get("person") and data.get("person") == data.get("about"):
            raise ValidationError({"about": "Пожелание бывает только о другом человеке."})
        return data


class WishFilter(ListFilter):
    """What the list of wishes is narrowed by."""

    q = forms.CharField(label="Кто или о ком", required=False, max_length=200)
    kind = select("Что", "Все", Wish.Kind.choices)
    source = select("Откуда", "Все", [("sheet", "лист встречи"), ("apart", "сказано отдельно")])

    def __init__(self, *args, membership, **kwargs):
        self.organization = membership.organization
        super().__init__(*args, **kwargs)

    def narrow(self, wishes):
        if self.chosen("kind"):
            wishes = wishes.filter(kind=self.chosen("kind"))
        if self.chosen("source"):
            wishes = wishes.filter(meeting__isnull=self.chosen("source") == "apart")
        if text := self.chosen("q"):
            named = Person.objects.filter(organization=self.organization).search(text)
            wishes = wishes.filter(Q(person__in=named) | Q(about__in=named))
        return wishes


class ChooseForm(forms.Form):
    """One question: whom the person would choose, or nobody more."""

    about = forms.ChoiceField(label="Кто", required=False, choices=[], widget=forms.RadioSelect(PICK))
    enough = forms.BooleanField(required=False)

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in others}
        self.fields["about"].choices = [(key, with_position(one)) for key, one in self.people.items()]

    def clean(self):
        data = super().clean()
        if not data.get("enough") and not data.get("about") and "about" not in self.errors:
            raise ValidationError({"about": "Отметьте человека или нажмите «Больше никого»."})
        return data

    @property
    def chosen(self):
        """The person, or None for nobody more."""
        return None if self.cleaned_data["enough"] else self.people[self.cleaned_data["about"]]


class AvoidForm(forms.Form):
    """The last question: with whom not. Nobody ticked is an answer too."""

    others = forms.MultipleChoiceField(
        label="Кто", required=False, choices=[], widget=forms.CheckboxSelectMultiple(PICK)
    )
    answered = forms.BooleanField(widget=forms.HiddenInput, initial=True)

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in others}
        self.fields["others"].choices = [(key, with_position(one)) for key, one in self.people.items()]

    @property
    def chosen(self):
        return [self.people[key] for key in self.cleaned_data["others"]]
