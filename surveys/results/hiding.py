"""Small groups are hidden: nothing that is shown, nor any sum or difference of it, is about one to four people. Pure.

Results are shown for everybody and, one feature at a time, for the groups of a feature (side, form, young). All of it
can be looked at, so it is judged together. Whoever looks adds and subtracts: mentors and mentees make everybody,
everybody without the teachers of one form leaves the other forms, and so on through all features. People with the same
features cannot be told apart by that, so they are counted as one `cell` of the table of features; what can be worked
out is any sum of shown groups with any factors. A group is shown only when no such sum is left with people of one to
four alone: that forbids small groups, small rests, and two groups that differ by a few people, at once.

What hangs together is not shown finer than what it hangs on: a question that is asked after an answer tells how many
gave that answer, a score tells the marks it is made of.
"""

from collections import Counter
from functools import lru_cache

LEAST = 5
FEATURES = ("side", "form", "young")
MOST_SUBSETS = 2000  # more few-people cells than can be tried: the feature is not shown


def features_of(people) -> list:
    """The features of each respondent, in the order of FEATURES."""
    return [(one.side, one.form, one.is_young) for one in people]


def whole(features) -> tuple:
    """For each feature its values as groups of one value, the finest there can be."""
    return tuple(
        tuple((value,) for value in sorted({one[axis] for one in features}, key=repr))
        for axis in range(len(FEATURES))
    )


def is_enough(number):
    return number >= LEAST


def shown_groups(cells: Counter, start: tuple) -> tuple:
    """For each feature the groups that may be shown, made of those of `start`; small ones are put together.

    `cells`: {features: how many people}. A feature with one group that is not empty says no more than the total.
    """
    return groups_within(frozenset(cells.items()), start)


@lru_cache(maxsize=512)
def groups_within(cells, start):
    cells, shown = dict(cells), []
    for axis, groups in enumerate(start):
        while is_split(sizes_of(cells, axis, groups)) and not is_safe(cells, [*shown, (axis, groups)]):
            groups = with_smallest_joined(groups, sizes_of(cells, axis, groups))
        shown.append((axis, groups))
    return tuple(groups for _, groups in shown)


def sizes_of(cells, axis, groups):
    return [sum(count for cell, count in cells.items() if cell[axis] in group) for group in groups]


def is_split(sizes):
    return sum(size > 0 for size in sizes) > 1


def with_smallest_joined(groups, sizes):
    """The two smallest groups that anybody is in, put together."""
    filled = sorted((number for number, size in enumerate(sizes) if size), key=lambda one: (sizes[one], one))
    first, second = sorted(filled[:2])
    joined = tuple(sorted((*groups[first], *groups[second]), key=repr))
    return tuple(
        joined if number == first else group for number, group in enumerate(groups) if number != second
    )


def is_safe(cells, shown) -> bool:
    """Whether no sum of the shown groups, with whatever factors, is left with cells of one to four people alone."""
    filled = [cell for cell, count in cells.items() if count]
    subsets = small_subsets([cells[cell] for cell in filled])
    if subsets is None:
        return False
    rows = [[cell[axis] in group for cell in filled] for axis, groups in shown for group in groups]
    return not subsets or keep_their_rank(rows, subsets)


def small_subsets(counts):
    """Sets of places in `counts` that make at most four people and cannot be widened; None when there are too many."""
    small = [place for place, count in enumerate(counts) if count < LEAST]
    found, waiting = [], [((), 0, 0)]
    while waiting:
        chosen, total, begin = waiting.pop()
        wider = [
            ((*chosen, place), total + counts[place], number + 1)
            for number, place in enumerate(small[begin:], begin)
            if total + counts[place] < LEAST
        ]
        waiting += wider
        if chosen and not wider:
            found.append(chosen)
        if len(found) > MOST_SUBSETS:
            return None
    return found


def keep_their_rank(rows, subsets):
    """Without the columns of a subset the rows are as independent as with them: no sum is left with it alone."""
    import numpy as np  # noqa: PLC0415  (slow library)

    matrix = np.array(rows, dtype=float)
    rank = np.linalg.matrix_rank(matrix)
    masks = np.ones((len(subsets), matrix.shape[1]))
    for number, places in enumerate(subsets):
        masks[number, list(places)] = 0
    return bool((np.linalg.matrix_rank(matrix * masks[:, None, :]) == rank).all())


def coarsest(starts) -> tuple:
    """The finest groups that are not finer than any of these: what shares a value is put together."""
    return tuple(joined_groups(axis) for axis in zip(*starts, strict=True))


def joined_groups(partitions):
    found = []
    for group in (set(group) for partition in partitions for group in partition):
        touching = [one for one in found if one & group]
        found = [one for one in found if not one & group] + [group.union(*touching)]
    return tuple(sorted((tuple(sorted(group, key=repr)) for group in found), key=repr))
