"""Who waits for a mentor, since when, and what is done about it: read in a fixed number of queries."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from common.facts import read_once
from common.russian import counted, date_words, lower_first, upper_first
from people.gate import Deed, allowed
from people.models import ConsentKind, MenteeEntry, Person, Request
from people.pairings import members, open_members
from support.models import SearchCall, SearchOffer, SupportCase, SupportContact

PAIR_WORDS = {
    "proposed": ("run", "пара предложена"),
    "ready": ("run", "пара ждёт приказа"),
    "ordered": ("run", "пара в проекте приказа"),
    "active": ("done", "уже в паре, закроется сама"),
    "paused": ("miss", "пара приостановлена"),
}


def entries_alone(organization):
    """Entries of the bank of those who take part, may be matched (gate) and stand in no open pair, without a case."""
    fine = allowed(Person.objects.filter(pk=OuterRef("person")), Deed.MATCHING, role=ConsentKind.MENTEE_DUTY)
    paired = open_members().filter(person=OuterRef("person"))
    known = SupportCase.objects.open().filter(person=OuterRef("person"))
    entries = MenteeEntry.objects.active().filter(Exists(fine), ~Exists(paired), ~Exists(known))
    return entries.filter(organization=organization).select_related("person__organization")


def waiting_since(entries, today):
    """{person id: the day since which the person waits}: of entering the bank, or the end of the last pair."""
    since = {entry.person_id: entry.entered_on for entry in entries}
    ended = members().filter(Q(pair__status="ended") | Q(left_on__isnull=False), person__in=since)
    for member in ended:
        until = min(member.left_on or member.pair.ends_on, today)
        since[member.person_id] = max(since[member.person_id], until)
    return since


def with_facts(cases):
    """Cases with what a line says of each: the last contact, how many, the open pair, the entry in the bank."""
    contacts = SupportContact.objects.filter(case=OuterRef("pk")).order_by("-on", "-pk")
    pair = open_members().filter(person=OuterRef("person")).order_by("pair__status")
    entry = MenteeEntry.objects.open().filter(person=OuterRef("person"))
    asked = SearchCall.objects.open().filter(case=OuterRef("pk"))
    answers = SearchOffer.objects.filter(call__case=OuterRef("pk"), call__status=SearchCall.Status.OPEN)
    number = answers.filter(status=SearchOffer.Status.OFFERED).order_by().values("call__case")
    return cases.select_related("person", "organization", "specialist__user").annotate(
        last_contact_on=Subquery(contacts.values("on")[:1]),
        last_contact_kind=Subquery(contacts.values("kind")[:1]),
        pair_status=Subquery(pair.values("pair__status")[:1]),
        entered_on=Subquery(entry.values("entered_on")[:1]),
        is_asked=Exists(asked),
        offers_waiting=Subquery(number.annotate(number=Count("pk")).values("number")),
    )


@read_once
def open_cases(organization):
    """The open cases of an institution, for counters and tasks; nobody whose consent was withdrawn."""
    cases = SupportCase.objects.open().filter(organization=organization, person__processing_stopped_on=None)
    return list(with_facts(cases))


@dataclass
class Waiting:
    """A line of the list: a mentee without a pair, with the case where there is one."""

    person: Person
    since: dt.date
    today: dt.date
    case: SupportCase | None = None
    opens_on: dt.date | None = None  # a case will open by itself on this day
    requests: list = field(default_factory=list)

    @property
    def until(self):
        return (self.case and self.case.closed_on) or self.today

    @property
    def days(self):
        return max((self.until - self.since).days, 0)

    @property
    def days_words(self):
        return counted(self.days, "день", "дня", "дней")

    @property
    def state(self):
        """(mark, words) of the column "Состояние"."""
        case = self.case
        if case is None:
            late = self.opens_on <= self.today
            return "plan", "откроется ближайшим утром" if late else f"откроется {date_words(self.opens_on)}"
        if not case.is_open:
            return "none", f"закрыта: {case.get_closing_display()}"
        if case.pair_status in PAIR_WORDS:
            return PAIR_WORDS[case.pair_status]
        if case.specialist_id is None:
            return "miss", "нет специалиста"
        return "run", "идёт поддержка"

    @property
    def last_words(self):
        if self.case is None or self.case.last_contact_on is None:
            return ""
        kind = SupportContact.Kind(self.case.last_contact_kind).label
        return f"{kind} {date_words(self.case.last_contact_on)}"

    @property
    def steps(self):
        """What comes next: (mark, words), the marks of what is due already tell so."""
        case = self.case
        if case is None or not case.is_open:
            return []
        found = []
        if case.offers_waiting:
            found.append(("miss", f"ответили соседи: {case.offers_waiting}"))
        elif case.is_asked:
            found.append(("wait", "спросили соседей"))
        found += planned("встреча", case.next_contact_on, self.today)
        found += planned("искать снова", case.next_search_on, self.today)
        return found

    @property
    def steps_words(self):
        return "; ".join(words for _, words in self.steps)


def planned(what, day, today):
    if not day:
        return []
    return [("late" if day < today else "miss" if day == today else "plan", f"{what} {date_words(day)}")]


def rows_of(cases, today):
    """Lines of cases that come from `with_facts`."""
    cases = list(cases)
    since = since_of_cases(cases, today)
    asked = requests_of([case.person_id for case in cases])
    return [
        Waiting(case.person, since[case.pk], today, case, requests=asked.get(case.person_id, []))
        for case in cases
    ]


def since_of_cases(cases, today):
    """{case id: since when the mentee has no mentor}; of a closed case, and of one who left the bank, its opening."""
    open_ones = [case for case in cases if case.is_open and case.entered_on]
    since = waiting_since(open_ones, today)
    return {
        case.pk: since.get(case.person_id, case.opened_on) if case.is_open else case.opened_on
        for case in cases
    }


def rows_alone(organization, words=""):
    """Lines of those who wait and have no case yet."""
    entries = entries_alone(organization)
    if words:
        entries = entries.filter(person__in=Person.objects.search(words))
    entries = list(entries)
    since = waiting_since(entries, organization.today)
    asked = requests_of([entry.person_id for entry in entries])
    after = dt.timedelta(days=organization.support_after_days)
    return [
        Waiting(
            entry.person,
            since[entry.person_id],
            organization.today,
            opens_on=since[entry.person_id] + after,
            requests=asked.get(entry.person_id, []),
        )
        for entry in entries
    ]


def requests_of(persons):
    """{person id: texts of the requests of the open stay}."""
    found = {}
    rows = Request.objects.filter(entry__person__in=persons, entry__left_on=None)
    for person, text in rows.values_list("entry__person", "text"):
        found.setdefault(person, []).append(text)
    return found


def longest_words(rows):
    """ "дольше всех ждёт Бойко А. С., 47 дней", or nothing."""
    if not rows:
        return ""
    row = max(rows, key=lambda row: row.days)
    return f"дольше всех ждёт {row.person}, {row.days_words}"


def call_draft(case):
    """Words for the neighbours, without the name: whom we look for and what is asked for; the curator corrects them."""
    person = case.person
    entry = person.mentee_entries.open().prefetch_related("requests__competences").first()
    requests = list(entry.requests.all()) if entry else []
    names = dict.fromkeys(one.name for request in requests for one in request.competences.all())
    is_said = (
        person.subject[:6].lower() in person.position.lower()
    )  # a teacher of mathematics teaches mathematics
    who = ", ".join(filter(None, [person.position, "" if is_said else person.subject]))
    if person.experience_years is not None:
        who += f", стаж {counted(person.experience_years, 'год', 'года', 'лет')}"
    asks = "; ".join([request.text for request in requests] or names)
    parts = [f"{upper_first(who or 'участник программы')}."]
    parts += [f"С чем помочь: {lower_first(asks).rstrip('.')}."] if asks else []
    parts += [f"Компетенции: {', '.join(names).lower()}."] if names and requests else []
    return " ".join(parts)[:600]
