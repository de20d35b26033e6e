"""What the board of pairs can be narrowed by; everything stands in the address."""

from django import forms
from django.db.models import Exists, OuterRef, Q

from pairs.models import Pair, PairMember
from people.filters import ListFilter, select
from people.models import MentoringForm, Person

OPEN, LACKING = "", "lacking"


class PairFilter(ListFilter):
    q = forms.CharField(label="ФИО участника", required=False, max_length=200)
    status = select("Состояние", "все открытые", Pair.Status.choices)
    form = select("Форма", "все формы", MentoringForm.choices)
    kind = select("Вид", "все виды", [("group", "группы"), ("one", "один на один")])

    def narrow(self, pairs):
        status, form = self.chosen("status"), self.chosen("form")
        pairs = pairs.filter(status=status) if status else pairs.open()
        if form:
            pairs = pairs.filter(form=form)
        if kind := self.chosen("kind"):
            other = PairMember.objects.filter(pair=OuterRef("pk"), left_on=None)
            is_group = Exists(other.filter(pk__gt=OuterRef("least")))
            least = other.order_by("pk").values("pk")[:1]
            pairs = pairs.annotate(least=least).filter(is_group if kind == "group" else ~is_group)
        if words := self.chosen("q"):
            named = Person.objects.search(words).values("pk")
            members = PairMember.objects.filter(pair=OuterRef("pk"), person__in=named)
            pairs = pairs.filter(Q(mentor__in=named) | Q(Exists(members)))
        return pairs
