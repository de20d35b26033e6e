from django import forms

from people.forms.choosing import PersonChoiceField
from people.models import Person


class OtherCardForm(forms.Form):
    """The second card of a merge, told by name or by its number."""

    other = PersonChoiceField(
        label="Вторая карточка",
        help_text="Начните вводить фамилию. Данные второй карточки перейдут в эту, сама она скроется.",
    )

    def __init__(self, *args, membership, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = Person.objects.visible_to(membership).exclude(pk=person.pk)
