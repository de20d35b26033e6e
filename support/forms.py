from django import forms

from common.russian import clean_text
from organizations.forms import OwnedModelForm
from organizations.models import Membership
from people.forms.choosing import PersonChoiceField
from people.forms.dates import date_input
from people.models import MentoringForm
from support.health import health_words
from support.models import SearchCall, SearchOffer, SupportCase, SupportContact
from support.models.cases import SPECIALISTS

WHO_READS = "Прочтут психолог и куратор, в выписке своих данных и сам человек. Диагнозы не пишите."
NO_DIAGNOSES = (
    "Похоже на сведения о здоровье: {}. Не пишите диагнозы: школа не вправе их хранить. "
    "Исправьте запись или, если речь о другом, сохраните ещё раз."
)


class ContactForm(OwnedModelForm):
    """A talk in one line, the next one with it. Words about health are warned of once and let through."""

    next_contact_on = forms.DateField(label="Следующая встреча", required=False, widget=date_input())
    is_sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = SupportContact
        fields = ["on", "kind", "note"]
        labels = {"on": "Когда", "kind": "Что было", "note": "О чём говорили"}
        help_texts = {"note": WHO_READS}
        widgets = {"on": date_input(), "note": forms.Textarea(attrs={"rows": 2, "maxlength": 500})}

    def clean_note(self):
        return clean_text(self.cleaned_data["note"])

    def clean(self):
        data = super().clean()
        if (found := health_words(data.get("note"))) and not data.get("is_sure"):
            self.data = self.data.copy()
            self.data["is_sure"] = "on"
            self.add_error("note", NO_DIAGNOSES.format(", ".join(f"«{word}»" for word in found[:3])))
        return data

    @property
    def written(self):
        return {name: self.cleaned_data[name] for name in ("on", "kind", "note", "next_contact_on")}

    def _post_clean(self):
        """The service checks and saves the row: the form only says what was written."""


class PlanForm(OwnedModelForm):
    class Meta:
        model = SupportCase
        fields = ["kind", "next_contact_on", "next_search_on"]
        labels = {
            "kind": "Вид поддержки",
            "next_contact_on": "Следующая встреча",
            "next_search_on": "Искать наставника снова",
        }
        help_texts = {
            "next_contact_on": "Специалист увидит её в своих делах за неделю.",
            "next_search_on": "В этот день куратору напомнят и предложат новый подбор.",
        }
        widgets = {"next_contact_on": date_input(), "next_search_on": date_input()}

    def _post_clean(self):
        """The service checks and saves the row."""


class SpecialistForm(OwnedModelForm):
    specialist = forms.ModelChoiceField(
        Membership.objects.filter(role__in=SPECIALISTS),
        label="Кто ведёт поддержку",
        help_text="Психолог или куратор вашего учреждения с открытым доступом.",
    )

    class Meta:
        model = SupportCase
        fields = ["specialist"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = self.fields["specialist"].queryset.open().select_related("user").order_by("user__name", "pk")
        self.fields["specialist"].queryset = people

    def _post_clean(self):
        """The service checks and saves the row."""


class CloseForm(forms.Form):
    closing = forms.ChoiceField(
        label="Почему",
        choices=[("", "Выберите причину"), *SupportCase.Closing.choices],
    )
    on = forms.DateField(label="С какого дня", widget=date_input())


class CallForm(OwnedModelForm):
    """What the neighbours will read: the words are proposed from the request and corrected by the curator."""

    class Meta:
        model = SearchCall
        fields = ["form", "text"]
        labels = {"form": "Форма наставничества", "text": "Кому и с чем нужен наставник"}
        help_texts = {
            "text": "Это прочтут кураторы учреждений вашего района и методисты. Имени человека они не увидят, "
            "название учреждения увидят только методисты."
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 5, "maxlength": 600})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = MentoringForm.choices

    def clean_text(self):
        return clean_text(self.cleaned_data["text"])

    def _post_clean(self):
        """The service checks and saves the row."""


class OfferForm(OwnedModelForm):
    """A mentor of one's own institution for a neighbour."""

    person = PersonChoiceField(
        label="Кто это",
        required=False,
        help_text="Можно не указывать. Соседи имени не увидят, пока вы его не назовёте.",
    )

    class Meta:
        model = SearchOffer
        fields = ["text", "person"]
        labels = {"text": "Кого предлагаете"}
        help_texts = {
            "text": "Без имени: должность, категория, стаж, в чём силён. "
            "Например: учитель-логопед, высшая категория, стаж 14 лет."
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 3, "maxlength": 400})}

    def clean_text(self):
        return clean_text(self.cleaned_data["text"])

    def _post_clean(self):
        """The service checks and saves the row."""


class NameForm(forms.Form):
    """The person's own permission, on paper, to be named to that institution (152-ФЗ ст. 7)."""

    allowed_on = forms.DateField(
        label="Когда человек письменно разрешил назвать себя",
        help_text="Обычный бланк передачи другим учреждениям не разрешает. Попросите человека написать, кому можно его "
        "назвать, и храните эту бумагу.",
        widget=date_input(),
    )


class NameMentorForm(OwnedModelForm):
    """The same of the institution that has offered: it may say only now who the mentor is."""

    person = PersonChoiceField(label="Кто наставник")
    allowed_on = NameForm.base_fields["allowed_on"]

    class Meta:
        model = SearchOffer
        fields = ["person"]

    def _post_clean(self):
        """The service checks and saves the row."""
