"""How a withdrawal ends: answered, kept by law, given again, destroyed (152-ФЗ ст. 21 ч. 5)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from people.models import ConsentKind, Withdrawal

# Why data may be kept after the consent was withdrawn (152-ФЗ ст. 6 ч. 1 п. 2-11); what is chosen stands on the page.
GROUNDS = [
    "Трудовое законодательство: документы по личному составу (ТК РФ, приказ Росархива от 20.12.2019 № 236)",
    "Законодательство об образовании: сведения об обучающемся (273-ФЗ, приказ Росархива от 20.12.2019 № 236)",
    "Договор, стороной которого является человек (152-ФЗ, статья 6, часть 1, пункт 5)",
    "Бухгалтерский и налоговый учёт: выплаты за наставничество (402-ФЗ, Налоговый кодекс РФ)",
    "Исполнение судебного акта или защита прав учреждения (152-ФЗ, статья 6, часть 1, пункты 3 и 7)",
]
Outcome = Withdrawal.Outcome


@transaction.atomic
def answer_withdrawal(withdrawal, *, by):
    """What no machine can do is done and the person is answered; with nothing to destroy the withdrawal is closed."""
    withdrawal = locked(withdrawal)
    if withdrawal.answered_on:
        raise ValidationError("Это уже отмечено.")
    withdrawal.answered_on = withdrawal.organization.today
    withdrawal.save(update_fields=["answered_on"])
    record("withdrawal.answered", withdrawal, by=by)
    return withdrawal if withdrawal.is_of_processing else close(withdrawal, Outcome.STOPPED, by=by)


@transaction.atomic
def keep_by_law(withdrawal, *, ground, by):
    """The data are not destroyed: a law or a contract asks to keep them, and the ground is named."""
    withdrawal = locked(withdrawal)
    if not withdrawal.is_of_processing:
        raise ValidationError("Уничтожать по этому отзыву нечего: отмечать хранение не нужно.")
    if ground not in GROUNDS:
        raise ValidationError("Выберите основание из списка.")
    if withdrawal.destructions.open().exists():
        raise ValidationError("Уже предложено уничтожить данные. Сначала отмените предложение.")
    withdrawal.ground = ground
    return close(withdrawal, Outcome.KEPT, by=by)


def close_given_again(consents, *, by):
    """A new consent to processing was signed: nothing is to be destroyed any more. Call inside its transaction."""
    ids = [row.person_id for row in consents if row.kind == ConsentKind.PROCESSING]
    for withdrawal in open_of_processing(ids) if ids else []:
        for destruction in withdrawal.destructions.open():
            destruction.cancelled_at = timezone.now()
            destruction.save(update_fields=["cancelled_at"])
            record("destruction.cancelled", destruction, by=by)
        close(withdrawal, Outcome.GIVEN_AGAIN, by=by)


def close_destroyed(person, *, by):
    """The data are destroyed: every open withdrawal of the person is over. Call inside that transaction."""
    for withdrawal in Withdrawal.objects.select_for_update(of=("self",)).open().filter(person=person):
        close(withdrawal, Outcome.DESTROYED, by=by)


def open_of_processing(person_ids):
    rows = Withdrawal.objects.select_for_update(of=("self",)).open().filter(person__in=person_ids)
    return [row for row in rows.select_related("organization") if row.is_of_processing]


def locked(withdrawal):
    rows = Withdrawal.objects.select_for_update(of=("self",)).select_related("organization")
    withdrawal = rows.get(pk=withdrawal.pk)
    if withdrawal.closed_on:
        raise ValidationError(f"{withdrawal} уже закрыт: {withdrawal.get_outcome_display()}.")
    return withdrawal


def close(withdrawal, outcome, *, by):
    withdrawal.closed_on, withdrawal.outcome = withdrawal.organization.today, outcome
    withdrawal.full_clean()
    withdrawal.save(update_fields=["closed_on", "outcome", "ground"])
    record("withdrawal.closed", withdrawal, by=by, outcome=str(outcome))
    return withdrawal
