"""A staff list comes in: looked at first, then taken in one transaction."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from common.table_reading import TableError, read_table
from people.models import Person, RosterImport, search_key
from people.roster import RosterError, bad_rows_table, identity_key, normalised, parse_roster
from people.services.persons import lock_people

FIELDS = [
    *("last_name", "first_name", "patronymic", "gender", "position", "subject"),
    *("experience_years", "category", "education", "phone", "email", "birth_date"),
]
BATCH = 500


@transaction.atomic
def preview_roster(organization, *, data, file_name, by):
    """Read a staff list and keep, row by row, what would be taken; nobody is added yet."""
    try:
        roster = parse_roster(read_table(data, file_name), organization.today)
    except (TableError, RosterError) as error:
        raise ValidationError(str(error)) from error
    known = dict(Person.objects.filter(organization=organization).values_list("identity", "position"))
    kept = sort_rows(roster, known)
    preview = RosterImport.objects.create(
        organization=organization,
        file_name=file_name[-200:],
        roster=kept,
        added=len(kept["new"]),
        known=len(kept["known"]),
        bad=len(kept["bad"]),
        created_by=by,
    )
    record("roster.read", preview, by=by, new=preview.added, known=preview.known, bad=preview.bad)
    return preview


def sort_rows(roster, known):
    """The rows as JSON: bad ones with what to correct, new ones with their values, known ones by name only."""
    kept = {"bad": [], "new": [], "known": [], "unknown": roster.unknown_headings, "skipped": roster.skipped}
    namesakes = positions_by_name(
        [*known.items(), *((identity_key(row.values), row.values["position"]) for row in roster.good)]
    )
    for row in roster.rows:
        values = row.values
        name = " ".join(filter(None, (values["last_name"], values["first_name"], values["patronymic"])))
        line = {"number": row.number, "name": name, "position": values["position"]}
        if row.problems:
            kept["bad"].append(line | {"problems": row.problems})
            continue
        identity = identity_key(values)
        if identity in known:
            kept["known"].append(line)
            continue
        others = [where for where in namesakes[identity.split("|")[0]] if where != values["position"]]
        kept["new"].append(
            line
            | {"identity": identity, "values": as_json(values), "notes": row.notes + namesake_notes(others)}
        )
    kept["bad_header"], kept["bad_rows"] = bad_rows_table(roster) if kept["bad"] else ([], [])
    return kept


def positions_by_name(identities):
    """Under each normalised name the positions it stands with: more than one means namesakes."""
    found = {}
    for identity, position in identities:
        found.setdefault(identity.split("|")[0], []).append(position)
    return found


def namesake_notes(positions):
    if not positions:
        return []
    where = ", ".join(position or "без должности" for position in dict.fromkeys(positions))
    return [f"Полный тёзка: {where}. Будет добавлен как другой человек."]


def as_json(values):
    born = values["birth_date"]
    return [*(values[name] for name in FIELDS[:-1]), born.isoformat() if born else None]


@transaction.atomic
def commit_roster(roster, *, by):
    """Take in the new people of a looked-at list, once however often it is asked; bad rows stay to be handed back."""
    roster = RosterImport.objects.select_for_update(of=("self",)).get(pk=roster.pk)
    if roster.status == RosterImport.Status.DONE:
        return roster
    lock_people(roster.organization)
    known = set(Person.objects.filter(organization=roster.organization_id).values_list("identity", flat=True))
    new = [row for row in roster.roster["new"] if row["identity"] not in known]
    Person.objects.bulk_create([person_of(row, roster.organization_id) for row in new], batch_size=BATCH)
    roster.known += roster.added - len(new)
    roster.added, roster.status = len(new), RosterImport.Status.DONE
    roster.roster |= {"new": [], "known": []}  # who is in the list now is in the bank of people, not here
    roster.save(update_fields=["added", "known", "status", "roster"])
    record("roster.imported", roster, by=by, added=roster.added, known=roster.known, bad=roster.bad)
    # Lists that were looked at and not taken hold people's data for nothing.
    by_same_hand = RosterImport.objects.filter(
        organization=roster.organization_id, created_by=roster.created_by
    )
    by_same_hand.filter(status=RosterImport.Status.PREVIEW).delete()
    return roster


def person_of(row, organization_id):
    values = dict(zip(FIELDS, row["values"], strict=True))
    born = values["birth_date"]
    values["birth_date"] = dt.date.fromisoformat(born) if born else None
    identity = row["identity"]
    search = search_key(identity, normalised(values["subject"]))
    return Person(organization_id=organization_id, identity=identity, search=search, **values)
