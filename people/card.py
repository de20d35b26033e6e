"""What the card of a person shows, in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery, Value

from common.russian import lower_first
from people.forms.persons import LABELS
from people.models import Consent, Merge, Person, PersonChange, Representation, Withdrawal
from people.namesakes import NAME, has_namesake
from people.pairings import is_current, pairs_of
from people.services.changes import CHANGEABLE
from people.stays import absences_on


def for_card(persons, today):
    """The rows with the access, the manager and what a card warns about: one query."""
    own = {"person": OuterRef("pk")}
    stopped = Withdrawal.objects.filter(**own, kinds__contains=f" {Consent.Kind.PROCESSING} ")
    away = absences_on(today).filter(**own)
    ties = Representation.objects.filter(Q(learner=OuterRef("pk")) | Q(representative=OuterRef("pk")))
    persons = persons.select_related("membership__user", "organization", "manager").alias(name_key=NAME)
    return persons.annotate(
        is_namesake=has_namesake(),
        has_ties=Exists(ties),
        is_away=Exists(away),
        away_until=Subquery(away.values("ends_on")[:1]),
        withdrawal_id=Subquery(stopped.order_by("-pk").values("pk")[:1]),
    )


def card_of(person):
    """Banks, pairs, consents and representatives of a person taken by `for_card`."""
    mentee = person.mentee_entries.prefetch_related("requests").order_by("-entered_on", "-pk")
    mentor = person.mentor_entries.order_by("-entered_on", "-pk")
    name_competences([request for entry in mentee for request in entry.requests.all()], mentor)
    ties = ties_of(person) if person.has_ties else []
    members = list(pairs_of(person))
    return {
        "mentee_entries": mentee,
        "mentor_entries": mentor,
        "is_mentee": any(entry.left_on is None for entry in mentee),
        "is_mentor": any(entry.left_on is None for entry in mentor),
        "consents": person.consents.order_by("kind", "-printed_on"),
        "members": [row for row in members if is_current(row)],
        "past_members": [row for row in members if not is_current(row)],
        "representatives": [tie for tie in ties if tie.learner_id == person.pk],
        "children": [tie for tie in ties if tie.representative_id == person.pk],
    }


def name_competences(requests, mentor_entries):
    """Lay beside each request and each mentor's stay the names of its competences: one query for both."""
    sides = {"request": requests, "mentorentry": mentor_entries}
    parts = [
        rows[0]
        .competences.through.objects.filter(**{f"{key}__in": rows})
        .order_by()
        .values_list(Value(key), f"{key}_id", "competence__name")
        for key, rows in sides.items()
        if rows
    ]
    found = {}
    for key, pk, name in sorted(parts[0].union(*parts[1:], all=True)) if parts else ():
        found.setdefault((key, pk), []).append(name)
    for key, rows in sides.items():
        for row in rows:
            row.competence_names = found.get((key, row.pk), [])


def ties_of(person):
    """Representatives of a learner and learners of a representative, the present ones first."""
    rows = Representation.objects.filter(Q(learner=person) | Q(representative=person))
    return sorted(
        rows.select_related("learner", "representative").order_by("representative__search", "pk"),
        key=lambda tie: tie.ended_on is not None,
    )


@dataclass(frozen=True)
class Past:
    """What a person was until a day: lines "должность: учитель"."""

    change: PersonChange
    lines: list[str]
    is_last: bool


def history_of(person):
    """Recorded changes of a card and of the cards merged into it, absences and merges: three queries."""
    changes = list(
        PersonChange.objects.filter(Q(person=person) | Q(person__merged_into=person)).select_related(
            "recorded_by", "person"
        )
    )
    own = [change for change in changes if change.person_id == person.pk]
    return {
        "past": [Past(change, lines_of(change), change in own[:1]) for change in changes],
        "absences": person.absences.all(),
        "merges": Merge.objects.filter(kept=person, undone_at=None).select_related("merged", "made_by"),
    }


def lines_of(change):
    kind = change.person.kind
    return [
        f"{label_of(name, kind)}: {words_of(name, value)}"
        for name, value in change.before.items()
        if name in CHANGEABLE
    ]


def label_of(name, kind):
    """A field in the words of the card of this kind of people."""
    return lower_first(LABELS[kind].get(name) or str(Person._meta.get_field(name).verbose_name))


def words_of(name, value):
    """A kept value as people write it; what was empty is said to be so."""
    if value in (None, ""):
        return "не было"
    day = Person._meta.get_field(name).to_python(value) if name.endswith("_on") else None
    return f"{day:%d.%m.%Y}" if day else str(value)
