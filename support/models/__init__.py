"""The rows of the room, one module a noun."""

from support.models.calls import SearchCall, SearchOffer
from support.models.cases import SupportCase, SupportContact

__all__ = ["SearchCall", "SearchOffer", "SupportCase", "SupportContact"]
