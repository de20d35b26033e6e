"""Deeds over pairs, one module a part of their life."""

from pairs.services.changing import (
    carry_out_change,
    drop_change,
    plan_change,
    prolong_pair,
)
from pairs.services.ending import complete_pairs, end_pair
from pairs.services.forming import (
    confirm_pair,
    dissolve_pair,
    edit_pair,
    form_pair,
    return_pair,
    set_pay,
)
from pairs.services.groups import join_group, leave_group
from pairs.services.notes import add_note, remove_note
from pairs.services.rules import lock_people_of, require_allowed
from pairs.services.substituting import add_substitution, end_substitution
from pairs.services.working import (
    let_out_of_order,
    pause_pair,
    resume_pair,
    start_pairs,
    take_into_order,
)

__all__ = [
    "add_note",
    "add_substitution",
    "carry_out_change",
    "complete_pairs",
    "confirm_pair",
    "dissolve_pair",
    "drop_change",
    "edit_pair",
    "end_pair",
    "end_substitution",
    "form_pair",
    "join_group",
    "leave_group",
    "let_out_of_order",
    "lock_people_of",
    "pause_pair",
    "plan_change",
    "prolong_pair",
    "remove_note",
    "require_allowed",
    "resume_pair",
    "return_pair",
    "set_pay",
    "start_pairs",
    "take_into_order",
]
