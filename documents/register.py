"""The register of papers as a page and a file show it: what narrows it, in which order, what stands in a line."""

import datetime as dt
from dataclasses import dataclass, field

from django import forms
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, ExtractYear

from common.russian_dates import normalise_search
from documents.keeping_terms import keep_until, keep_words, last_year_over, years_of
from documents.kinds import KINDS
from documents.models import Document, Link
from documents.papers.kind import GROUPS
from documents.series import SERIES
from organizations.models import Membership
from people.filters import ListFilter, select

Status = Document.Status
STATES = [
    ("draft", "Черновики"),
    ("agreeing", "На согласовании"),
    ("to_sign", "На подписи"),
    ("on_paper", "Ждут скана"),
    ("in_force", "Действуют"),
    ("cancelled", "Отменены"),
    ("over", "Срок хранения вышел"),
]
ORDERS = {
    "": [F("dated").desc(nulls_first=True), "-year", "-sequence", "-pk"],
    "old": [F("dated").asc(nulls_last=True), "year", "sequence", "pk"],
    "number": ["series", F("year").asc(nulls_last=True), F("sequence").asc(nulls_last=True), "pk"],
    "-number": ["series", F("year").desc(nulls_last=True), F("sequence").desc(nulls_last=True), "-pk"],
}
HEAVY = ["content", "facts", "search"]
NAMED = {"1 год", "3 года", "5 лет", "10 лет", "50 лет", "75 лет"}  # terms that a paper made outside may name
GROUP = "group:"
KIND_FIELD = Document._meta.get_field("kind")


def cancelled():
    """Whether a signed paper cancels the paper at hand; a draft of such an order cancels nothing yet."""
    links = Link.objects.filter(kind=Link.Kind.CANCELS, source__status=Status.SIGNED)
    return Exists(links.filter(target=OuterRef("pk")))


def is_over(today):
    """Papers whose term of keeping has ended: the term of the kind, or the one that a paper made outside names."""
    own = {keep for kind in KINDS.values() if years_of(keep := kind.keep)}
    found = Q(pk__in=[])
    for keep in own | NAMED:
        kinds = [kind.key for kind in KINDS.values() if kind.keep == keep]
        lasts = Q(kept="", kind__in=kinds) | Q(kept=keep)
        found |= lasts & Q(dated__year__lte=last_year_over(years_of(keep), today))
    return found


def states(today):
    """{state: condition}; needs `cancelled_now` and `kept` of `register_of`."""
    plain = {status: Q(status=status) for status in ("draft", "agreeing", "to_sign", "on_paper")}
    return plain | {
        "in_force": Q(status=Status.SIGNED, cancelled_now=False)
        & (Q(in_force_from__isnull=True) | Q(in_force_from__lte=today)),
        "cancelled": Q(cancelled_now=True),
        "over": is_over(today),
    }


def register_of(me):
    """All papers that the register shows to somebody, knowing whether they are cancelled and how long they are kept."""
    rows = Document.objects.visible_to(me)
    kept = Coalesce(KeyTextTransform("keep", "facts"), Value(""), output_field=TextField())
    return rows.annotate(cancelled_now=cancelled(), kept=kept)


class RegisterFilter(ListFilter):
    """What stands in the address of the register; `state` by the tabs, `sort` by the heads of the table."""

    q = forms.CharField(label="Номер, слова, фамилия", required=False, max_length=200)
    kind = select("Вид", "Все", [])
    year = select("Год", "Все", [])
    series = select("Серия номеров", "Все", [(key, series.label) for key, series in SERIES.items()])
    by = select("Подготовил", "Все", [])

    def __init__(self, data, *, me):
        super().__init__(data)
        self.me, self.today = me, me.organization.today
        self.fields["kind"].choices = [("", "Все"), *kind_choices(me)]
        self.facts = summary(me, self.today)
        self.fields["year"].choices = [("", "Все"), *year_choices(self.facts, self.today)]
        self.fields["by"].choices = [("", "Все"), *preparers(me)]
        state, sort = self.data.get("state", ""), self.data.get("sort", "")
        self.state = state if state in dict(STATES) else ""
        self.sort = sort if sort in ORDERS else ""

    @property
    def is_used(self):
        return bool(self.state) or super().is_used

    @property
    def tabs(self):
        """(state, words, how many, whether chosen): only what there is, and the tab one stands on."""
        rows = [("", "Все", self.facts["all"]), *((key, label, self.facts[key]) for key, label in STATES)]
        shown = [row for row in rows if row[2] or row[0] in {"", self.state}]
        return [(key, label, count, key == self.state) for key, label, count in shown]

    def narrow(self, papers):
        papers = with_words(papers, self.chosen("q"))
        if kind := self.chosen("kind"):
            papers = papers.filter(
                kind__in=kinds_of_group(kind.removeprefix(GROUP)) if GROUP in kind else [kind]
            )
        if year := self.chosen("year"):
            papers = papers.filter(in_year(year, self.me.organization.zone))
        if series := self.chosen("series"):
            papers = papers.filter(series=series)
        if by := self.chosen("by"):
            papers = papers.filter(created_by=by)
        if self.state:
            papers = papers.filter(states(self.today)[self.state])
        return papers.order_by(*ORDERS[self.sort])


