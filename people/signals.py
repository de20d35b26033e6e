"""What the rooms above are told inside the transaction of a deed; listed in ARCHITECTURE.md, at most five in all."""

from django.dispatch import Signal

# sender=Person; person, kinds (of consents), on (date), by
consent_withdrawn = Signal()
# sender=Person; person, on, by
person_left = Signal()
# sender=Person; person, strings (all that identified the person), erased (Counter to add to), by
person_destroyed = Signal()
