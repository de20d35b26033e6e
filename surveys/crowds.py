"""Of which groups an unsigned answer may say that it comes from them: of crowds only. Pure, no Django (PDN-5).

A group is (side, form), with an empty form (side as a whole). Whoever is told apart stands in a crowd, and so do
those who are left over: one curator among forty named mentors would be known by having no name of a group.
"""

from collections import Counter

CROWD = 10
EVERYBODY = ("", "")


def told_groups(invited, allowed=None):
    """The groups that may be told, of `invited` {(side, form): people}, out of `allowed` ones (None: any).

    Once decided, a group may only be given up: what is told anew later would part the early answers from the late.
    """
    sides = Counter()
    for (side, _form), number in invited.items():
        sides[side] += number
    found = set()
    for side in crowds(sides, {side for side, _ in allowed} if allowed is not None else None):
        forms = Counter({form: number for (of, form), number in invited.items() if of == side})
        some = {form for of, form in allowed if of == side} if allowed is not None else None
        found |= {(side, ""), *((side, form) for form in crowds(forms, some))}
    return found


def crowds(numbers, allowed=None):
    """Names big enough to be told; the smallest are given up until those without a name are a crowd, or nobody."""
    told = [
        name
        for name, number in sorted(numbers.items(), key=lambda pair: (pair[1], pair[0]))
        if name and number >= CROWD and (allowed is None or name in allowed)
    ]
    left = sum(numbers.values()) - sum(numbers[name] for name in told)
    while told and 0 < left < CROWD:
        left += numbers[told.pop(0)]
    return told


def told_group(side, form, groups):
    """How somebody of this side and form is called: as exactly as the groups allow."""
    for group in ((side, form), (side, "")):
        if group in groups:
            return group
    return EVERYBODY
