"""How far papers are, counted from the register."""

import datetime as dt

from django.urls import reverse

from common.facts import read_once
from documents.kinds import KINDS
from documents.models import Document
from documents.models.kinds import PaperKind
from documents.queries import acknowledgements_of, papers_of
from pairs.models import Pair
from pairs.progress import running_rows
from people.models import Person
from roadmap.progress import Missing, Progress, counter


@counter("order_pairs", "Пары в подписанном приказе")
def pairs_in_orders(roadmap):
    """Running pairs that a signed order names; what is missing says where the order is."""
    pairs = [row.pair for row in running_rows(roadmap.organization)]
    papers = [paper for paper in papers_of(roadmap.organization) if paper.kind == Document.Kind.ORDER_PAIRS]
    waiting = [paper for paper in papers if paper.status != Document.Status.SIGNED]
    missing = [
        Missing(f"{paper.title}: {paper.get_status_display()}", paper.get_absolute_url()) for paper in waiting
    ]
    outside = [pair for pair in pairs if pair.status in {Pair.Status.PROPOSED, Pair.Status.READY}]
    missing += [Missing(f"{pair}: нет в приказе", pair.get_absolute_url()) for pair in outside]
    signed = [Missing(str(paper), paper.get_absolute_url()) for paper in papers if paper not in waiting]
    done = sum(pair.status == Pair.Status.ACTIVE for pair in pairs)
    return Progress(done, len(pairs), missing, reverse("documents:list"), "пар в приказе", signed)


@counter("acknowledgements", "Ознакомление с приказами")
def acquainted(roadmap):
    """People who know the signed orders that name them."""
    rows = acknowledgements_of(roadmap.organization)
    owing = [row for row in rows if row.at is None]
    missing = [Missing(f"{row.person}: {row.document}", row.document.get_absolute_url()) for row in owing]
    done = len(rows) - len(owing)
    return Progress(done, len(rows), missing, reverse("documents:list"), "ознакомлений")


# Lines of a roadmap that one signed paper closes: {counter: (what the line is about, kinds, the first to draw up)}.
PAPERS = {
    "order_model": ("Приказ о внедрении целевой модели", [PaperKind.ORDER_MODEL]),
    "order_regulation": ("Приказ об утверждении положения", [PaperKind.ORDER_REGULATION]),
    "order_curator": ("Приказ о назначении куратора", [PaperKind.ORDER_CURATOR]),
    "regulation": ("Положение о наставничестве", [PaperKind.REGULATION]),
    "school_programme": ("Программа наставничества учреждения", [PaperKind.SCHOOL_PROGRAMME]),
    "programme_template": ("Шаблон персонализированной программы", [PaperKind.PROGRAMME_TEMPLATE]),
    "minutes_decision": (
        "Протокол с решением о внедрении",
        [PaperKind.MINUTES_MEETING, PaperKind.MINUTES_COUNCIL],
    ),
    "minutes_meeting": ("Протокол административного совещания", [PaperKind.MINUTES_MEETING]),
    "minutes_council": ("Протокол педагогического совета", [PaperKind.MINUTES_COUNCIL]),
    "reports": ("Отчёты наставников и куратора", [PaperKind.CURATOR_REPORT, PaperKind.MENTOR_REPORT]),
    "monitoring_note": ("Справка по итогам мониторинга", [PaperKind.MONITORING_NOTE]),
    "final_event_order": ("Приказ об итоговом мероприятии", [PaperKind.ORDER_EVENT]),
    "reward_order": ("Приказ о поощрении", [PaperKind.ORDER_REWARD]),
    "thank_you_letters": ("Благодарственные письма", [PaperKind.THANKS, PaperKind.CERTIFICATE]),
}


def register_papers():
    """A counter for each line of PAPERS."""
    for key, (label, kinds) in PAPERS.items():
        counter(key, label)(signed_paper(label, kinds))


def signed_paper(label, kinds):
    """The counter of a line that is done when one paper of the kinds is signed in the period of the roadmap."""

    def count_papers(roadmap):
        papers = papers_of_period(roadmap, kinds)
        signed = [paper for paper in papers if paper.status == Document.Status.SIGNED]
        papers_shown = [Missing(str(paper), paper.get_absolute_url()) for paper in signed]
        if signed:
            return Progress(1, 1, [], signed[-1].get_absolute_url(), "подписан", papers_shown)
        missing = [
            Missing(f"{paper.title}: {paper.get_status_display()}", paper.get_absolute_url())
            for paper in papers
        ] or [Missing(f"{label}: документа пока нет", way_to_add(kinds[0]))]
        return Progress(0, 1, missing, missing[0].url, "подписан")

    return count_papers


def way_to_add(key):
    """The page that draws a kind up."""
    kind = KINDS.get(key)
    return reverse("documents:paper_add", args=[key]) if kind and kind.form else reverse("documents:add")


def papers_of_period(roadmap, kinds):
    """Papers of the kinds made for the years of a roadmap: signed in them or still drawn up; cancelled ones are none.

    The papers that prepare a school year are signed in August before it.
    """
    first = min(roadmap.starts_on, dt.date(roadmap.starts_on.year, 8, 1))
    return [
        paper
        for paper in papers_of(roadmap.organization)
        if paper.kind in kinds
        and not paper.is_cancelled
        and (paper.dated is None or first <= paper.dated <= roadmap.ends_on)
    ]


@counter("agreements", "Дополнительные соглашения с наставниками")
def mentors_with_agreements(roadmap):
    """Employees who mentor in a running pair, each with a signed agreement (ТК ст. 351.8)."""
    agreed = agreed_mentors(roadmap.organization)
    mentors = {}
    for row in running_rows(roadmap.organization):
        if row.pair.mentor.kind == Person.Kind.EMPLOYEE:
            mentors.setdefault(row.pair.mentor_id, row.pair)
    add = way_to_add(PaperKind.AGREEMENT)
    missing = [
        Missing(f"{pair.mentor}: нет соглашения", f"{add}?pair={pair.pk}")
        for pk, pair in mentors.items()
        if pk not in agreed
    ]
    return Progress(
        len(mentors) - len(missing), len(mentors), missing, reverse("documents:list"), "соглашений"
    )


@read_once
def agreed_mentors(organization):
    """Primary keys of those with whom an agreement is signed, named by themselves or by their pair."""
    rows = Document.objects.filter(organization=organization, kind=PaperKind.AGREEMENT).signed()
    return {pk for found in rows.values_list("people", "pairs__mentor") for pk in found if pk}


register_papers()
