"""What has to happen before a change is in force, and who does it: read from the papers each time it is looked at."""

from dataclasses import dataclass, field

from common.russian import date_words
from pairs.change_papers import AGREEMENT, NOTICE, ORDER, address_of, answers_of
from pairs.models import Pair, PairChange
from pairs.queries import rows_of

STATES = {
    "draft": ("run", "черновик"),
    "agreeing": ("wait", "на согласовании"),
    "to_sign": ("wait", "ждёт подписи"),
    "on_paper": ("run", "на бумаге, нужен скан"),
    "signed": ("done", "есть подпись"),
}
TITLES = {
    NOTICE: (
        "Уведомление за три рабочих дня",
        "подписывает тот, кто предупреждает; второй расписывается в получении",
    ),
    AGREEMENT: ("Дополнительное соглашение", "подписывают наставник и руководитель"),
    ORDER: ("Приказ", "составляет куратор, подписывает руководитель"),
}
Status = PairChange.Status


@dataclass(frozen=True)
class Step:
    """One step: what, who does it, its state in a word and a shape, and where it is done."""

    title: str
    who: str
    state: str
    words: str
    url: str = ""
    deed: str = ""
    confirms: Pair | None = None  # the new pair, ready to be confirmed by a button
    notes: list[str] = field(default_factory=list)

    @property
    def is_done(self):
        return self.state == "done"


def steps_of(change):
    """The steps of a planned change or of one in force, in their order."""
    row = rows_of(Pair.objects.filter(pk=change.new_pair_id))[0] if change.new_pair_id else None
    papers = papers_of(change)
    steps = [consents(row)] if row else []
    for kind, answers in answers_of(change).items():
        steps.append(paper_step(kind, answers, papers.get(kind), row))
    order = papers.get(ORDER)
    return [*steps, acquaintance(order), in_force(change, order)]


def papers_of(change):
    """{kind: the paper of this change}: the latest one that was begun since, or an older one still on its way."""
    found = {}
    for pair in filter(None, (change.pair, change.new_pair)):
        for paper in pair.documents.defer("content", "search").order_by("created_at", "pk"):
            is_ours = paper.created_at >= change.made_at or paper.status in {"draft", "agreeing", "to_sign"}
            if is_ours and paper.facts.get("pair") == f"pair:{owner(change, paper.kind).pk}":
                found[paper.kind] = paper
    return found


def owner(change, kind):
    """The pair that a paper of a change speaks of first."""
    return change.new_pair if kind == AGREEMENT and change.new_pair else change.pair


def consents(row):
    """Of everybody in the new pair; with all of them the curator says that it is ready."""
    who = "участники новой пары"
    notes = [lack.words for lack in row.lacks]
    if notes:
        return Step(
            "Согласия",
            who,
            "miss",
            "не хватает",
            row.pair.get_absolute_url(),
            "Открыть новую пару",
            notes=notes,
        )
    if row.pair.status == Pair.Status.PROPOSED:
        return Step("Согласия", who, "run", "собраны, подтвердите", confirms=row.pair)
    return Step("Согласия", who, "done", "собраны", row.pair.get_absolute_url(), "Открыть новую пару")


def paper_step(kind, answers, paper, row):
    title, who = TITLES[kind]
    if paper:
        state, words = STATES[paper.status]
        number = f" № {paper.number} от {paper.dated:%d.%m.%Y}" if paper.number else ""
        return Step(f"{title}{number}", who, state, words, paper.get_absolute_url(), "Открыть")
    if kind == ORDER and row and row.pair.status not in {Pair.Status.READY, Pair.Status.ORDERED}:
        notes = ["Приказ составляют, когда новая пара готова: нужны все согласия."]
        return Step(title, who, "plan", "пока рано", notes=notes)
    return Step(title, who, "miss", "ещё нет", address_of(kind, answers), "Составить")


def acquaintance(order):
    who = "все, кто назван в приказе"
    if order is None or order.status != "signed":
        return Step("Ознакомление с приказом", who, "plan", "после подписи")
    rows = list(order.acknowledgements.values_list("at", flat=True))
    known = sum(at is not None for at in rows)
    state = "done" if known == len(rows) else "wait"
    return Step(
        "Ознакомление с приказом", who, state, f"{known} из {len(rows)}", order.get_absolute_url(), "Открыть"
    )


def in_force(change, order):
    if change.status == Status.IN_FORCE:
        return Step("Вступило в силу", "", "done", date_words(change.effective_on))
    if change.kind == PairChange.Kind.PROLONG:
        return Step("Вступит в силу", "система", "plan", "в день подписания приказа")
    words = date_words(change.effective_on)
    if order is None or order.status != "signed":
        words = f"{words}, если приказ подписан"
    return Step("Вступит в силу", "система", "plan", words)