def with_words(papers, text):
    """Every typed word stands somewhere in the paper: its text, its number; equal on both databases."""
    for word in normalise_search(text).split():
        papers = papers.filter(search__contains=word)
    return papers


def kind_choices(me):
    """Kinds by groups, each group as a whole first."""
    return [
        (group, [(f"{GROUP}{group}", f"{group}: все"), *((str(key), KINDS[key].label) for key in kinds)])
        for group in GROUPS
        if (kinds := kinds_of_group(group))
    ]


def kinds_of_group(group):
    return [kind.key for kind in KINDS.values() if kind.group == group]


def in_year(choice, zone):
    """ "2026" is a calendar year, "s2026" the school year from September; a draft belongs to when it was drawn up."""
    year, month = int(choice.removeprefix("s")), 9 if "s" in choice else 1
    starts, ends = dt.date(year, month, 1), dt.date(year + 1, month, 1)
    since, until = (dt.datetime.combine(day, dt.time.min, tzinfo=zone) for day in (starts, ends))
    drawn_up = Q(dated__isnull=True, created_at__gte=since, created_at__lt=until)
    return Q(dated__gte=starts, dated__lt=ends) | drawn_up


def year_choices(facts, today):
    """School years and calendar years from the first paper to this year, the newest first."""
    first = facts["first"] or today.year
    years = range(max(facts["last"] or 0, today.year), first - 1, -1)
    school = [
        (f"s{year}", f"{year}/{year + 1} учебный год") for year in range(max(years), min(years) - 2, -1)
    ]
    return [*school, *((str(year), f"{year} год") for year in years)]


def preparers(me):
    """Who drew up a paper of this institution: (id, name)."""
    rows = Membership.objects.visible_to(me).filter(
        pk__in=Document.objects.visible_to(me).order_by().values("created_by")
    )
    return [(str(pk), name) for pk, name in rows.order_by("user__name").values_list("pk", "user__name")]


def summary(me, today):
    """How many papers there are in each state, and the first and last year of them: one query."""
    counts = {key: Count("pk", filter=condition) for key, condition in states(today).items()}
    year = Coalesce(ExtractYear("dated"), ExtractYear("created_at"))
    return register_of(me).order_by().aggregate(all=Count("pk"), first=Min(year), last=Max(year), **counts)


@dataclass
class Line:
    """A paper in the register with all that its columns say."""

    paper: Document
    links: list = field(default_factory=list)  # (words before, the other paper)
    known: int = 0
    asked: int = 0

    @property
    def today(self):
        return self.paper.organization.today

    @property
    def keep(self):
        kind = KINDS.get(self.paper.kind)
        return self.paper.kept or (kind.keep if kind else "")

    @property
    def keep_words(self):
        return keep_words(self.keep, self.paper.dated)

    @property
    def is_over(self):
        until = keep_until(self.keep, self.paper.dated)
        return until is not None and until < self.today


def light(papers):
    """Lines of a list need neither the text of a paper nor its facts."""
    return papers.select_related("created_by__user", "organization").defer(*HEAVY)


def register_lines(papers):
    """Lines of a page or a file: two more queries, however many papers there are."""
    papers = list(papers)
    lines = {paper.pk: Line(paper) for paper in papers}
    put_links(lines)
    for pk, known, asked in acquainted(lines):
        lines[pk].known, lines[pk].asked = known, asked
    return list(lines.values())


# How a link reads from either end; "будет" while the paper that acts is not signed.
FROM_SOURCE = {"amends": "изменяет", "cancels": "отменяет", "approves": "утверждает"}
FROM_TARGET = {"amends": "изменён", "cancels": "отменён", "approves": "утверждён"}


def put_links(lines):
    """What each paper does to others, and what signed papers did to it."""
    rows = Link.objects.filter(Q(source__in=lines) | Q(target__in=lines)).select_related("source", "target")
    rows = rows.defer(*(f"{end}__{name}" for end in ("source", "target") for name in HEAVY))
    for link in rows:
        if link.source_id in lines:
            lines[link.source_id].links.append((FROM_SOURCE[link.kind], link.target))
        if link.target_id in lines and link.source.status == Status.SIGNED:
            lines[link.target_id].links.append((FROM_TARGET[link.kind], link.source))


def words_of_link(words, other):
    """ "изменён: 13-од от 02.10.2026"; a paper without a number is named by its kind."""
    name = f"№ {other.number} от {other.dated:%d.%m.%Y}" if other.number else f"{other} (проект)"
    return f"{words} {name}"


def acquainted(lines):
    """(paper id, how many said that they know it, how many are asked); who left without reading is asked no more."""
    asked = Q(acknowledgements__at__isnull=False) | Q(acknowledgements__person__left_on__isnull=True)
    rows = Document.objects.filter(pk__in=lines, acknowledgements__isnull=False).order_by().values("pk")
    return rows.annotate(
        known=Count("acknowledgements", filter=Q(acknowledgements__at__isnull=False)),
        asked=Count("acknowledgements", filter=asked),
    ).values_list("pk", "known", "asked")
