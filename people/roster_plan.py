"""What a list would do to the people of an institution, line by line: the one object of preview and commit.

Pure: it compares the rows of a list with what is known (`Known`) and decides. The preview keeps it, the commit
makes it again from the same rows under the lock and carries out only what still comes out the same.
"""

from collections import defaultdict
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import NamedTuple

from common.russian import date_words, normalise_search
from people.roster_fields import FIELDS, NAMES, RosterRow
from people.roster_parents import settle_parents
from people.roster_values import phone_digits

normalised = lru_cache(maxsize=16384)(normalise_search)
PLAIN = (*NAMES, "position", "subject", "education", "awards", "workplace", "category")
IDENTITY_MAX, SUBJECT_MAX = 480, 210  # a few letters grow when their case is folded; the columns do not
PROOFS = ("birth_date", "email", "phone")


@dataclass(slots=True)
class Line:
    """One row of a list and what becomes of it: bad, new, updated, same, namesake; "" while undecided."""

    number: int
    name: str
    position: str
    kind: str
    verdict: str = ""
    identity: str = ""
    values: dict = field(default_factory=dict)
    card: int | None = None
    is_own: bool = False
    person: int | None = None
    changes: dict = field(default_factory=dict)  # field: [old, new]
    candidates: list = field(default_factory=list)  # [person id, words, changes]: whose namesake it is
    adds: bool = True  # a namesake: whether it is taken for another person unless the curator says otherwise
    parent: dict = field(default_factory=dict)  # the representative: person id or None, key within the list
    problems: list = field(default_factory=list)
    notes: list = field(default_factory=list)

    @property
    def decision(self):
        """What must be equal in the preview and at the commit."""
        whom = [candidate[:1] + candidate[2:] for candidate in self.candidates]
        return self.verdict, self.person, self.changes, whom, self.adds, self.parent


class KnownPerson(NamedTuple):
    """A card as the plan needs it."""

    pk: int
    kind: str
    identity: str
    merged_into: int | None
    stopped_on: object
    left_on: object
    values: dict

    @property
    def name(self):
        return self.identity.partition("|")[0]


class Known:
    """The cards of one institution by what a list can find them with."""

    def __init__(self, persons, links=()):
        self.by_pk = {person.pk: person for person in persons}
        self.by_identity, self.by_name = defaultdict(list), defaultdict(list)
        self.links = defaultdict(list)  # learner id: ids of representatives
        for person in persons:
            self.by_identity[person.kind, person.identity].append(person)
            self.by_name[person.kind, person.name].append(person)
        for learner, representative in links:
            self.links[learner].append(representative)


def line_of(row: RosterRow, identity, *, is_own):
    """A row before anything is decided; a bad one stays so."""
    values = row.values
    name = " ".join(filter(None, (values[part] for part in NAMES)))
    line = Line(row.number, name, values["position"], row.kind, problems=row.problems, notes=row.notes)
    if row.problems:
        line.verdict = "bad"
        return line
    if len(identity) > IDENTITY_MAX or len(normalised(values["subject"])) > SUBJECT_MAX:
        line.verdict, line.problems = "bad", ["Имя, должность или предмет слишком длинные: сократите."]
        return line
    line.identity, line.values, line.card, line.is_own = identity, values, row.card, is_own
    return line


def decide(lines, known: Known):
    """Give every undecided line its verdict. Sure matches go first, so that no guess takes a card from one of them."""
    claimed = {line.person for line in lines if line.person}
    waiting = [line for line in lines if not line.verdict]
    for match in (match_sure, match_by_proof):
        waiting = [line for line in waiting if not settle(line, match(line, known, claimed), claimed)]
    fellows = defaultdict(list)
    for line in lines:
        if line.verdict != "bad":
            fellows[line.kind, name_of(line)].append(line)
    for line in waiting:
        settle_unknown(line, known, claimed, fellows[line.kind, name_of(line)])
    settle_parents(lines, known)
    return lines


def name_of(line):
    return line.identity.partition("|")[0]


# Who it is


def match_sure(line, known, claimed):
    """By name and position, or by the number of the card in our own export; None when there is nobody."""
    card = known.by_pk.get(line.card)
    if card and card.pk not in claimed and card.kind == line.kind and is_card_of(line, card):
        return card
    found = [p for p in known.by_identity.get((line.kind, line.identity), ()) if p.pk not in claimed]
    found.sort(key=lambda person: -len(proofs(line.values, person.values)))
    return next((p for p in found if not contradicts(line.values, p.values)), None)


def is_card_of(line, card):
    """The number alone is no proof: a list may come from another system with numbers of its own."""
    return card.name == name_of(line) or bool(proofs(line.values, card.values))


def match_by_proof(line, known, claimed):
    """The same full name and the same birth date, e-mail or phone: one whose position has changed."""
    found = [
        person
        for person in known.by_name.get((line.kind, name_of(line)), ())
        if person.pk not in claimed
        and not person.merged_into
        and proofs(line.values, person.values)
        and not contradicts(line.values, person.values)
    ]
    return found[0] if len(found) == 1 else None


def proofs(values, others):
    return [name for name in PROOFS if values[name] and same_value(name, values[name], others[name])]


def contradicts(values, others):
    """Two birth dates, and nothing else that is equal: namesakes."""
    born, other = values["birth_date"], others["birth_date"]
    return bool(born and other and born != other and not proofs(values, others))


