"""What the rooms above are told about pairs inside the transaction of a deed; listed in ARCHITECTURE.md."""

from django.dispatch import Signal

# sender=PairChange; change (planned just now), by: the rooms above draw up its papers
pair_changed = Signal()
