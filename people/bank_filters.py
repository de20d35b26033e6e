"""What the two registers can be narrowed by; everything stands in the address, so a view can be saved and sent."""

from urllib.parse import urlencode

from django import forms
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from common.russian import sort_key
from people.filters import ListFilter, PersonFilter, consents_of, select
from people.models import Competence, Consent, MentoringForm, MentoringKind, Person, Request
from people.pairings import open_members

NONE = "none"


def young_teachers(organization, prefix=""):
    """A condition: a teacher whose experience is no longer than the institution's setting says."""
    return Q(
        **{
            f"{prefix}kind": Person.Kind.EMPLOYEE,
            f"{prefix}experience_years__lte": organization.young_teacher_years,
        }
    )


def places_taken_by(person):
    """How many mentees in open pairs the mentor at the path `person` has."""
    rows = open_members().filter(pair__mentor=OuterRef(person)).order_by().values("pair__mentor")
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)


class BankFilter(ListFilter):
    """What both registers ask; `stay` parts those who are in the bank now from those who were."""

    FIRST = ["q", "competence", "form", "pair", "consent"]  # the others fold under "Ещё условия"
    DUTY = ""

    competence = forms.ChoiceField(label="Компетенция", required=False)
    form = select("Форма", "Любая", MentoringForm.choices)
    consent = select(
        "Согласия", "Все", [("no", "чего-то не хватает"), ("asked", "ждём подписи"), ("yes", "все есть")]
    )
    kind = select("Вид", "Любой", MentoringKind.choices)
    status = select("Участие", "Все", [("active", "участвуют"), ("paused", "приостановлено")])
    young = select("Стаж", "Любой", [("yes", "молодые педагоги"), ("no", "кроме молодых")])
    stay = select("Состав", "Сейчас в банке", [("former", "Вышли из банка")])
    all = forms.CharField(required=False, widget=forms.HiddenInput, max_length=1)  # all lines on one page

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, **kwargs)
        self.membership, self.organization = membership, membership.organization
        rows = Competence.objects.visible_to(membership).values_list("pk", "name")
        self.competences = [(str(pk), name) for pk, name in sorted(rows, key=lambda row: sort_key(row[1]))]
        self.fields["competence"].choices = [("", "Любая"), *self.competences, (NONE, "не указана")]

    @property
    def first(self):
        return [self[name] for name in self.FIRST]

    @property
    def others(self):
        return [self[name] for name in self.fields if name not in (*self.FIRST, "all")]

    @property
    def has_others(self):
        return any(self.chosen(field.name) for field in self.others)

    @property
    def is_former(self):
        return self.chosen("stay") == "former"

    @property
    def is_used(self):
        return any(self.chosen(name) for name in self.fields if name != "all")

    @property
    def query(self):
        """What is chosen and understood, by name: what a saved view keeps, where a deed comes back to."""
        chosen = {name: self.chosen(name) for name in self.fields}
        return urlencode({name: value for name, value in sorted(chosen.items()) if value and name != "all"})

    def narrow(self, entries):
        entries = entries.former() if self.is_former else entries.open()
        entries = self.by_words(entries).filter(**self.equalities())
        if form := self.chosen("form"):
            paired = self.in_pairs().filter(pair__form=form)
            entries = entries.filter(Q(forms__contains=f" {form} ") | Exists(paired))
        if kind := self.chosen("kind"):
            entries = entries.filter(kinds__contains=f" {kind} ")
        if answer := self.chosen("young"):
            young = young_teachers(self.organization, "person__")
            entries = entries.filter(young) if answer == "yes" else entries.exclude(young)
        return self.by_own(self.by_competence(self.by_consents(entries)))

    def equalities(self):
        return {"status": status} if (status := self.chosen("status")) else {}

    def by_words(self, entries):
        words = self.chosen("q")
        return entries.filter(person__in=Person.objects.search(words)) if words else entries

    def by_consents(self, entries):
        answer = self.chosen("consent")
        if not answer:
            return entries
        if answer == "asked":
            asked = Consent.objects.asked().filter(person=OuterRef("person"))
            return entries.filter(Exists(asked.filter(kind__in=[Consent.Kind.PROCESSING, self.DUTY])))
        whole = consents_of("person", kind=Consent.Kind.PROCESSING) & consents_of("person", kind=self.DUTY)
        return entries.filter(whole if answer == "yes" else ~whole)


class MenteeFilter(BankFilter):
    """The bank of mentees: who asks for what, where it is known from, who has no mentor yet."""

    DUTY = Consent.Kind.MENTEE_DUTY

    pair = select("Пара", "Все", [("no", "без пары"), ("yes", "в паре или группе")])
    source = select("Источник запроса", "Любой", [*Request.Source.choices, (NONE, "запрос не записан")])

    def in_pairs(self):
        return open_members().filter(person=OuterRef("person"))

    def by_competence(self, entries):
        """By a request that names the competence; "не указана": some request names none."""
        if not (chosen := self.chosen("competence")):
            return entries
        requests = Request.objects.filter(entry=OuterRef("pk"))
        return entries.filter(Exists(requests.filter(competences=None if chosen == NONE else chosen)))

    def by_own(self, entries):
        if pair := self.chosen("pair"):
            inside = Exists(self.in_pairs())
            entries = entries.filter(inside if pair == "yes" else ~inside)
        if source := self.chosen("source"):
            requests = Request.objects.filter(entry=OuterRef("pk"))
            known = Exists(requests if source == NONE else requests.filter(source=source))
            entries = entries.filter(~known if source == NONE else known)
        return entries


class MentorFilter(BankFilter):
    """The bank of mentors: who is strong in what, and who has room."""

    FIRST = ["q", "competence", "form", "places", "consent"]
    DUTY = Consent.Kind.MENTOR_DUTY

    places = select(
        "Места",
        "Все",
        [("free", "есть свободные"), ("full", "заняты все"), ("idle", "пока без наставляемых")],
    )

    def in_pairs(self):
        return open_members().filter(pair__mentor=OuterRef("person"))

    def by_competence(self, entries):
        if not (chosen := self.chosen("competence")):
            return entries
        own = entries.model.competences.through.objects.filter(mentorentry=OuterRef("pk"))
        return entries.filter(~Exists(own) if chosen == NONE else Exists(own.filter(competence=chosen)))

    def by_own(self, entries):
        answer = self.chosen("places")
        if not answer:
            return entries
        entries = entries.annotate(taken=places_taken_by("person"))
        if answer == "idle":
            return entries.filter(taken=0)
        room = Q(taken__lt=F("capacity"))
        return entries.filter(room if answer == "free" else ~room)


class PickFilter(PersonFilter):
    """Who is looked for to enter a bank: all of them are of the institution now."""

    state = None
