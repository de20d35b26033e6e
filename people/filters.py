"""What the lists of people can be narrowed by; everything stands in the address."""

from django import forms
from django.db.models import Exists, OuterRef

from people.models import Consent, MenteeEntry, MentorEntry, Person
from people.namesakes import namesakes_in
from people.stays import absences_on


class ListFilter(forms.Form):
    """A GET form over a list: what is chosen narrows it, what is not understood is passed over."""

    q = forms.CharField(
        label="ФИО или предмет",
        required=False,
        max_length=200,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="filter-%s", **kwargs)

    def chosen(self, name):
        self.is_valid()
        return self.cleaned_data.get(name, "")

    @property
    def is_used(self):
        return any(self.chosen(name) for name in self.fields)


def select(label, everything, choices):
    return forms.ChoiceField(label=label, required=False, choices=[("", everything), *choices])


def consents_of(person, **conditions):
    return Exists(Consent.objects.in_force().filter(person=OuterRef(person), **conditions))


KINDS = [
    (Person.Kind.EMPLOYEE, "работник"),
    (Person.Kind.LEARNER, "обучающийся"),
    (Person.Kind.PARTNER, "партнёр"),
    (Person.Kind.PARENT, "представитель"),
]


class PersonFilter(ListFilter):
    q = forms.CharField(label="ФИО, должность", required=False, max_length=200)
    kind = select("Кто это", "Все", KINDS)
    bank = select(
        "Банк",
        "Все",
        [
            ("mentee", "наставляемые"),
            ("mentor", "наставники"),
            ("none", "ни в одном банке"),
            ("young", "молодые педагоги"),
        ],
    )
    consent = select("Согласие", "Все", [("yes", "на обработку есть"), ("no", "на обработку нет")])
    state = select(
        "Состояние",
        "в учреждении",
        [
            ("away", "отсутствуют"),
            ("namesakes", "полные тёзки"),
            ("stopped", "согласие отозвано"),
            ("left", "выбывшие"),
        ],
    )

    def narrow(self, persons, organization):
        persons = self.by_state(persons, organization).search(self.chosen("q"))
        if kind := self.chosen("kind"):
            persons = persons.filter(kind=kind)
        if self.chosen("consent"):
            signed = consents_of("pk", kind=Consent.Kind.PROCESSING)
            persons = persons.filter(signed if self.chosen("consent") == "yes" else ~signed)
        return self.by_bank(persons, organization)

    def by_state(self, persons, organization):
        state = self.chosen("state")
        if state == "left":
            return persons.exclude(left_on=None)
        if state == "stopped":
            return persons.exclude(processing_stopped_on=None)
        if state == "namesakes":
            return namesakes_in(persons)
        if state == "away":
            away = absences_on(organization.today).filter(person=OuterRef("pk"))
            return persons.present().filter(Exists(away))
        return persons.present()

    def by_bank(self, persons, organization):
        bank = self.chosen("bank")
        if bank == "young":
            limit = organization.young_teacher_years
            return persons.filter(kind=Person.Kind.EMPLOYEE, experience_years__lte=limit)
        if bank == "none":
            return persons.exclude(in_bank(MenteeEntry)).exclude(in_bank(MentorEntry))
        banks = {"mentee": MenteeEntry, "mentor": MentorEntry}
        return persons.filter(in_bank(banks[bank])) if bank else persons


def in_bank(bank):
    return Exists(bank.objects.open().filter(person=OuterRef("pk")))
