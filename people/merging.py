"""What a merge of two cards would do: which rows move, which fields are filled, what stands in the way."""

from django.db.models import BigIntegerField, Q, Value

from people.models import Consent, MenteeEntry, MentorEntry, Person, Representation
from people.pairings import is_current, members

# Fields of the kept card that are filled from the other one where they are empty.
FILLED = (
    *("patronymic", "gender", "position", "subject", "experience_years", "experience_here_years"),
    *("category", "category_on", "education", "awards", "workplace", "manager", "phone", "email"),
    *("birth_date", "joined_on"),
)
# Rows that tell what was done with the merged card itself stay with it.
STAYING = {
    ("people.PersonChange", "person"),
    ("people.Merge", "kept"),
    ("people.Merge", "merged"),
    ("people.Withdrawal", "person"),
    ("people.Withdrawal", "representative"),
    ("people.Destruction", "person"),
    ("people.Person", "merged_into"),
    (
        "documents.Document_people",
        "person",
    ),  # by whom a paper was drawn up; a draft finds the kept card itself
}


def pointing_fields():
    """(model, field name) of every key to Person that a merge moves; upper rooms are found, not imported."""
    relations = [
        field
        for field in Person._meta.get_fields(include_hidden=True)
        if field.auto_created and not field.concrete and (field.one_to_many or field.one_to_one)
    ]
    pairs = [(relation.related_model, relation.field.name) for relation in relations]
    return sorted(
        ((model, name) for model, name in pairs if (model._meta.label, name) not in STAYING),
        key=lambda pair: (pair[0]._meta.label, pair[1]),
    )


def rows_to_move(person, *, counted=True):
    """{(model, field name): ids} of all rows that point to the card, in one query; without `counted` no ids."""
    fields = pointing_fields()
    if not counted:
        return dict.fromkeys(fields, ())
    parts = [
        model._base_manager.filter(**{name: person})
        .order_by()
        .annotate(part=Value(number))
        .values_list("part", "pk")
        for number, (model, name) in enumerate(fields)
    ]
    found = {}
    first, *rest = parts  # one flat union: SQLite cannot read thirty that stand one inside another
    for number, pk in sorted(first.union(*rest, all=True)):
        found.setdefault(fields[number], []).append(pk)
    return found


def to_fill(kept, merged):
    """Names of the fields that are empty on the kept card and not on the other."""
    names = [name for name in FILLED if is_empty(getattr(kept, name)) and not is_empty(getattr(merged, name))]
    return names + (["membership"] if merged.membership_id and not kept.membership_id else [])


def is_empty(value):
    return value in (None, "")


def conflicts(kept, merged):
    """Sentences that say why two cards cannot become one now, and what to do first; a fixed number of queries."""
    return plain_conflicts(kept, merged) or [
        *bank_conflicts(kept, merged),
        *consent_conflicts(kept, merged),
        *pair_conflicts(kept, merged),
        *tie_conflicts(kept, merged),
        *wish_conflicts(kept, merged),
        *survey_conflicts(kept, merged),
    ]


def plain_conflicts(kept, merged):
    if kept.pk == merged.pk:
        return ["Это одна и та же карточка. Выберите другую."]
    if kept.organization_id != merged.organization_id:
        return ["Карточки разных учреждений не объединяют."]
    if any(person.merged_into_id or person.destroyed_on for person in (kept, merged)):
        return ["Одна из карточек уже объединена с другой или уничтожена."]
    found = []
    if kept.processing_stopped_on or merged.processing_stopped_on:
        found.append("Согласие на обработку данных отозвано. Карточки не объединяют, пока идёт отзыв.")
    if kept.membership_id and merged.membership_id and merged.membership.is_active:
        found.append("У обеих карточек открыт доступ. Сначала закройте доступ присоединяемой карточки.")
    if kept.manager_id == merged.pk or merged.manager_id == kept.pk:
        found.append("В одной карточке другая указана руководителем. Сначала исправьте руководителя.")
    return found


