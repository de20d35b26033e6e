"""What the lines of a list do is written: new people, corrected cards, what changed on a date, representatives."""

import datetime as dt
from collections import defaultdict

from django.utils import timezone

from common.russian import normalise_search
from people.models import Person, PersonChange, Representation, search_key
from people.roster_fields import DATED, DATES, FIELDS, NAMES, PARENT
from people.roster_plan import normalised
from people.services.changes import drop_stale_forms
from people.services.insert import insert_rows, update_rows

EMPTY = {"name_forms": "{}", "position_forms": "{}"}
SEARCHED = {*NAMES, "position", "subject"}
BATCH = 500
CONTACTS = ("phone", "email")


def write_effects(effects, organization, *, by):
    """Carry out [(line, effect)] under the lock of the people's list; the ids of the cards that were changed."""
    new = [line for line, effect in effects if effect.person is None]
    known = [(line, effect) for line, effect in effects if effect.person]
    changed = change_people(known, organization, by=by)
    persons = {line.number: effect.person for line, effect in known}
    if any(line.parent for line, _ in effects):
        persons |= insert_with_ids(new, organization)
        changed |= write_parents(effects, persons, organization)
    else:
        insert_people(new, organization.pk)
    return sorted(changed)


# New people


def insert_people(lines, organization_id):
    """Lines of a list as people by the quick door; what a list does not say is empty."""
    constant = {"organization": organization_id} | EMPTY
    insert_rows(
        Person,
        [*FIELDS, "kind", "identity", "search", *constant],
        [
            [
                *(line.values[name] for name in FIELDS),
                line.kind,
                line.identity,
                search_key(line.identity, normalised(line.values["subject"])),
                *constant.values(),
            ]
            for line in lines
        ],
    )


def insert_with_ids(lines, organization):
    """The same where others must point to them: {row number: person id}."""
    persons = [
        new_person(
            organization,
            line.kind,
            {name: as_python(name, line.values[name]) for name in FIELDS},
            line.identity,
        )
        for line in lines
    ]
    Person.objects.bulk_create(persons, batch_size=BATCH)
    return {line.number: person.pk for line, person in zip(lines, persons, strict=True)}


def new_person(organization, kind, values, identity):
    person = Person(organization=organization, kind=kind, **values, identity=identity)
    person.search = search_key(identity, normalised(person.subject))
    return person


def as_python(name, value):
    return dt.date.fromisoformat(value) if value and name in DATES else value


# Known people


def change_people(known, organization, *, by):
    """Correct the cards; a position or a category that stood there before goes into the history of the card."""
    persons = Person.objects.filter(organization=organization).in_bulk([effect.person for _, effect in known])
    for person in persons.values():
        person.organization = organization  # its clock dates each change
    by_fields, history = defaultdict(list), []
    for _, effect in known:
        person = persons[effect.person]
        changes = {name: change for name, change in effect.changes.items() if name in FIELDS}
        if not changes:
            continue
        history += change_card(person, changes, by)
        by_fields[frozenset(changes)].append(person)
    for names, rows in by_fields.items():
        update_rows(rows, columns_of(names))
    PersonChange.objects.bulk_create(history, batch_size=BATCH)
    return {person.pk for rows in by_fields.values() for person in rows}


def columns_of(names):
    columns = set(names)
    if columns & SEARCHED:
        columns |= {"search", "identity"}
    if columns & set(NAMES):
        columns.add("name_forms")
    if "position" in columns:
        columns.add("position_forms")
    return sorted(columns)


def change_card(person, changes, by):
    """Put the new values into the card; the rows of its history that this makes."""
    for name, (_, new) in changes.items():
        setattr(person, name, as_python(name, new))
    stale = drop_stale_forms(person, changes)
    if SEARCHED & changes.keys():
        person.fill_search()
    dated = [name for name in DATED if name in changes and changes[name][0]]
    if not dated:
        return []
    if "category" in dated and "category_on" in changes:
        dated.append("category_on")
    before = {name: changes[name][0] for name in dated} | stale
    after = {name: changes[name][1] for name in dated} | {name: {} for name in stale}
    return [
        PersonChange(
            organization=person.organization,
            person=person,
            changed_on=person.organization.today,
            before=before,
            after=after,
            recorded_by=by.user,
            recorded_at=timezone.now(),
        )
    ]


# Representatives of learners


def write_parents(effects, persons, organization):
    """New representatives, their learners tied to them, and known ones' new phones; ids of the changed cards."""
    told = [(line, effect) for line, effect in effects if line.parent and is_wanted(effect, "representative")]
    made = new_parents([line for line, _ in told], organization)
    links = [
        Representation(
            organization=organization,
            learner_id=persons[line.number],
            representative_id=line.parent["person"] or made[line.parent["key"]].pk,
            relation=line.values["representative"]["relation"],
        )
        for line, _ in told
        if not line.parent["linked"]
    ]
    Representation.objects.bulk_create(links, batch_size=BATCH)
    return change_contacts(effects)


def is_wanted(effect, name):
    """A line that adds somebody does all it says; one that changes a card only what is still ticked."""
    return effect.person is None or name in effect.changes


def new_parents(lines, organization):
    """{key: person} of the representatives nobody knew, each once, with the contacts of all their lines."""
    values = {}
    for line in lines:
        if line.parent["person"] is None:
            said = line.values["representative"]
            kept = values.setdefault(line.parent["key"], {name: said[name] for name in (*NAMES, "gender")})
            for name in CONTACTS:
                kept[name] = kept.get(name) or said[name]
    made = {}
    for key, kept in values.items():
        name = " ".join(filter(None, (kept[part] for part in NAMES)))
        made[key] = new_person(organization, PARENT, kept, f"{normalise_search(name)}|")
    Person.objects.bulk_create(made.values(), batch_size=BATCH)
    return made


def change_contacts(effects):
    """Phones and e-mails of known representatives that a list corrects."""
    wanted = defaultdict(dict)
    for line, effect in effects:
        for name in CONTACTS:
            field = f"representative_{name}"
            if line.parent.get("person") and field in line.changes and is_wanted(effect, field):
                wanted[line.parent["person"]][name] = line.changes[field][1]
    persons = Person.objects.in_bulk(wanted)
    for pk, values in wanted.items():
        for name, value in values.items():
            setattr(persons[pk], name, value)
    update_rows(list(persons.values()), CONTACTS)
    return set(persons)
