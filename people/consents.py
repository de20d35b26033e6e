"""Who needs which consent and what there is of it. Every function costs a fixed number of queries."""

import datetime as dt
import hashlib
import json
from calendar import monthrange
from dataclasses import dataclass

from django.http import Http404

from common.pages import chosen_ids
from people.models import Consent, ConsentText, MenteeEntry, MentorEntry, Person, Representation, kinds_needed

SOON = dt.timedelta(days=30)  # so long before its end a consent is asked for again
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
    representative: Person | None = None

    @property
    def state(self):
        """missing, representative (nobody to sign for a minor), printed (waits), outdated (archived words), signed."""
        if self.consent and not self.is_outdated:
            return "signed"
        if self.asked:
            return "printed"
        if self.is_outdated:
            return "outdated"
        return "representative" if self.lacks_representative else "missing"

    @property
    def is_outdated(self):
        return bool(self.consent) and self.consent.text.status == ConsentText.Status.ARCHIVED

    @property
    def lacks_representative(self):
        """A minor's consent is signed by somebody else (152-ФЗ ст. 9 ч. 6), who is not written down yet."""
        is_for_minors = self.kind != Consent.Kind.MENTOR_DUTY and self.person.is_minor
        return is_for_minors and self.representative is None

    @property
    def is_expiring(self):
        """Signed, but not for long."""
        end = self.consent.expires_on if self.consent else None
        return self.state == "signed" and end is not None and end - self.person.organization.today <= SOON

    @property
    def comes_of_age(self):
        """The representative's paper ends because the child grows up: the own one is asked for on that very day."""
        adult_on = self.person.adult_on
        end = self.consent.expires_on if self.consent else None
        return bool(end and adult_on and self.person.is_minor and end == adult_on - dt.timedelta(days=1))

    @property
    def is_wanted(self):
        """Whether a paper is to be given out or handed in now."""
        if self.state == "signed":
            return self.is_expiring and not self.comes_of_age
        return self.asked is not None or not self.lacks_representative

    @property
    def signer(self):
        return self.representative if self.person.is_minor and self.representative else self.person

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
    mentees, mentors = bank_members(me)
    if persons is None:
        persons = Person.objects.visible_to(me).filter(pk__in=mentees | mentors)
    return needs_in(papers_of(me, persons), mentees=mentees, mentors=mentors)


def needs_in(papers, *, mentees, mentors):
    """The needs of some people by the sides they stand on."""
    return [
        papers.need(person, kind)
        for person in papers.persons
        for kind in kinds_needed(is_mentor=person.pk in mentors, is_mentee=person.pk in mentees)
    ]


def bank_members(me):
    """(ids of those in the bank of mentees, ids of those in the bank of mentors)."""
    return [
        set(bank.objects.visible_to(me).open().values_list("person_id", flat=True))
        for bank in (MenteeEntry, MentorEntry)
    ]


class Papers:
    """What some people have signed and been asked for, read at once, with who signs for the minors among them."""

    def __init__(self, organization, persons, rows):
        self.persons = list(persons)
        for person in self.persons:
            person.organization = organization  # its clock is asked for everybody
        self.signers = signers_of(self.persons)
        today = organization.today
        self.open = {
            (paper.person_id, paper.kind, bool(paper.signed_on)): paper
            for paper in rows
            if not is_stale(paper, today)
        }

    def need(self, person, kind):
        signed, asked = (self.open.get((person.pk, kind, is_signed)) for is_signed in (True, False))
        return Need(person, kind, signed, asked, self.signers.get(person.pk))


def papers_of(me, persons):
    """`Papers` of these people as the actor may see them."""
    persons = list(persons)
    rows = Consent.objects.visible_to(me).open().filter(person__in=persons).select_related("text")
    rows = rows.defer("content", "addresses", "text__title", "text__body", "text__closing")
    return Papers(me.organization, persons, rows)


def is_stale(paper, today):
    """A paper whose term has passed, or a blank whose words went into the archive: nobody may sign it any more."""
    is_past = paper.expires_on is not None and paper.expires_on < today
    return is_past or (not paper.signed_on and paper.text.status == ConsentText.Status.ARCHIVED)


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
    needs = needs_of(me, whole) if whole else []
    open_needs = [need for need in needs if need.is_wanted or need.state == "representative"]
    papers = papers_of(me, [persons[pk] for pk in dict.fromkeys(pk for pk, _ in pairs)]) if pairs else None
    return [papers.need(persons[pk], kind) for pk, kind in pairs] + open_needs
