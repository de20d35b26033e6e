"""Who needs which consent and what there is of it. Every function costs a fixed number of queries."""

from dataclasses import dataclass

from django.http import Http404

from common.pages import chosen_ids
from people.models import Consent, MenteeEntry, MentorEntry, Person, kinds_needed

TEXT_VERSION = "2026-09"  # the wording of the blanks; kept with each printed consent
SHORT = {
    Consent.Kind.PROCESSING: "обработка данных",
    Consent.Kind.MENTOR_DUTY: "обязанности наставника",
    Consent.Kind.MENTEE_DUTY: "участие наставляемым",
}


@dataclass(frozen=True)
class Need:
    """One consent that one person must give, and the paper if there is one."""

    person: Person
    kind: str
    consent: Consent | None = None

    @property
    def state(self):
        if self.consent is None:
            return "missing"
        return "signed" if self.consent.signed_on else "printed"

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
    papers = {
        (c.person_id, c.kind): c for c in Consent.objects.visible_to(me).open().filter(person__in=persons)
    }
    return [
        Need(person, kind, papers.get((person.pk, kind)))
        for person in persons
        for kind in kinds_needed(is_mentor=person.pk in mentors, is_mentee=person.pk in mentees)
    ]


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
    papers = Consent.objects.visible_to(me).open().filter(person__in=persons) if pairs else []
    found = {(paper.person_id, paper.kind): paper for paper in papers}
    return [Need(persons[pk], kind, found.get((pk, kind))) for pk, kind in pairs] + open_needs
