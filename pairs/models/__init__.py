"""The rows of the room, one module a noun."""

from pairs.models.changes import PairChange, Substitution
from pairs.models.notes import PairNote
from pairs.models.pairs import Pair, PairMember

__all__ = ["Pair", "PairChange", "PairMember", "PairNote", "Substitution"]
