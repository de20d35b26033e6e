"""Who is away today."""

from django.db.models import Q

from people.models import Absence


def absences_on(day):
    """Absences that last on a day, the latest first; a person has at most one (services/absences.py)."""
    lasting = Q(ends_on=None) | Q(ends_on__gte=day)
    return Absence.objects.filter(lasting, starts_on__lte=day).order_by("-starts_on", "-pk")
