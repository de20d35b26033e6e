"""The list of ready-made questionnaires as its page shows it: what suits the institution stands first."""

from dataclasses import dataclass

from surveys.builtin import Ready, all_ready, set_of
from surveys.duration import minutes_of
from surveys.filters_ready import ReadyFilter
from surveys.models import Purpose, Questionnaire

#: When in the school year a purpose has its place.
WHEN = {
    Purpose.CANDIDATE: "сентябрь", Purpose.REQUESTS: "сентябрь", Purpose.INTERIM: "январь",
    Purpose.SATISFACTION: "май", Purpose.CURATOR: "май", Purpose.FIT: "после знакомства пары",
    Purpose.PRACTICE: "май",
}  # fmt: skip
OF_PAIRS = {Purpose.ENTRY, Purpose.EXIT}
BEFORE_PAIRS = {Purpose.CANDIDATE, Purpose.REQUESTS}


@dataclass(frozen=True)
class Line:
    """A ready-made questionnaire in the list; `own` is what the institution has made of it."""

    ready: Ready
    questions: int
    minutes: int
    own: Questionnaire | None = None


@dataclass(frozen=True)
class FormLine:
    """Entry and exit of one form of mentoring, four cells in the order of builtin.SET; None is narrowed away."""

    form: str
    words: str
    cells: tuple[Line | None, ...]
    is_taken: bool

    @property
    def is_whole(self):
        """Nothing of the set is narrowed away."""
        return all(self.cells)

    @property
    def moments(self):
        """(what it is called, its lines that are left) of the entry and of the exit."""
        halves = ("Входная, октябрь", self.cells[:2]), ("Итоговая, май", self.cells[2:])
        return [(words, [line for line in half if line]) for words, half in halves]


@dataclass(frozen=True)
class Offer:
    """What is shown together: September, the forms of mentoring with their October and May, the rest of the year."""

    early: list
    forms: list
    late: list

    def __bool__(self):
        return bool(self.early or self.forms or self.late)


def line_of(ready, own):
    sheet = ready.sheet
    return Line(ready, len(sheet.questions), minutes_of(sheet), own.get(ready.key))


def own_by_origin(me):
    """The institution's questionnaires that were taken from ready-made ones: the latest of each."""
    rows = Questionnaire.objects.visible_to(me).usable().exclude(origin="").order_by("pk")
    return {row.origin: row for row in rows.defer("content", "doubts")}


def offers_of(me, chosen: ReadyFilter, own):
    """What suits this kind of institution, and what is meant for others."""
    return [offer_of(me.organization.kind, chosen, own, suits=suits) for suits in (True, False)]


def offer_of(kind, chosen, own, *, suits):
    rows = [one for one in all_ready().values() if one.suits(kind) is suits]
    lines = [line_of(one, own) for one in rows if one.purpose not in OF_PAIRS and chosen.fits(one)]
    early = [line for line in lines if line.ready.purpose in BEFORE_PAIRS]
    forms = list(dict.fromkeys(one.form for one in rows if one.purpose in OF_PAIRS))
    found = [form_line(form, chosen, own) for form in forms]
    late = [line for line in lines if line not in early]
    return Offer(in_groups(early), [line for line in found if any(line.cells)], in_groups(late))


def in_groups(lines):
    """[(words of the purpose, when, lines)] in the order of the year."""
    groups = {}
    for line in lines:
        groups.setdefault(Purpose(line.ready.purpose), []).append(line)
    return [(purpose.label, WHEN[purpose], found) for purpose, found in groups.items()]


def form_line(form, chosen, own):
    rows = set_of(form)
    cells = tuple(line_of(one, own) if chosen.fits(one) else None for one in rows)
    return FormLine(form, rows[0].form_words, cells, all(one.key in own for one in rows))
