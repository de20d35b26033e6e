"""What the deeds of this room share: locking a row, the stop before an approved version, setting fields."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from roadmap.models import Activity, Roadmap

APPROVED = "Дорожная карта утверждена. Чтобы изменить её, начните новую редакцию."
IN_ORDER = (
    "Дорожная карта стоит в приказе об утверждении. Чтобы изменить её, сначала удалите черновик приказа."
)
NOT_CURRENT = "Это не действующая редакция. Отмечайте выполнение в действующей."
POINTERS = [
    "organization",
    "roadmap",
    "stage",
    "closed_by",
]  # checking them would ask the database once a line


def locked_roadmap(roadmap):
    return Roadmap.objects.select_for_update(of=("self",)).get(pk=roadmap.pk)


def changeable_roadmap(roadmap):
    """The roadmap under lock; an approved version is refused, and one that an order holds: what is read is signed."""
    roadmap = locked_roadmap(roadmap)
    if roadmap.is_approved:
        raise ValidationError(APPROVED)
    if roadmap.is_in_order:
        raise ValidationError(IN_ORDER)
    return roadmap


def changeable_activity(activity):
    """The line under lock, and its roadmap too: nobody approves it meanwhile."""
    changeable_roadmap(activity.roadmap)
    return locked_activity(activity)


def working_activity(activity):
    """The line under lock, for what is done while the work goes on: only in the version in force."""
    activity = locked_activity(activity)
    if not activity.roadmap.is_current:
        raise ValidationError(NOT_CURRENT)
    return activity


def locked_activity(activity):
    return Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)


def set_fields(row, fields):
    """Set the given fields; the names of those that really changed go to the journal, never the values."""
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, fields[name])
    return changed


def save_activity(activity, fields):
    activity.changed_at = timezone.now()
    activity.full_clean()
    activity.save(update_fields=[*fields, "changed_at"])
