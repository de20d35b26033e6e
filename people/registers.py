"""The two registers as lines of a table: all a page or a file says about an entry, in a fixed number of queries."""

from dataclasses import dataclass, field

from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery

from organizations.models import Organization
from people.gate import Deed, allowed
from people.models import Consent, MenteeEntry, MentorEntry, Person
from people.pairings import mentees_of, mentors_of, open_members

PROCESSING = Consent.Kind.PROCESSING
DUTIES = {MenteeEntry: Consent.Kind.MENTEE_DUTY, MentorEntry: Consent.Kind.MENTOR_DUTY}


@dataclass
class BankRow:
    """A line of a register: the consents by person and kind, and what is missing."""

    entry: MenteeEntry | MentorEntry
    members: list  # rows of the open pairs, on the person's own side
    consents: dict
    is_young: bool = False
    missing: list[str] = field(default_factory=list)

    def paper(self, kind):
        return self.consents.get((self.entry.person_id, kind))

    @property
    def processing(self):
        return self.paper(PROCESSING)

    @property
    def duty(self):
        return self.paper(DUTIES[type(self.entry)])

    @property
    def papers(self):
        """(label, mark of the state, words) of the three consents; the one for pages is nobody's duty."""
        released = self.paper(Consent.Kind.DISTRIBUTION)
        return [
            ("Обработка", *paper_state(self.processing)),
            (self.DUTY, *paper_state(self.duty)),
            ("Распространение", *(paper_state(released) if released else ("", "нет"))),
        ]


class MenteeRow(BankRow):
    """A line of the bank of mentees."""

    DUTY = "Участие"


class MentorRow(BankRow):
    """A line of the bank of mentors."""

    DUTY = "Обязанности"

    @property
    def mentees(self):
        return self.members

    @property
    def taken(self):
        return len(self.members)

    @property
    def about(self):
        """What stands under the name beside the position."""
        category = self.entry.person.category
        if category and "категори" not in category and "соответств" not in category:
            category = f"{category} категория"
        return ", ".join(filter(None, [category, "молодой педагог" if self.is_young else ""]))

    @property
    def forms_words(self):
        """The forms of the open pairs; the entry's own stand in where there is none."""
        return ", ".join(dict.fromkeys(member.pair.get_form_display() for member in self.members))


def paper_state(paper):
    if paper is None:
        return "miss", "нет"
    return ("done", "есть") if paper.signed_on else ("wait", "ждём")


def entries_shown(bank, me):
    """The stays that a register names: nobody whose consent to processing was withdrawn (gate: BANK)."""
    fine = allowed(Person.objects.visible_to(me).filter(pk=OuterRef("person")), Deed.BANK)
    return bank.objects.visible_to(me).filter(Exists(fine))


def mentee_rows(entries):
    entries = list(entries.select_related("person__organization").prefetch_related("requests"))
    persons = [entry.person_id for entry in entries]
    consents, members = open_consents(persons), mentors_of(persons)
    rows = [
        MenteeRow(entry, members.get(entry.person_id, []), consents, entry.person.is_young_teacher)
        for entry in entries
    ]
    for row in rows:
        if row.entry.left_on is None:
            row.missing = [
                *([] if row.entry.requests.all() else ["запрос не записан"]),
                *lacking_consents(row, "согласие на участие"),
                *([] if row.members or row.entry.is_paused else ["без пары"]),
            ]
    return rows


def mentor_rows(entries):
    entries = list(entries.select_related("person__organization").prefetch_related("competences"))
    persons = [entry.person_id for entry in entries]
    consents, mentees = open_consents(persons), mentees_of(persons)
    rows = [
        MentorRow(entry, mentees.get(entry.person_id, []), consents, entry.person.is_young_teacher)
        for entry in entries
    ]
    for row in rows:
        if row.entry.left_on is None:
            row.missing = [
                *([] if row.entry.competences.all() else ["компетенции не указаны"]),
                *lacking_consents(row, "согласие на обязанности"),
                *(["наставляемых больше, чем мест"] if row.taken > row.entry.capacity else []),
            ]
    return rows


def open_consents(persons):
    """{(person id, kind): consent}: the signed one, else the one that waits for its signature."""
    papers = Consent.objects.open().filter(person__in=persons).order_by("signed_on")
    found = {}
    for paper in papers:
        if not found.get((paper.person_id, paper.kind)) or paper.signed_on:
            found[paper.person_id, paper.kind] = paper
    return found


def lacking_consents(row, duty_words):
    papers = {"согласие на обработку данных": row.processing, duty_words: row.duty}
    return [words for words, paper in papers.items() if not paper or not paper.signed_on]


def people_counts(me):
    """Figures for the head of every page of the room; all in one query."""
    return counted_at_once(me, left=Person.objects.visible_to(me).exclude(left_on=None), **tab_counts(me))


def tab_counts(me):
    return {
        "persons": Person.objects.visible_to(me).present(),
        "mentees": entries_shown(MenteeEntry, me).open(),
        "mentors": entries_shown(MentorEntry, me).open(),
    }


def bank_counts(bank, me):
    """The head of a register: who is in the bank, stands in a pair, waits apart, has left, has which consent."""
    entries = entries_shown(bank, me)
    now, side = entries.open(), "person" if bank is MenteeEntry else "pair__mentor"
    signed = Consent.objects.in_force().filter(person=OuterRef("person"))
    return counted_at_once(
        me,
        **tab_counts(me),
        all=now,
        paired=now.filter(Exists(open_members().filter(**{side: OuterRef("person")}))),
        paused=now.filter(status=bank.Status.PAUSED),
        former=entries.former(),
        processing=now.filter(Exists(signed.filter(kind=PROCESSING))),
        duty=now.filter(Exists(signed.filter(kind=DUTIES[bank]))),
        distribution=now.filter(Exists(signed.filter(kind=Consent.Kind.DISTRIBUTION))),
    )


def counted_at_once(me, **querysets):
    """{name: number of rows} in one query."""
    rows = {
        name: Subquery(
            queryset.order_by().values("organization").annotate(number=Count("pk")).values("number"),
            output_field=IntegerField(),
        )
        for name, queryset in querysets.items()
    }
    found = Organization.objects.filter(pk=me.organization_id).values(**rows).get()
    return {name: number or 0 for name, number in found.items()}
