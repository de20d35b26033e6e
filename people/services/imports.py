"""A list of people comes in: looked at first, then taken in one transaction."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from common.table_reading import TableError, read_table
from people.models import Person, Representation, RosterImport
from people.roster import RosterError, bad_rows_table, identity_key, parse_roster
from people.roster_fields import FIELDS
from people.roster_plan import (
    Known,
    KnownPerson,
    decide,
    effect_of,
    from_kept,
    line_of,
    to_kept,
    undecided,
)
from people.services.imports_writing import write_effects
from people.services.persons import lock_people

ALREADY = "Пока список проверяли, этого человека уже внесли."
CHANGED = "Пока список проверяли, сведения об этом человеке изменились: загрузите строку ещё раз."
TWICE = "Другая строка этого списка уже изменила ту же карточку."


@dataclass
class Plan:
    """Everything the preview shows and the commit does."""

    lines: list
    unknown: list = field(default_factory=list)
    skipped: int = 0
    bad_header: list = field(default_factory=list)
    bad_rows: list = field(default_factory=list)

    def of(self, *verdicts):
        return [line for line in self.lines if line.verdict in verdicts]

    def effects(self, choices):
        """[(line, effect)] of the lines that do something under these choices."""
        found = ((line, effect_of(line, choices.get(str(line.number)))) for line in self.lines)
        return [(line, effect) for line, effect in found if effect]

    def counts(self, choices):
        """What the lines come to, as the fields of a RosterImport."""
        effects = self.effects(choices)
        added = sum(effect.person is None for _, effect in effects)
        return {
            "added": added,
            "updated": len(effects) - added,
            "known": len(self.of("same")),
            "bad": len(self.of("bad")),
        }

    def kept(self):
        return {
            "lines": to_kept(self.lines),
            "unknown": self.unknown,
            "skipped": self.skipped,
            "bad_header": self.bad_header,
            "bad_rows": self.bad_rows,
        }


def plan_of(roster):
    """The plan that a looked-at list keeps."""
    kept = roster.roster
    return Plan(
        from_kept(kept["lines"]),
        *(kept[name] for name in ("unknown", "skipped", "bad_header", "bad_rows")),
    )


@transaction.atomic
def preview_roster(organization, *, data, file_name, by, kind=Person.Kind.EMPLOYEE):
    """Read a list and keep, line by line, what would become of it; nobody is added or changed yet."""
    try:
        read = parse_roster(read_table(data, file_name), organization.today, str(kind))
    except (TableError, RosterError) as error:
        raise ValidationError(str(error)) from error
    plan = make_plan(read, known_people(organization))
    preview = RosterImport.objects.create(
        organization=organization,
        kind=kind,
        file_name=file_name[-200:],
        roster=plan.kept(),
        created_by=by,
        **plan.counts({}),
    )
    counts = {"new": preview.added, "updated": preview.updated, "known": preview.known, "bad": preview.bad}
    record("roster.read", preview, by=by, of=str(kind), **counts)
    return preview


def make_plan(read, known):
    """The lines of a read list with their verdicts; bad ones in the order of the file as they came."""
    is_own = read.header.is_own
    lines = [
        line_of(row, "" if row.problems else identity_key(row.values), is_own=is_own) for row in read.rows
    ]
    decide(lines, known)
    problems = {line.number: line.problems for line in lines if line.verdict == "bad"}
    for row in read.rows:
        row.problems = problems.get(row.number, [])
    header, rows = bad_rows_table(read) if problems else ([], [])
    return Plan(lines, read.unknown_headings, read.skipped, header, rows)


def known_people(organization):
    """All cards of an institution that still are somebody, merged ones too: a list may know the old name."""
    rows = Person.objects.filter(organization=organization, destroyed_on=None).order_by("pk")
    columns = ("pk", "kind", "identity", "merged_into_id", "processing_stopped_on", "left_on", *FIELDS)
    persons = [
        KnownPerson(*cells[:6], dict(zip(FIELDS, map(as_kept, cells[6:]), strict=True)))
        for cells in rows.values_list(*columns).iterator(chunk_size=5000)
    ]
    links = Representation.objects.open().filter(organization=organization)
    return Known(persons, links.order_by("pk").values_list("learner_id", "representative_id"))


def as_kept(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def held(roster):
    """The preview under its lock, after the list of people: a commit takes away the other previews of its curator."""
    lock_people(roster.organization)
    row = RosterImport.objects.select_for_update(of=("self",)).filter(pk=roster.pk).first()
    if row is None:
        raise ValidationError(
            "Загружен другой список, этот просмотр закрыт. Если он нужен, загрузите файл ещё раз."
        )
    return row


@transaction.atomic
def choose_lines(roster, choices, *, by):
    """Keep what the curator decided about lines: {row number: choice, None for the plan's own}."""
    roster = held(roster)
    if roster.status == RosterImport.Status.DONE:
        raise ValidationError("Этот список уже загружен. Чтобы что-то изменить, загрузите файл ещё раз.")
    merged = roster.choices | {str(number): choice for number, choice in choices.items()}
    roster.choices = {number: choice for number, choice in merged.items() if choice is not None}
    for name, count in plan_of(roster).counts(roster.choices).items():
        setattr(roster, name, count)
    roster.save(update_fields=["choices", "added", "updated", "known", "bad"])
    return roster


@transaction.atomic
def commit_roster(roster, *, by):
    """Do what the preview showed, once however often it is asked; what came out otherwise meanwhile is told."""
    roster = held(roster)
    if roster.status == RosterImport.Status.DONE:
        return roster
    plan = plan_of(roster)
    wanted, late = checked(plan, roster.choices, known_people(roster.organization))
    changed = write_effects(wanted, roster.organization, by=by)
    close(roster, plan, wanted, late)
    record(
        "roster.imported",
        roster,
        by=by,
        **{name: getattr(roster, name) for name in ("added", "updated", "known", "bad")},
        persons=changed,
    )
    forget_previews(roster)
    return roster


def checked(plan, choices, known):
    """(what is done, lines that came out otherwise since the preview), by deciding every line once more."""
    fresh = [line if line.verdict in ("bad", "same") else undecided(line) for line in plan.lines]
    decide(fresh, known)
    wanted, late, touched = [], [], set()
    for before, now in zip(plan.lines, fresh, strict=True):
        effect = effect_of(before, choices.get(str(before.number)))
        if before.verdict in ("bad", "same") or effect is None:
            continue
        if before.decision != now.decision:
            late.append((before, ALREADY if now.verdict == "same" else " ".join(now.problems) or CHANGED))
        elif effect.person in touched:
            late.append((before, TWICE))
        else:
            touched |= {effect.person} - {None}
            wanted.append((before, effect))
    return wanted, late


def close(roster, plan, wanted, late):
    """Keep only what was not taken: who is in the list now is among the people, not here."""
    known = sum(words == ALREADY for _, words in late)
    rest = []
    for line, words in late:
        if words != ALREADY:
            line.verdict, line.problems = "late", [words]
            rest.append(line)
    roster.added = sum(effect.person is None for _, effect in wanted)
    roster.updated = len(wanted) - roster.added
    roster.known += known
    roster.status, roster.choices = RosterImport.Status.DONE, {}
    plan.lines = [*plan.of("bad"), *rest]
    for line in plan.lines:
        line.values, line.changes, line.candidates, line.parent = {}, {}, [], {}
    roster.roster = plan.kept()
    roster.save(update_fields=["added", "updated", "known", "status", "choices", "roster"])


def forget_previews(roster):
    """Lists that were looked at and not taken hold people's data for nothing."""
    rows = RosterImport.objects.filter(organization=roster.organization_id, created_by=roster.created_by)
    rows.filter(status=RosterImport.Status.PREVIEW).delete()
