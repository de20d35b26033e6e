"""What a kind of paper is: where it is numbered, how long it is kept, who signs, how it is made and drawn."""

from collections.abc import Callable
from dataclasses import dataclass

from documents.models.kinds import PaperKind

PERMANENT = (
    "постоянно"  # Перечень Росархива 20.12.2019 № 236, ст. 19: orders on the core activity, local acts
)
PERSONNEL = "50 лет"  # the same, ст. 434: orders on personnel made since 2003
FIVE_YEARS = "5 лет"
THREE_YEARS = "3 года"
SHORT = {FIVE_YEARS, THREE_YEARS, "1 год"}  # a left margin of 20 mm is enough

ORDERS, ACTS, PROGRAMMES, PEOPLE, RESULTS = (
    "Приказы",
    "Локальные акты и программы",
    "Программы и планы пар",
    "Участники",
    "Протоколы, отчёты и поощрение",
)
GROUPS = [ORDERS, ACTS, PROGRAMMES, PEOPLE, RESULTS]


def nobody(subject):
    return []


@dataclass(frozen=True)
class Kind:
    """`build(subject)` makes the content; `form` asks for what the system cannot know. Without them the paper comes
    from a page of its own. `title(content)` is its line in the register.
    """

    key: PaperKind
    series: str  # a key of documents.series.SERIES
    keep: str
    group: str = ORDERS
    lead: str = ""  # what it is for, a sentence of the catalogue
    build: Callable | None = None
    form: type | None = None
    acquaint: Callable = nobody  # (subject) -> persons who must know the paper once it is signed
    links: Callable = nobody  # (subject) -> [(Link.Kind, Document)]: the papers that this one acts on
    by_head: bool = True  # signed in the system by the head; otherwise by hand on paper by whoever it names
    approved_by_order: bool = False  # no signature of its own: an order approves it
    dated_by: str = ""  # the fact whose day is the day of the paper: a meeting, when its minutes are numbered
    in_bodies: bool = True  # bodies above the institutions draw it up too
    template: str = "papers/paper.html"
    body: str = "papers/_paper_body.html"

    @property
    def label(self):
        return self.key.label

    @property
    def word(self):
        """ "Приказ", "Положение": the first word of the file's name and of the head's button."""
        return self.label.split()[0]
