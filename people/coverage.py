"""The table person × consent: what everybody of the banks has given, what is missing, and the sums of it."""

from dataclasses import dataclass

from people.consents import bank_members, papers_of
from people.models import ConsentKind, Person, kinds_needed

COLUMNS = {
    ConsentKind.PROCESSING: "Обработка",
    ConsentKind.MENTOR_DUTY: "Обязанности наставника",
    ConsentKind.MENTEE_DUTY: "Участие",
    ConsentKind.DISTRIBUTION: "Распространение",
}


@dataclass
class CoverageRow:
    """One person of the banks with the consents asked of the person and the one that is only offered."""

    person: Person
    is_mentor: bool
    is_mentee: bool
    needs: dict

    @property
    def demanded(self):
        kinds = kinds_needed(is_mentor=self.is_mentor, is_mentee=self.is_mentee)
        return [self.needs[kind] for kind in kinds]

    @property
    def cells(self):
        """(a short title of the column, need or None where nothing is asked, whether it is only offered)."""
        return [
            (title.split()[0], self.needs.get(kind), kind == ConsentKind.DISTRIBUTION)
            for kind, title in COLUMNS.items()
        ]

    @property
    def wanted(self):
        """What is to be printed or sent now."""
        return [need for need in self.demanded if need.is_wanted]

    @property
    def lacks_representative(self):
        return any(need.state == "representative" for need in self.demanded)


@dataclass(frozen=True)
class Sum:
    """How many of those asked have signed, of one consent."""

    kind: str
    title: str
    signed: int
    total: int
    is_offered: bool


def coverage(me, persons=None):
    """A row for everybody of the banks, by name; `persons` narrows whom it is about."""
    mentees, mentors = bank_members(me)
    everybody = Person.objects.visible_to(me) if persons is None else persons
    papers = papers_of(me, everybody.filter(pk__in=mentees | mentors).select_related(None))
    return [
        row_of(papers, person, is_mentor=person.pk in mentors, is_mentee=person.pk in mentees)
        for person in papers.persons
    ]


def row_of(papers, person, *, is_mentor, is_mentee):
    kinds = [*kinds_needed(is_mentor=is_mentor, is_mentee=is_mentee), ConsentKind.DISTRIBUTION]
    needs = {kind: papers.need(person, kind) for kind in kinds}
    return CoverageRow(person, is_mentor, is_mentee, needs)


def sums(rows):
    """One for each column; of the offered consent the whole is everybody."""
    found = []
    for kind, title in COLUMNS.items():
        needs = [row.needs[kind] for row in rows if kind in row.needs]
        signed = sum(need.state == "signed" for need in needs)
        found.append(Sum(kind, title, signed, len(needs), kind == ConsentKind.DISTRIBUTION))
    return found
