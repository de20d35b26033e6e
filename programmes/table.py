"""The table of programmes: every programme of the open pairs, and the pairs that have none."""

from dataclasses import dataclass

from django import forms
from django.db.models import Count, Prefetch, Q

from pairs.models import Pair, PairMember
from people.filters import ListFilter, select
from people.models import MentoringForm, Person
from programmes.models import Programme

Status = Programme.Status
NONE = "none"
# Whose step is next, by the state of a programme.
WAITS_FOR = {
    Status.DRAFT: "pair", Status.RETURNED: "pair", Status.SUBMITTED: "curator", Status.TO_APPROVE: "head",
    Status.APPROVED: "",
}  # fmt: skip
WAITERS = [("pair", "пару"), ("curator", "куратора"), ("head", "руководителя")]
WAITS_WORDS = {"pair": "ждём пару", "curator": "ждём куратора", "head": "ждём руководителя", "": ""}
MARKS = {
    Status.DRAFT: "plan", Status.RETURNED: "miss", Status.SUBMITTED: "wait", Status.TO_APPROVE: "wait",
    Status.APPROVED: "run", Status.COMPLETED: "done", Status.DROPPED: "none",
}  # fmt: skip


def mark_of(programme):
    """The shape of a state."""
    return "none" if programme.is_stopped else MARKS[programme.status]


class ProgrammeFilter(ListFilter):
    q = forms.CharField(label="ФИО участника", required=False, max_length=200)
    state = select("Состояние", "все", [(NONE, "ещё не составлены"), *Status.choices])
    form = select("Форма", "все формы", MentoringForm.choices)
    waits = select("Кого ждём", "всех", WAITERS)

    def narrow(self, programmes):
        state, waits = self.chosen("state"), self.chosen("waits")
        if state == NONE:
            return programmes.none()
        programmes = programmes.filter(status=state) if state else programmes.current()
        if waits:
            programmes = programmes.filter(status__in=[one for one, who in WAITS_FOR.items() if who == waits])
        if form := self.chosen("form"):
            programmes = programmes.filter(pair__form=form)
        if words := self.chosen("q"):
            named = Person.objects.search(words).values("pk")
            people = Q(mentor__in=named) | Q(members__person__in=named)
            programmes = programmes.filter(pair__in=Pair.objects.filter(people).values("pk"))
        return programmes

    def narrow_pairs(self, pairs):
        """Of the pairs without a programme those that fit: they wait for themselves."""
        if self.chosen("state") not in {"", NONE} or self.chosen("waits") not in {"", "pair"}:
            return pairs.none()
        if form := self.chosen("form"):
            pairs = pairs.filter(form=form)
        if words := self.chosen("q"):
            named = Person.objects.search(words).values("pk")
            people = PairMember.objects.filter(person__in=named).values("pair")
            pairs = pairs.filter(Q(mentor__in=named) | Q(pk__in=people))
        return pairs


@dataclass
class Line:
    """One line of the table: a programme, or a pair that has none."""

    pair: Pair
    programme: Programme | None = None

    @property
    def total(self):
        return self.programme.rows_total

    @property
    def done(self):
        return self.programme.rows_done

    @property
    def mark(self):
        return mark_of(self.programme)

    @property
    def waits_words(self):
        return WAITS_WORDS[WAITS_FOR.get(self.programme.status, "")]

    @property
    def can_be_sent(self):
        return self.programme.status == Status.SUBMITTED and not self.programme.remarks_open


def members_first():
    return Prefetch("pair__members", queryset=PairMember.objects.select_related("person"))


def counted(programmes):
    """With `rows_total`, `rows_done`, `remarks_open` and the people of the pair, in two queries."""
    return (
        programmes.select_related("pair__mentor", "pair__organization")
        .prefetch_related(members_first())
        .annotate(
            rows_total=Count("rows", distinct=True),
            rows_done=Count("rows", filter=Q(rows__done_on__isnull=False), distinct=True),
            remarks_open=Count("remarks", filter=Q(remarks__settled_on=None), distinct=True),
        )
    )


def lines_of(programmes):
    return [Line(programme.pair, programme) for programme in counted(programmes)]


def pairs_without(pairs):
    """Open pairs, not paused, that have neither a programme nor a plan; a proposal may still become nothing."""
    working = pairs.filter(status__in=[Pair.Status.READY, Pair.Status.ORDERED, Pair.Status.ACTIVE])
    current = Programme.objects.current().values("pair")
    with_people = Prefetch("members", queryset=PairMember.objects.select_related("person"))
    return working.exclude(pk__in=current).select_related("mentor").prefetch_related(with_people)


def figures_of(programmes):
    """[(state, its words, how many)] of the states that have any."""
    found = dict(programmes.current().order_by().values_list("status").annotate(Count("pk")))
    return [(state.value, state.label, found[state]) for state in Status if state in found]
