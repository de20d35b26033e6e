from django.db import transaction

from audit.services import record
from selection.models import Weights


@transaction.atomic
def set_weights(organization, *, values, by):
    """What matters to the institution from now on; runs that were made stay as they were."""
    row, _ = Weights.objects.select_for_update(of=("self",)).get_or_create(organization=organization)
    row.values = values
    row.full_clean()
    row.save(update_fields=["values"])
    record("selection.weights_set", row, by=by, values=values)
    return row
