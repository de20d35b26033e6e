"""Who signs for a minor: a parent or guardian who stands in the list already, or one who is typed in."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from people.models import Person, Representation
from people.namesakes import namesakes_of
from people.services.persons import lock_people


@transaction.atomic
def add_representative(learner, *, relation, basis="", representative=None, new=None, is_namesake=False, by):
    """Tie a representative to a learner. `new` is the unsaved card of somebody who is not in the list yet."""
    lock_people(by.organization)
    learner = Person.objects.select_for_update(of=("self",)).get(pk=learner.pk)
    check_learner(learner)
    if new is not None:
        representative = add_parent(new, is_namesake=is_namesake, by=by)
    elif representative.kind != Person.Kind.PARENT:
        raise ValidationError("Это карточка не законного представителя. Выберите другую или впишите нового.")
    row = Representation(
        organization=learner.organization, learner=learner, representative=representative,
        relation=relation, basis=basis,
    )  # fmt: skip
    row.full_clean()
    row.save()
    record("representative.added", learner, by=by, representative=representative.pk, relation=relation)
    return row


def check_learner(learner):
    if learner.kind != Person.Kind.LEARNER:
        raise ValidationError("Законный представитель бывает у обучающегося. Проверьте, кто это, в карточке.")
    if learner.left_on:
        raise ValidationError("Обучающийся выбыл из учреждения: представителя ему не записывают.")


def add_parent(card, *, is_namesake, by):
    """A new card of a representative; the same whole name as another representative's needs a word more."""
    if not is_namesake and (known := namesakes_of(card).filter(kind=Person.Kind.PARENT).first()):
        raise ValidationError(
            f"{known.full_name} уже есть среди представителей. Выберите эту карточку "
            "или отметьте, что это другой человек."
        )
    card.full_clean()
    card.save()
    record("person.added", card, by=by, kind=card.kind)
    return card


@transaction.atomic
def end_representative(representation, *, on, by):
    """The powers of a representative end on a day; papers signed until then keep their signer."""
    row = Representation.objects.select_for_update(of=("self",)).get(pk=representation.pk)
    if row.ended_on:
        raise ValidationError("Полномочия этого представителя уже прекращены.")
    if on > row.organization.today:
        raise ValidationError("Этот день ещё не наступил. Отметьте прекращение в этот день или позже.")
    row.ended_on = on
    row.full_clean()
    row.save(update_fields=["ended_on"])
    record(
        "representative.ended", row.learner, by=by, representative=row.representative_id, on=on.isoformat()
    )
    return row
