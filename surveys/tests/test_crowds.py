"""Which groups an unsigned answer may name: crowds, and those left over are a crowd too."""

import random

import pytest

from surveys.crowds import CROWD, EVERYBODY, told_group, told_groups

TEACHER, STUDENT = "teacher_teacher", "student_student"


@pytest.mark.parametrize(
    ("invited", "told"),
    [
        ({}, set()),
        ({("mentor", ""): 9}, set()),
        ({("mentor", ""): 10}, {("mentor", "")}),
        ({("mentor", ""): 10, ("mentee", ""): 10}, {("mentor", ""), ("mentee", "")}),
        # one curator would be known by naming no side: the smaller side is given up
        ({("mentor", ""): 20, ("mentee", ""): 40, ("curator", ""): 1}, {("mentee", "")}),
        ({("mentor", ""): 40, ("curator", ""): 1}, set()),
        ({("mentor", TEACHER): 12, ("mentor", STUDENT): 9}, {("mentor", "")}),
        ({("mentor", TEACHER): 12, ("mentor", STUDENT): 12},
         {("mentor", ""), ("mentor", TEACHER), ("mentor", STUDENT)}),
        ({("mentor", TEACHER): 12, ("mentor", STUDENT): 30, ("mentor", ""): 2},
         {("mentor", ""), ("mentor", STUDENT)}),
    ],
)  # fmt: skip
def test_told_groups(invited, told):
    assert told_groups(invited) == told


def test_a_group_is_never_told_anew():
    invited = {("mentor", ""): 30, ("mentee", ""): 30}

    assert told_groups(invited, set()) == set()
    assert told_groups(invited, {("mentor", "")}) == {("mentor", "")}


@pytest.mark.parametrize("seed", range(50))
def test_whoever_is_told_apart_stands_in_a_crowd(seed):
    """Random invitations that come and go: each name of a group, and none, fits nobody or a crowd."""
    chance, groups = random.Random(seed), None
    for _ in range(4):
        invited = {
            (side, form): chance.choice([0, 1, 4, 9, 10, 15, 40])
            for side in ("mentor", "mentee", "")
            for form in (TEACHER, STUDENT, "")
        }
        was, groups = groups, told_groups(invited, groups)
        named = {}
        for (side, form), number in invited.items():
            named.setdefault(told_group(side, form, groups), []).append(number)

        assert was is None or groups <= was
        assert all(sum(numbers) in (0, *range(CROWD, 999)) for name, numbers in named.items() if groups), (
            named
        )
        assert groups or set(named) == {EVERYBODY}
