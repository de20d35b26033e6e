"""Deeds of the room: the door for its pages and for others."""

from support.services.calls import (
    accept_offer,
    close_call,
    decline_offer,
    make_offer,
    name_person,
    open_call,
    withdraw_offer,
)
from support.services.cases import close_case, hand_over_case, open_case, plan_case, take_case
from support.services.contacts import add_contact, remove_contact

__all__ = [
    "accept_offer",
    "add_contact",
    "close_call",
    "close_case",
    "decline_offer",
    "hand_over_case",
    "make_offer",
    "name_person",
    "open_call",
    "open_case",
    "plan_case",
    "remove_contact",
    "take_case",
    "withdraw_offer",
]
