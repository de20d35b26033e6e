from django import forms

from people.models import Person


class RosterForm(forms.Form):
    kind = forms.ChoiceField(
        label="Кто в списке",
        choices=[
            (Person.Kind.EMPLOYEE, "работники"),
            (Person.Kind.LEARNER, "обучающиеся и их законные представители"),
            (Person.Kind.PARTNER, "работодатели, партнёры"),
        ],
        initial=Person.Kind.EMPLOYEE,
        required=False,
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label="Файл со списком",
        help_text="XLSX, XLS, ODS или CSV, до 10 МБ.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
    )

    def clean_kind(self):
        return self.cleaned_data["kind"] or Person.Kind.EMPLOYEE
