"""What the rooms above are told about pairs inside the transaction of a deed; listed in ARCHITECTURE.md."""

from django.dispatch import Signal

# sender=PairChange or Substitution; change, by: the rooms above draw up the papers of one that is planned just now,
# and take back the drafts of one that is dropped
pair_changed = Signal()