def bank_conflicts(kept, merged):
    for bank, words in ((MenteeEntry, "наставляемых"), (MentorEntry, "наставников")):
        if bank.objects.open().filter(person__in=(kept, merged)).count() > 1:
            yield f"Обе карточки сейчас в банке {words}. Сначала выведите из банка одну из них."


def consent_conflicts(kept, merged):
    papers = Consent.objects.open().filter(person__in=(kept, merged)).values_list("kind", "person").distinct()
    kinds = [kind for kind, _ in papers.order_by("kind")]
    for kind in Consent.Kind:
        if kinds.count(kind) > 1:
            yield f"У обеих карточек есть согласие {kind.label}. Сначала закончите лишнее."


def pair_conflicts(kept, merged):
    both = {kept.pk, merged.pk}
    rows = list(members().filter(Q(person__in=both) | Q(pair__mentor__in=both)))
    people_of = {}
    for member in rows:
        people_of.setdefault(member.pair, {member.pair.mentor_id}).add(member.person_id)
    if any(both <= people for people in people_of.values()):
        yield "Обе карточки стоят в одной паре или группе: это разные люди или пара составлена по ошибке."
    yield from mentor_conflicts(both, [row for row in rows if is_current(row)])


def mentor_conflicts(both, rows):
    """What the database would refuse of the pairs of one mentor (pairs/capacity.py)."""
    sides = [tuple(None if pk in both else pk for pk in (row.pair.mentor_id, row.person_id)) for row in rows]
    if len(set(sides)) < len(sides):
        yield "Обе карточки стоят в парах с одним и тем же человеком. Сначала завершите лишнюю пару."
    taken = sum(row.pair.mentor_id in both for row in rows)
    if taken < 2:  # one place is there always
        return
    room = MentorEntry.objects.open().filter(person__in=both).values_list("capacity", flat=True).first()
    if room is not None and taken > room:
        yield f"У наставника будет наставляемых: {taken}, а мест {room}. Сначала увеличьте число мест в банке."


def tie_conflicts(kept, merged):
    both = {kept.pk, merged.pk}
    ties = Representation.objects.open().filter(Q(learner__in=both) | Q(representative__in=both))
    pairs = [(tie.learner_id, tie.representative_id) for tie in ties]
    if any(set(pair) == both for pair in pairs):
        yield "В одной карточке другая записана законным представителем. Сначала уберите эту запись."
    shared = [tuple(None if pk in both else pk for pk in pair) for pair in pairs]
    if len(set(shared)) < len(shared):
        yield "У обеих карточек записана одна и та же связь с представителем. Сначала прекратите одну из них."


def wish_conflicts(kept, merged):
    """What the room of selection keeps once for a person: a seat at a meeting of choice, a word about somebody."""
    both, nobody = {kept.pk, merged.pk}, Value(None, BigIntegerField())
    seats, wishes = (
        Person._meta.get_field(name).related_model.objects for name in ("choice_seats", "wishes")
    )
    rows = wishes.filter(Q(person__in=both) | Q(about__in=both)).values_list("meeting", "person", "about")
    seated = seats.filter(person__in=both).values_list("meeting", "person", nobody)
    said = [
        (meeting, *("one" if pk in both else pk for pk in pair))
        for meeting, *pair in rows.order_by().union(seated.order_by(), all=True)
    ]
    if len(set(said)) < len(said) or any(row[1] == row[2] for row in said):
        yield "Совпадут пожелания или места на встрече выбора. Уберите лишние в одной из карточек."


def survey_conflicts(kept, merged):
    """One person stands once on a side of a survey; what was taken back stands in nobody's way."""
    invitations = Person._meta.get_field("survey_invitations").related_model.objects.standing()
    asked = invitations.filter(person__in=(kept, merged)).order_by().values_list("campaign", "side")
    if len(set(asked)) < len(asked):
        yield "Обе карточки приглашены к одному опросу. Отмените одно из приглашений на странице опроса."
