"""Who needs which consent and what there is of it. Every function costs a fixed number of queries."""

import datetime as dt
import hashlib
import json
from calendar import monthrange
from dataclasses import dataclass

from django.http import Http404

from common.pages import chosen_ids
from people.models import Consent, ConsentText, MenteeEntry, MentorEntry, Person, Representation, kinds_needed

SHORT = {
    Consent.Kind.PROCESSING: "обработка данных",
    Consent.Kind.DISTRIBUTION: "распространение данных",
    Consent.Kind.MENTOR_DUTY: "обязанности наставника",
    Consent.Kind.MENTEE_DUTY: "участие наставляемым",
}


@dataclass(frozen=True)
class Need:
    """One consent that one person must give: the paper in force and the one that waits for its signature."""

    person: Person
    kind: str
    consent: Consent | None = None
    asked: Consent | None = None

    @property
    def state(self):
        """missing, printed (waits for its signature), outdated (signed under archived words), signed."""
        if self.is_outdated:
            return "printed" if self.asked else "outdated"
        if self.consent:
            return "signed"
        return "printed" if self.asked else "missing"

    @property
    def is_outdated(self):
        return bool(self.consent) and self.consent.text.status == ConsentText.Status.ARCHIVED

    @property
    def paper(self):
        """The paper to open: the one that waits, else the one in force."""
        return self.asked or self.consent

    @property
    def value(self):
        return f"{self.person.pk}:{self.kind}"

    @property
    def label(self):
        return SHORT[self.kind]


def needs_of(me, persons=None):
    """What the people of the banks must give, by name.

    `persons` asks about these people instead, whether they are in a bank or not.
    """
    mentees, mentors = (
        set(bank.objects.visible_to(me).open().values_list("person_id", flat=True))
        for bank in (MenteeEntry, MentorEntry)
    )
    if persons is None:
        persons = Person.objects.visible_to(me).filter(pk__in=mentees | mentors)
    persons = list(persons)
    papers = open_papers(me, persons)
    return [
        need_of(person, kind, papers)
        for person in persons
        for kind in kinds_needed(is_mentor=person.pk in mentors, is_mentee=person.pk in mentees)
    ]


def open_papers(me, persons):
    """{(person id, kind, is signed): consent} of all papers that have not ended."""
    rows = Consent.objects.visible_to(me).open().filter(person__in=persons).select_related("text")
    return {(paper.person_id, paper.kind, bool(paper.signed_on)): paper for paper in rows}


def need_of(person, kind, papers):
    return Need(person, kind, papers.get((person.pk, kind, True)), papers.get((person.pk, kind, False)))


def signers_of(persons):
    """{person id: representative} of the minors among these people; the first recorded one signs."""
    minors = [person.pk for person in persons if person.is_minor]
    if not minors:
        return {}
    rows = Representation.objects.open().filter(learner__in=minors).select_related("representative")
    return {row.learner_id: row.representative for row in rows.order_by("-pk")}


def expiry_of(person, text, day, *, representative=None):
    """The last day of a consent given on `day`: by its text, and for a minor the day before coming of age."""
    ends = [months_later(day, text.valid_months) - dt.timedelta(days=1)] if text.valid_months else []
    if representative and person.adult_on:
        ends.append(person.adult_on - dt.timedelta(days=1))
    return min(ends, default=None)


def months_later(day, months):
    """The same day of a later month, or the last day of a shorter one."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))


def content_hash(content):
    """SHA-256 of what a paper says, equal for equal words."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def chosen_needs(data, me):
    """The ticked lines of a form: `need` values "id:kind", or `person` ids for all that a person has not signed yet.

    Somebody from another institution does not exist here: 404, nothing is done.
    """
    ticked = [value.partition(":")[::2] for value in dict.fromkeys(data.getlist("need"))]
    pairs = [(chosen_ids([pk])[0], kind) for pk, kind in ticked]
    named = chosen_ids(data.getlist("person"))
    ids = {pk for pk, _ in pairs} | set(named)
    persons = Person.objects.visible_to(me).in_bulk(ids)
    if len(persons) != len(ids) or any(kind not in Consent.Kind.values for _, kind in pairs):
        raise Http404
    whole = [persons[pk] for pk in named]
    open_needs = [need for need in needs_of(me, whole) if need.state != "signed"] if whole else []
    papers = open_papers(me, persons) if pairs else {}
    return [need_of(persons[pk], kind, papers) for pk, kind in pairs] + open_needs
