from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q

from pairs.models import Pair, PairNote
from people.models import MenteeEntry, MentorEntry, Person


class PairForm(forms.ModelForm):
    """Who with whom, in which form, from when to when; only people of the banks are offered."""

    mentor = forms.ModelChoiceField(
        Person.objects.none(),
        label="Наставник",
        help_text="Кто в банке наставников; в скобках свободные места.",
    )
    mentees = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label="Наставляемые",
        help_text="Один человек – пара, несколько – группа.",
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Pair
        fields = ["mentor", "mentees", "form", "kind", "theme", "starts_on", "ends_on"]
        labels = {"starts_on": "Начало", "ends_on": "Окончание"}
        widgets = {
            "starts_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.organization = membership.organization
        mentors = with_free_places(MentorEntry.objects.visible_to(membership).active())
        mentees = MenteeEntry.objects.visible_to(membership).active()
        people = Person.objects.visible_to(membership).order_by("search")
        self.fields["mentor"].queryset = people.filter(mentor_entries__in=mentors)
        self.fields["mentees"].queryset = people.filter(mentee_entries__in=mentees)
        free = {entry.person_id: entry.free for entry in mentors}
        self.fields["mentor"].label_from_instance = lambda person: (
            f"{with_position(person)} ({free[person.pk]})"
        )
        self.fields["mentees"].label_from_instance = with_position
        if self.instance.pk:
            self.fields["mentees"].initial = [member.person_id for member in self.instance.members.all()]

    def clean(self):
        data = super().clean()
        if len(data.get("mentees") or []) > 1 and data.get("kind") == Pair.Kind.TRADITIONAL:
            data["kind"] = Pair.Kind.GROUP  # several mentees are a group whatever was left in the list
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] <= data["starts_on"]:
            raise ValidationError({"ends_on": "Окончание должно быть позже начала."})
        return data

    def _post_clean(self):
        """The service checks and saves the row: the form only says what was chosen."""


def with_free_places(entries):
    """Entries of the bank of mentors with `free`: how many more mentees the mentor can take."""
    open_pair = ~Q(person__pairs_as_mentor__status=Pair.Status.ENDED)
    taken = Count("person__pairs_as_mentor__members", filter=open_pair)
    return entries.annotate(free=F("capacity") - taken)


def with_position(person):
    return f"{person.full_name}, {person.position}" if person.position else person.full_name


class PauseForm(forms.Form):
    """Since when and why the work of a pair stops; a withdrawn consent pauses pairs by itself."""

    reason = forms.ChoiceField(
        label="Причина",
        choices=[(Pair.Pausing.AWAY, Pair.Pausing.AWAY.label), (Pair.Pausing.LEFT, Pair.Pausing.LEFT.label)],
    )
    on = forms.DateField(label="С какого дня", widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


class NoteForm(forms.ModelForm):
    """A line about the work of a pair; who will read it is chosen before it is written."""

    class Meta:
        model = PairNote
        fields = ["text", "reader"]
        labels = {"text": "Новая заметка", "reader": "Кто прочтёт"}
        widgets = {"text": forms.Textarea({"rows": 2}), "reader": forms.RadioSelect}
