from django import forms

from people.exports import FORMATS, REGISTERS


class ExportForm(forms.Form):
    """Which register in which format, under which filter of its page."""

    # asked each time: rooms above add registers of their own (meetings/register.py)
    register = forms.ChoiceField(choices=lambda: [(key, row.title) for key, row in REGISTERS.items()])
    format = forms.ChoiceField(choices=[(key, key.upper()) for key in FORMATS])
    query = forms.CharField(required=False, max_length=2000)
