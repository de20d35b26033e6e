from django import forms

from people.exports import FORMATS, REGISTERS


class ExportForm(forms.Form):
    """Which register in which format, under which filter of its page."""

    register = forms.ChoiceField(choices=[(key, register.title) for key, register in REGISTERS.items()])
    format = forms.ChoiceField(choices=[(key, key.upper()) for key in FORMATS])
    query = forms.CharField(required=False, max_length=2000)
