"""What the list of those without a pair can be narrowed by; everything stands in the address."""

from django import forms
from django.db.models import Q

from people.filters import ListFilter, select
from people.models import Person
from support.models import SupportCase


class SupportFilter(ListFilter):
    q = forms.CharField(label="ФИО", required=False, max_length=200)
    state = select(
        "Кто",
        "все без пары",
        [
            ("mine", "веду я"),
            ("free", "без специалиста"),
            ("due", "пора встретиться или искать"),
            ("soon", "поддержка ещё не открыта"),
            ("closed", "закрытые"),
        ],
    )
    kind = select("Вид поддержки", "Любой", SupportCase.Kind.choices)

    def narrow(self, cases, me):
        """Of the cases that `me` sees."""
        state = self.chosen("state")
        cases = cases.exclude(status="open") if state == "closed" else cases.open()
        if state == "soon":
            cases = cases.none()
        if state == "mine":
            cases = cases.filter(specialist=me)
        if state == "free":
            cases = cases.filter(specialist=None)
        if state == "due":
            today = me.organization.today
            cases = cases.filter(Q(next_contact_on__lte=today) | Q(next_search_on__lte=today))
        if kind := self.chosen("kind"):
            cases = cases.filter(kind=kind)
        words = self.chosen("q")
        return cases.filter(person__in=Person.objects.search(words)) if words else cases

    @property
    def is_closed(self):
        return self.chosen("state") == "closed"

    @property
    def with_alone(self):
        """Whether those who have no case yet belong to what is asked for."""
        return self.chosen("state") in {"", "soon"} and not self.chosen("kind")
