"""What the lists of people can be narrowed by; everything stands in the address."""

from django import forms
from django.db.models import Exists, OuterRef

from common.russian import normalise_search
from people.models import Consent, MenteeEntry, MentorEntry, MentoringForm, Person, in_key
from people.pairings import open_members


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


class PersonFilter(ListFilter):
    kind = select("Кто это", "Все", Person.Kind.choices)
    bank = select(
        "Банк",
        "Все",
        [
            ("mentee", "наставляемые"),
            ("mentor", "наставники"),
            ("none", "ни в одном банке"),
            ("young", "молодые педагоги"),
            ("left", "выбывшие"),
        ],
    )
    consent = select("Согласие на обработку", "Все", [("yes", "есть"), ("no", "нет")])

    def narrow(self, persons, organization):
        persons = persons.search(self.chosen("q"))
        if kind := self.chosen("kind"):
            persons = persons.filter(kind=kind)
        if self.chosen("consent"):
            signed = consents_of("pk", kind=Consent.Kind.PROCESSING)
            persons = persons.filter(signed if self.chosen("consent") == "yes" else ~signed)
        return self.by_bank(persons, organization)

    def by_bank(self, persons, organization):
        bank = self.chosen("bank")
        if bank == "left":
            return persons.exclude(left_on=None)
        persons = persons.present()
        if bank == "young":
            limit = organization.young_teacher_years
            return persons.filter(kind=Person.Kind.EMPLOYEE, experience_years__lte=limit)
        if bank == "none":
            return persons.exclude(in_bank(MenteeEntry)).exclude(in_bank(MentorEntry))
        banks = {"mentee": MenteeEntry, "mentor": MentorEntry}
        return persons.filter(in_bank(banks[bank])) if bank else persons


def in_bank(bank):
    return Exists(bank.objects.open().filter(person=OuterRef("pk")))


class BankFilter(ListFilter):
    consent = select("Согласия", "Все", [("no", "чего-то не хватает"), ("yes", "все есть")])

    def narrow_consents(self, entries, duty):
        answer = self.chosen("consent")
        if not answer:
            return entries
        whole = consents_of("person", kind=Consent.Kind.PROCESSING) & consents_of("person", kind=duty)
        return entries.filter(whole if answer == "yes" else ~whole)

    def by_words(self, entries):
        words = self.chosen("q")
        return entries.filter(person__in=Person.objects.search(words)) if words else entries


class MenteeFilter(BankFilter):
    form = forms.ChoiceField(label="Форма", required=False)
    pair = select("Пара", "Все", [("no", "без пары"), ("yes", "в паре или группе")])
    field_order = ["q", "form", "pair", "consent"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = [("", "Любая"), *MentoringForm.choices]

    def narrow(self, entries):
        entries = self.narrow_consents(self.by_words(entries), Consent.Kind.MENTEE_DUTY)
        inside = open_members().filter(person=OuterRef("person"))
        if self.chosen("pair"):
            entries = entries.filter(Exists(inside) if self.chosen("pair") == "yes" else ~Exists(inside))
        if form := self.chosen("form"):
            entries = entries.filter(Exists(inside.filter(pair__form=form)))
        return entries


class MentorFilter(BankFilter):
    def narrow(self, entries):
        return self.narrow_consents(self.by_words(entries), Consent.Kind.MENTOR_DUTY)


class NeedFilter(ListFilter):
    kind = select("Согласие", "Все", [(kind.value, kind.label) for kind in Consent.Kind])
    state = select("Состояние", "Все", [("missing", "нет"), ("printed", "ждём подписи"), ("signed", "есть")])

    def narrow(self, needs):
        kind, state = self.chosen("kind"), self.chosen("state")
        words = [in_key(word) for word in normalise_search(self.chosen("q")).split()]
        return [
            need
            for need in needs
            if kind in ("", need.kind)
            and state in ("", need.state)
            and all(word in need.person.search for word in words)
        ]
