"""A run as its page shows it: proposals with the reason in a sentence, who is left over, places, supply and demand."""

from collections import Counter
from dataclasses import dataclass, field, replace

from common.russian import counted
from pairs.queries import MENTEE_KINDS, MENTOR_KINDS, given
from people.models import Competence, Person
from selection.matching.words import left_sentence, sentence
from selection.models import Proposal
from selection.permissions_choosing import can_keep_wishes
from selection.services.runs import answer_of

WISHES = {"mutual", "mentee_wish", "mentor_wish"}
NEARLY = 2  # points that make no difference


@dataclass
class Line:
    """One proposal of the table."""

    proposal: Proposal
    why: str
    place: str = ""
    waits: str = ""

    @property
    def stage(self):
        years = self.proposal.mentee.experience_years
        if years is None:
            return ""
        return f"стаж {counted(years, 'год', 'года', 'лет')}" if years else "первый год"

    @property
    def is_stopped(self):
        """Since the banks were read one of the two took the consent back."""
        return bool(self.proposal.mentee.processing_stopped_on or self.proposal.mentor.processing_stopped_on)

    @property
    def is_close(self):
        """The runner-up would cost the whole next to nothing."""
        cost = self.proposal.runner_up_cost
        return self.proposal.runner_up_id is not None and cost is not None and cost <= NEARLY

    @property
    def cost_words(self):
        cost = self.proposal.runner_up_cost
        if cost is None:
            return ""
        return (
            f"подбор потеряет {counted(cost, 'балл', 'балла', 'баллов')}"
            if cost
            else "подбор ничего не потеряет"
        )


@dataclass
class Shown:
    """All that the page of a run says."""

    lines: list = field(default_factory=list)
    left: list = field(default_factory=list)
    places: list = field(default_factory=list)  # (mentor, free, capacity)
    demand: list = field(default_factory=list)  # (name, asked, offered)
    lacking: int = 0  # people of the proposals whose consents are missing
    total: int = 0

    @property
    def asked(self):
        return len(self.lines) + len(self.left)

    @property
    def scarce(self):
        return [row for row in self.demand if row[1] > row[2]]

    @property
    def enough(self):
        return [row for row in self.demand if row[1] <= row[2]]


def show(run, me):
    """In three queries: proposals with their people and consents, competences, mentors with free places."""
    found = answer_of(run)
    matches = {match.mentee: match for match in found.matches}
    names = dict(Competence.objects.filter(organization=run.organization).values_list("pk", "name"))
    inputs = {row["id"]: row for row in run.inputs["mentors"]}
    waiting = {row["id"]: row["days_waiting"] for row in run.inputs["mentees"]}
    shown, seats = Shown(total=found.total), Counter()
    rows = list(with_consents(run.proposals.all()))
    for row in rows:
        match = matches.get(row.mentee_id)
        line = Line(row, why(match, names, row, me), waits=waits(waiting.get(row.mentee_id, 0)))
        if row.mentor_id:
            seats[row.mentor_id] += 1
            line.place = place_of(inputs.get(row.mentor_id), seats[row.mentor_id])
            shown.lines.append(line)
        else:
            shown.left.append(line)
    shown.lacking = len(lacking_of(rows))
    shown.places = free_places(run, found, inputs)
    shown.demand = demand_of(found, names)
    return shown


def with_consents(proposals):
    """Proposals with `mentee_has_…` and `mentor_has_…` for each consent that the side needs."""
    flags = {
        f"{side}_{name}": flag for side, kinds in SIDES.items() for name, flag in given(side, kinds).items()
    }
    people = ("mentee", "mentor", "runner_up", "pair")
    return proposals.select_related(*people).annotate(**flags).order_by("mentee__search", "pk")


SIDES = {"mentee": MENTEE_KINDS, "mentor": MENTOR_KINDS}


def lacking_of(rows):
    """Numbers of the people of proposed pairs who have not given all consents."""
    paired = [row for row in rows if row.mentor_id]
    return {
        getattr(row, f"{side}_id")
        for row in paired
        for side, kinds in SIDES.items()
        if not all(getattr(row, f"{side}_has_{kind.value}") for kind in kinds)
    }


def why(match, names, row, me):
    """The sentence of a proposal; of somebody whose data went, or whose card became another one, nothing is known."""
    if match is None:
        return "Данных для расчёта больше нет."
    if not match.mentor:
        return left_sentence(match, names)
    return sentence(told_to(match, me), names, {"subject": common_subject(row)})


def told_to(match, me):
    """Who named whom is read by the curator alone: so those who answer are told."""
    if can_keep_wishes(me):
        return match
    return replace(match, reasons=tuple(reason for reason in match.reasons if reason[0] not in WISHES))


def common_subject(row):
    subjects = {row.mentee.subject.strip().lower(), row.mentor.subject.strip().lower()}
    return row.mentee.subject.strip() if len(subjects) == 1 else ""


def waits(days):
    return f"ждёт {counted(days, 'день', 'дня', 'дней')}" if days else ""


def place_of(mentor, number):
    """Which of the mentor's places the proposal takes, after those who are led already."""
    return f"место {mentor['load'] + number} из {mentor['capacity']}" if mentor else ""


def free_places(run, found, inputs):
    free = {pk: number for pk, number in found.free.items() if number > 0}
    mentors = Person.objects.filter(organization=run.organization, pk__in=free).order_by("search", "pk")
    return [
        (mentor, free[mentor.pk], inputs[mentor.pk]["capacity"]) for mentor in mentors if mentor.pk in inputs
    ]


def demand_of(found, names):
    """Competences that are asked for, the scarcest first."""
    rows = [(names[pk], *figures) for pk, figures in found.demand.items() if pk in names and figures[0]]
    return sorted(rows, key=lambda row: (row[2] - row[1], row[0]))
