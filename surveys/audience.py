"""Who is asked in a campaign: groups of people out of pairs and banks, or those who were ticked. Read-outs only.

`Campaign.audience` is {"groups": [keys of Group], "form": "", "young": false, "subject": "", "people": [ids]}: the
groups together, narrowed by form, experience and subject, and besides them the ticked people, whoever they are.
"""

from dataclasses import dataclass
from functools import partial

from django.db.models import TextChoices

from common.russian import normalise_search
from organizations.models import Role
from pairs.models import Pair
from pairs.queries import open_rows
from people.gate import Deed, allowed
from people.models import MenteeEntry, MentorEntry, Person, Representation
from surveys.models import Purpose, Side


class Group(TextChoices):
    PAIR_MENTORS = "pair_mentors", "наставники работающих пар"
    PAIR_MENTEES = "pair_mentees", "наставляемые работающих пар"
    BANK_MENTORS = "bank_mentors", "банк наставников"
    BANK_MENTEES = "bank_mentees", "банк наставляемых"
    CURATORS = "curators", "кураторы"
    PARENTS = "parents", "родители обучающихся из работающих пар"


# Of whom a questionnaire with this side is asked unless the curator says otherwise.
OF_SIDE = {
    Side.MENTOR: [Group.PAIR_MENTORS],
    Side.MENTEE: [Group.PAIR_MENTEES],
    Side.CURATOR: [Group.CURATORS],
    Side.PARENT: [Group.PARENTS],
    "": [Group.PAIR_MENTORS, Group.PAIR_MENTEES],
}
OF_BANKS = {Side.MENTOR: [Group.BANK_MENTORS], Side.MENTEE: [Group.BANK_MENTEES]}
BEFORE_PAIRS = {Purpose.CANDIDATE, Purpose.REQUESTS}


@dataclass(frozen=True)
class Asked:
    """One person asked as one side; a person may stand twice, as two sides."""

    person: Person
    side: str
    form: str = ""
    is_young: bool = False

    @property
    def key(self):
        return self.person.pk, self.side

    @property
    def side_words(self):
        return Side(self.side).label if self.side else ""


def usual_audience(questionnaire):
    """Whom a questionnaire is for: the entry one for the people of pairs, a request for those in the bank."""
    side = questionnaire.side
    banks = OF_BANKS.get(side) if questionnaire.purpose in BEFORE_PAIRS else None
    return {"groups": list(map(str, banks or OF_SIDE[side])), "form": questionnaire.form}


def asked_people(organization, audience, *, side=""):
    """Everybody the audience names and the gate allows, by name; `side` is how the ticked ones answer."""
    found = {}
    for group in audience.get("groups", []):
        for one in MEMBERS[group](organization, audience.get("form", "")):
            found.setdefault(one.key, one)
    found = {key: one for key, one in found.items() if fits(one, audience)}
    for person in ticked(organization, audience.get("people", [])):
        found.setdefault((person.pk, side), Asked(person, side, audience.get("form", "")))
    fine = may_be_asked(one.person.pk for one in found.values())
    rows = [with_age(one, organization) for one in found.values() if one.person.pk in fine]
    return sorted(rows, key=lambda one: (one.person.search, one.person.pk, one.side))


def fits(one, audience):
    if audience.get("young") and not is_young(one.person):
        return False
    words = normalise_search(audience.get("subject", ""))
    return not words or words in normalise_search(one.person.subject)


def with_age(one, organization):
    one.person.organization = organization  # the limit of years is the institution's own
    return Asked(one.person, one.side, one.form, one.person.is_young_teacher)


def is_young(person):
    return person.is_young_teacher


def may_be_asked(pks):
    """Ids of those who are here and may be asked (gate, Deed.SURVEY)."""
    rows = Person.objects.filter(pk__in=set(pks)).present()
    return set(allowed(rows, Deed.SURVEY).values_list("pk", flat=True))


def ticked(organization, pks):
    return Person.objects.filter(organization=organization, pk__in=pks).kept() if pks else []


# The groups: function(organization, form) -> [Asked]


def running(organization, form):
    rows = [row.pair for row in open_rows(organization) if row.pair.status == Pair.Status.ACTIVE]
    return [pair for pair in rows if not form or pair.form == form]


def of_pairs(organization, form, *, side):
    for pair in running(organization, form):
        people = [pair.mentor] if side == Side.MENTOR else [member.person for member in pair.present]
        for person in people:
            person.organization = organization
            yield Asked(person, side, pair.form)


def of_bank(organization, form, *, entries, side):
    """In the bank now; the form is told when it was chosen or when the entry names only one."""
    for entry in entries.objects.filter(organization=organization).active().select_related("person"):
        if form and form not in entry.forms:
            continue
        entry.person.organization = organization
        only = entry.forms[0] if len(entry.forms) == 1 else ""
        yield Asked(entry.person, side, form or only)


def curators(organization, form):
    """Those who sign in as a curator and have a card."""
    rows = Person.objects.filter(
        organization=organization, membership__role=Role.CURATOR, membership__is_active=True
    ).kept()
    for person in rows:
        person.organization = organization
        yield Asked(person, Side.CURATOR)


def parents(organization, form):
    """Representatives of the learners in running pairs, each once."""
    forms = {}
    for pair in running(organization, form):
        for person in (pair.mentor, *(member.person for member in pair.present)):
            if person.kind == Person.Kind.LEARNER:
                forms.setdefault(person.pk, pair.form)
    rows = Representation.objects.open().filter(learner__in=list(forms)).select_related("representative")
    for row in rows:
        row.representative.organization = organization
        yield Asked(row.representative, Side.PARENT, forms[row.learner_id])


MEMBERS = {
    Group.PAIR_MENTORS: partial(of_pairs, side=Side.MENTOR),
    Group.PAIR_MENTEES: partial(of_pairs, side=Side.MENTEE),
    Group.BANK_MENTORS: partial(of_bank, entries=MentorEntry, side=Side.MENTOR),
    Group.BANK_MENTEES: partial(of_bank, entries=MenteeEntry, side=Side.MENTEE),
    Group.CURATORS: curators,
    Group.PARENTS: parents,
}
