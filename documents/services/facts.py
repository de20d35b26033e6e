"""The facts of a paper as they are kept, and the rows they name as they are now."""

import datetime as dt

from django.db.models import Model, QuerySet

from documents.models import Document
from documents.papers.subject import Subject
from pairs.models import Pair
from pairs.queries import PairRow, rows_of
from people.models import Person
from programmes.models import Programme
from roadmap.models import Roadmap
from selection.models import MatchRun

NAMES = {Person: "person", Pair: "pair", Document: "paper", Roadmap: "roadmap", Programme: "programme"}
NAMES |= {MatchRun: "run"}


def plain(cleaned):
    """What a form says as plain data: {"mentor": "person:5", "pairs": ["pair:3"], "since": "2026-09-01"}."""
    return {name: _plain(value) for name, value in cleaned.items()}


def _plain(value):
    if isinstance(value, Model):
        return f"{NAMES[type(value)]}:{value.pk}"
    if isinstance(value, QuerySet | list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if isinstance(value, bool | int | float) or value is None else str(value)


def initial(facts):
    """The facts as the first values of their form: keys of rows alone."""
    return {name: _initial(value) for name, value in facts.items()}


def _initial(value):
    if isinstance(value, list):
        return [_initial(item) for item in value]
    return _key(value)[1] if is_row(value) else value


def is_row(value):
    return (
        isinstance(value, str)
        and value.partition(":")[0] in NAMES.values()
        and value.partition(":")[2].isdigit()
    )


def _key(value):
    name, _, pk = value.partition(":")
    return name, int(pk)


def keys_of(facts):
    """Primary keys by name: {"person": {5, 7}, "pair": {3}}."""
    found = {}
    for value in facts.values():
        for one in value if isinstance(value, list) else [value]:
            if is_row(one):
                name, pk = _key(one)
                found.setdefault(name, set()).add(pk)
    return found


def subject_of(organization, facts, *, curator):
    """The subject of a paper; only rows of the same institution, whatever the facts say."""
    keys, rows = keys_of(facts), {}
    readers = {"person": _persons, "pair": _pairs, "paper": _papers, "roadmap": _roadmaps}
    readers |= {"programme": _programmes}
    readers |= {"run": _runs}
    for name, pks in keys.items():
        rows |= {f"{name}:{pk}": row for pk, row in readers[name](organization, pks).items()}
    return Subject(organization=organization, curator=curator, on=organization.today, facts=facts, rows=rows)


def _persons(organization, pks):
    """A card that was merged into another stands for that one: a draft names the person as the kept card does."""
    found = Person.objects.filter(organization=organization).select_related("merged_into").in_bulk(pks)
    return {pk: kept_card(person) for pk, person in found.items()}


def kept_card(person):
    while person.merged_into_id:
        person = person.merged_into
    return person


def _pairs(organization, pks):
    rows: list[PairRow] = rows_of(Pair.objects.filter(organization=organization, pk__in=pks))
    return {row.pair.pk: row for row in rows}


def _papers(organization, pks):
    return Document.objects.filter(organization=organization).in_bulk(pks)


def _roadmaps(organization, pks):
    return Roadmap.objects.filter(organization=organization).select_related("based_on").in_bulk(pks)


def _programmes(organization, pks):
    """With the rows of their plans."""
    found = Programme.objects.filter(organization=organization).prefetch_related("rows")
    return found.in_bulk(pks)


def _runs(organization, pks):
    return MatchRun.objects.filter(organization=organization).select_related("organization").in_bulk(pks)
