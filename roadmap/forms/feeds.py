from django import forms


class FeedForm(forms.Form):
    """Which terms a calendar shows."""

    ALL, MINE = "all", "mine"
    lines = forms.ChoiceField(
        label="Какие сроки показывать",
        choices=[(ALL, "все мероприятия дорожной карты"), (MINE, "только те, где отвечаю я")],
        widget=forms.RadioSelect,
        initial=ALL,
        required=False,
    )

    @property
    def is_mine_only(self):
        return self.cleaned_data["lines"] == self.MINE
