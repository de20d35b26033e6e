"""Answers that wait to be written into the banks: what each would change there (services/flowing.py writes it)."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import F, Q

from common.codes import digest
from people.models import Competence, MenteeEntry, MentorEntry, MentoringForm, MentoringKind
from surveys.bank_facts import MENTEE, MENTOR, facts_of, request_words
from surveys.models import Purpose, Response

BANKS = {Purpose.REQUESTS: MenteeEntry, Purpose.CANDIDATE: MentorEntry}
COLUMNS = {MenteeEntry: MENTEE, MentorEntry: MENTOR}
CHOICES = {"forms": MentoringForm, "kinds": MentoringKind}


@dataclass(frozen=True)
class Line:
    """One change in a bank. `key` names it in the form; `was` is what it takes the place of."""

    key: str
    title: str
    words: str
    value: object
    was: str = ""
    competence: str = ""
    is_new_competence: bool = False


@dataclass
class Taking:
    """One answer and what of it is new in the bank; `entry` None: the person is not in the bank yet."""

    response: Response
    bank: type
    entry: object = None
    lines: list = field(default_factory=list)

    @property
    def person(self):
        return self.response.invitation.person

    @property
    def bank_words(self):
        return self.bank._meta.verbose_name_plural


def answers_for_banks(organization):
    """Finished named answers to the questionnaires that the banks are filled from."""
    rows = Response.objects.done().filter(
        organization=organization, campaign__questionnaire__purpose__in=BANKS, campaign__is_anonymous=False,
        invitation__person__left_on=None, invitation__person__destroyed_on=None,
    )  # fmt: skip
    return rows.select_related("campaign__questionnaire", "invitation__person", "taken_by__user").order_by(
        "-campaign__opens_on", "campaign", "invitation__person__search", "pk"
    )


def waiting(organization):
    """Not looked at yet, or answered anew after that."""
    changed = Q(taken_revision__lt=F("revision"))
    return answers_for_banks(organization).filter(Q(taken_on=None) | changed)


def looked_at(organization):
    rows = answers_for_banks(organization).exclude(taken_on=None)
    return rows.exclude(taken_revision__lt=F("revision"))


def bank_of(response):
    return BANKS.get(response.campaign.questionnaire.purpose)


def takings(responses, organization):
    """What each of the answers would change: a fixed number of queries for any number of answers."""
    responses, entries = list(responses), {}
    names = {
        name.casefold()
        for name in Competence.objects.filter(organization=organization).values_list("name", flat=True)
    }
    for bank, related in ((MenteeEntry, "requests__competences"), (MentorEntry, "competences")):
        persons = {one.invitation.person_id for one in responses if bank_of(one) is bank}
        rows = bank.objects.open().filter(person__in=persons) if persons else []
        rows = rows.prefetch_related(related) if persons else []
        entries |= {(bank, row.person_id): row for row in rows}
    found = []
    for one in responses:
        bank = bank_of(one)
        entry = entries.get((bank, one.invitation.person_id))
        found.append(Taking(one, bank, entry, lines_of(one, bank, entry, names)))
    return found


def lines_of(response, bank, entry, names):
    facts = facts_of(response.campaign.questionnaire.sheet, response.answers, COLUMNS[bank])
    asked = request_lines if bank is MenteeEntry else strength_lines
    return [*asked(facts, entry, names), *column_lines(facts, bank, entry)]


def request_lines(facts, entry, names):
    """Each competence is one request; what the bank holds already, in the same words, is not new."""
    held = defaultdict(set)
    for request in entry.requests.all() if entry else ():
        held[request.text.casefold()] |= {one.name.casefold() for one in request.competences.all()}
    wanted = [(facts.request, "")] if facts.request else []
    wanted += [(request_words(words), name) for name, words in facts.asked.items()]
    for text, name in wanted:
        known = held.get(text.casefold())
        if known is None or (name and name.casefold() not in known):
            yield Line(
                key_of("request", text, name), "Запрос", text, text, competence=name,
                is_new_competence=bool(name and names) and name.casefold() not in names,
            )  # fmt: skip


def strength_lines(facts, entry, names):
    held = {one.name.casefold() for one in entry.competences.all()} if entry else set()
    for name in facts.asked:
        if name.casefold() not in held:
            is_new = bool(names) and name.casefold() not in names
            key = key_of("competence", name)
            yield Line(key, "Сильная сторона", name, name, competence=name, is_new_competence=is_new)


def column_lines(facts, bank, entry):
    for name, value in facts.columns.items():
        if name in CHOICES:
            value = [one for one in value if one in CHOICES[name].values]
        was = getattr(entry, name) if entry else None
        same = set(was or ()) == set(value) if name in CHOICES else was == value
        if value and not same:
            title = bank._meta.get_field(name).verbose_name.capitalize()
            yield Line(name, title, shown(name, value), value, was=shown(name, was) if was else "")


def shown(name, value):
    """A column in words."""
    if name in CHOICES:
        return ", ".join(label for key, label in CHOICES[name].choices if key in value)
    return str(value)


def key_of(*parts):
    return digest("\n".join(parts))[:16]
