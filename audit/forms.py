import datetime as dt

from django import forms

from accounts.models import User


class JournalFilter(forms.Form):
    """The questions one asks a journal: who, and when. A wrong value shows everything, never an error."""

    user = forms.ModelChoiceField(User.objects.none(), required=False)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, **kwargs)
        self.organization = membership.organization
        people = User.objects.filter(memberships__organization=self.organization)
        self.fields["user"].queryset = people.distinct().order_by("name", "email")

    def narrow(self, entries):
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("user"):
            entries = entries.filter(user=chosen["user"])
        if chosen.get("since"):
            entries = entries.filter(at_us__gte=self.start_of(chosen["since"]))
        if chosen.get("until"):
            entries = entries.filter(at_us__lt=self.start_of(chosen["until"] + dt.timedelta(days=1)))
        return entries

    def start_of(self, day):
        """Midnight of the institution, as the journal counts time."""
        return int(dt.datetime.combine(day, dt.time(), tzinfo=self.organization.zone).timestamp()) * 1_000_000
