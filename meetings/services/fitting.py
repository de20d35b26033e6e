"""Whether a pair suits its people: said in one tap, read by the curator and the psychologist alone (capability D6)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from meetings.models import Fit
from meetings.questions import duty_of, people_of_fit
from meetings.services.checks import ADVICE, locked
from pairs.models import Pair
from people import gate


@transaction.atomic
def say_fit(pair, person, *, word, by):
    """One of the pair says whether it suits, after the first meeting; a new word takes the place of the earlier one.

    The journal tells that somebody answered, never what.
    """
    pair = locked(pair)
    if pair.status != Pair.Status.ACTIVE:
        raise ValidationError("Пара сейчас не работает, отвечать не нужно.")
    if person not in people_of_fit(pair):
        raise ValidationError("Отвечают те, кто сейчас состоит в паре.")
    gate.require_allowed([person], gate.Deed.PAIR, role=duty_of(pair, person), advice=ADVICE)
    if not pair.meetings.held().exists():
        raise ValidationError("Этот вопрос – после первой встречи.")
    fit = Fit.objects.filter(pair=pair, person=person).first()
    if fit and fit.word == word and is_of_today(fit):
        return fit  # a second press
    fit = fit or Fit(organization=pair.organization, pair=pair, person=person)
    fit.word, fit.at, fit.settled_on = word, timezone.now(), None
    fit.full_clean()
    fit.save()
    record("fit.said", pair, by=by)
    return fit


def is_of_today(fit):
    return fit.at.astimezone(fit.organization.zone).date() == fit.organization.today


@transaction.atomic
def settle_fit(fit, *, by):
    """Talked over: the pair goes on, and is asked again after a few meetings."""
    fit = Fit.objects.select_for_update(of=("self",)).select_related("organization").get(pk=fit.pk)
    if fit.word == Fit.Word.FITS:
        raise ValidationError("Этот участник уже ответил, что пара подходит.")
    if fit.settled_on:
        return fit
    fit.settled_on = fit.organization.today
    fit.full_clean()
    fit.save(update_fields=["settled_on"])
    record("fit.settled", fit, by=by)
    return fit