def same_value(name, new, old):
    """Whether a list says what the card says, in other letters."""
    if new == old:
        return True
    if not old:
        return False
    if name == "phone":
        return bool(phone_digits(old)) and phone_digits(new) == phone_digits(old)
    if name == "email":
        return new.casefold() == old.casefold()
    return name in PLAIN and normalised(new) == normalised(old)


# What becomes of it


def settle(line, person, claimed):
    if person is None:
        return False
    claimed.add(person.pk)
    if person.stopped_on:
        line.verdict = "bad"
        line.problems = [stopped_words(person)]
        return True
    line.person, line.verdict = person.pk, "same"
    if person.merged_into:
        line.notes.append("Эта карточка присоединена к другой и не меняется.")
        return True
    if person.left_on:
        line.notes.append(
            f"Числится выбывшим с {date_words(person.left_on)}. Если вернулся, отметьте в карточке."
        )
    line.changes = changes_of(line, person)
    line.verdict = "updated" if line.changes else "same"
    return True


def stopped_words(person):
    return (
        f"Согласие отозвано, обработка данных остановлена {date_words(person.stopped_on)}. "
        "Уберите строку из списка или оформите новое согласие."
    )


def changes_of(line, person):
    """{field: [old, new]}: an empty cell says nothing, a guess corrects nothing."""
    found = {}
    for name in FIELDS:
        new, old = line.values[name], person.values[name]
        if new in ("", None) or (name == "gender" and not line.values["is_gender_said"]):
            continue
        if name == "joined_on" and person.left_on and new > person.left_on.isoformat():
            continue  # nobody joins after having left: that is for the card
        if new != old and (line.is_own or not same_value(name, new, old)):
            found[name] = [old, new]
    return found


def settle_unknown(line, known, claimed, fellows):
    """Nobody's card: a new person, or a namesake whom only people can tell apart."""
    everybody = [p for p in known.by_name.get((line.kind, name_of(line)), ()) if not p.merged_into]
    others = [fellow for fellow in fellows if fellow is not line]
    if not everybody and not others:
        line.verdict = "new"
        return
    line.verdict = "namesake"
    free = [p for p in everybody if p.pk not in claimed and not p.stopped_on]
    line.candidates = [[p.pk, words_of_card(p), changes_of(line, p)] for p in free]
    above = [fellow for fellow in others if fellow.verdict != "same" and fellow.number < line.number]
    alike = [p.values for p in everybody] + [fellow.values for fellow in above]
    stopped = [p for p in everybody if p.stopped_on]
    line.adds = not stopped and (
        line.is_own
        or not (
            not line.position
            or any(proofs(line.values, values) for values in alike)
            or any(p.identity == line.identity for p in everybody)
        )
    )
    line.notes += namesake_notes(line, everybody, others, stopped)


def words_of_card(person):
    return person.values["position"] or "без должности"


def namesake_notes(line, everybody, others, stopped):
    if stopped:
        return [f"Полный тёзка: {stopped_words(stopped[0])}"]
    positions = [words_of_card(person) for person in everybody]
    positions += [fellow.position or "без должности" for fellow in others]
    notes = [f"Полный тёзка: {', '.join(dict.fromkeys(positions))}."]
    if not line.adds:
        notes.append("Похоже, это тот же человек: решите, что с ним делать.")
    return notes


# What the curator chose

ADD, SKIP = "add", "skip"


class Effect(NamedTuple):
    """What a line does: adds somebody (no person) or changes the card of a person."""

    person: int | None
    changes: dict


def effect_of(line, choice=None):
    """The effect of a line under the curator's choice (ADD, SKIP, a candidate's id, a list of fields left alone)."""
    if line.verdict == "new":
        return None if choice == SKIP else Effect(None, {})
    if line.verdict == "updated":
        left_alone = choice if isinstance(choice, list) else []
        kept = {name: change for name, change in line.changes.items() if name not in left_alone}
        return Effect(line.person, kept) if kept and choice != SKIP else None
    return effect_of_namesake(line, choice) if line.verdict == "namesake" else None


def effect_of_namesake(line, choice):
    chosen = choice or (ADD if line.adds else SKIP)
    if chosen == ADD:
        return Effect(None, {})
    found = ((pk, changes) for pk, _, changes in line.candidates if str(pk) == str(chosen))
    return next((Effect(pk, changes) for pk, changes in found if changes or line.parent), None)


# Between preview and commit

KEPT = [part.name for part in fields(Line) if part.name != "verdict"]


def to_kept(lines):
    """The lines as JSON under their verdicts; of somebody known and unchanged only who it is."""
    kept = defaultdict(list)
    for line in lines:
        if line.verdict == "same":
            line.values = {}
        kept[line.verdict].append([getattr(line, name) for name in KEPT])
    return kept


def from_kept(kept):
    """The lines in the order of the file: it decides who comes first."""
    lines = [
        Line(**dict(zip(KEPT, cells, strict=True)), verdict=verdict)
        for verdict, rows in kept.items()
        for cells in rows
    ]
    return sorted(lines, key=lambda line: line.number)


def undecided(line):
    """The same row to be decided once more."""
    return Line(
        *(
            line.number,
            line.name,
            line.position,
            line.kind,
            "",
            line.identity,
            line.values,
            line.card,
            line.is_own,
        )
    )
