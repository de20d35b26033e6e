"""A staff list comes in: looked at first, then taken in one transaction."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from common.table_reading import TableError, read_table
from people.models import Person, RosterImport, search_key
from people.roster import RosterError, bad_rows_table, identity_key, normalised, parse_roster
from people.services.insert import insert_rows
from people.services.persons import lock_people

FIELDS = [
    *("last_name", "first_name", "patronymic", "gender", "position", "subject"),
    *("experience_years", "category", "education", "phone", "email", "birth_date"),
]
EMPTY = {"name_forms": "{}", "position_forms": "{}", "awards": "", "workplace": ""}


@transaction.atomic
def preview_roster(organization, *, data, file_name, by):
    """Read a staff list and keep, row by row, what would be taken; nobody is added yet."""
    try:
        roster = parse_roster(read_table(data, file_name), organization.today)
    except (TableError, RosterError) as error:
        raise ValidationError(str(error)) from error
    kept = sort_rows(roster, known_identities(organization))
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


def known_identities(organization):
    return set(Person.objects.filter(organization=organization).values_list("identity", flat=True))


def sort_rows(roster, known):
    """The rows as JSON: bad ones with what to correct, new ones with their values, known ones by name only."""
    kept = {"bad": [], "new": [], "known": [], "unknown": roster.unknown_headings, "skipped": roster.skipped}
    identities = [None if row.problems else identity_key(row.values) for row in roster.rows]
    namesakes = positions_by_name([*known, *filter(None, identities)])
    for row, identity in zip(roster.rows, identities, strict=True):
        if row.problems:
            kept["bad"].append(as_line(row) | {"problems": row.problems})
        elif identity in known:
            kept["known"].append(as_line(row))
        else:
            notes = row.notes + namesake_notes(identity, namesakes)
            values = [row.values[field] for field in FIELDS]
            kept["new"].append(as_line(row) | {"identity": identity, "values": values, "notes": notes})
    kept["bad_header"], kept["bad_rows"] = bad_rows_table(roster) if kept["bad"] else ([], [])
    return kept


def as_line(row):
    names = (row.values["last_name"], row.values["first_name"], row.values["patronymic"])
    return {"number": row.number, "name": " ".join(filter(None, names)), "position": row.values["position"]}


def positions_by_name(identities):
    """Under each normalised name the positions it stands with: more than one means namesakes."""
    found = {}
    for identity in identities:
        name, _, position = identity.partition("|")
        found.setdefault(name, []).append(position)
    return found


def namesake_notes(identity, namesakes):
    """A warning beside a new person whose full name another one bears in another position."""
    name, _, position = identity.partition("|")
    others = [other or "без должности" for other in dict.fromkeys(namesakes[name]) if other != position]
    return [f"Полный тёзка: {', '.join(others)}. Будет добавлен как другой человек."] if others else []


@transaction.atomic
def commit_roster(roster, *, by):
    """Take in the new people of a looked-at list, once however often it is asked; bad rows stay to be handed back."""
    roster = RosterImport.objects.select_for_update(of=("self",)).get(pk=roster.pk)
    if roster.status == RosterImport.Status.DONE:
        return roster
    lock_people(roster.organization)
    known = known_identities(roster.organization)
    new = [row for row in roster.roster["new"] if row["identity"] not in known]
    insert_people(new, roster.organization_id)
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


def insert_people(rows, organization_id):
    """Rows of a list as people; what a list does not say is empty."""
    constant = {"organization": organization_id, "kind": Person.Kind.EMPLOYEE.value} | EMPTY
    at = FIELDS.index("subject")
    insert_rows(
        Person,
        [*FIELDS, "identity", "search", *constant],
        [
            [*values, identity, search_key(identity, normalised(values[at])), *constant.values()]
            for values, identity in ((row["values"], row["identity"]) for row in rows)
        ],
    )
