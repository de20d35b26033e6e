"""Whether a figure over some answers, taken from figures shown elsewhere, tells of one to four people (PDN-6). Pure.

Answers are bits of a whole number: a set is an `int`, the answers by which two sets differ are `a ^ b`.
"""

from surveys.results.hiding import LEAST


def is_few(number):
    """One to four: what must never be told. None at all tells nothing."""
    return 0 < number < LEAST


def shown_sets(everybody, groups):
    """The sets that the results of one campaign show of a question: all, and each group with the rest of it."""
    if everybody.bit_count() < LEAST:
        return [0]
    found = {0, everybody}
    for group in groups:
        rest = everybody & ~group
        if not is_few(group.bit_count()) and not is_few(rest.bit_count()):
            found |= {group & everybody, rest}
    return list(found)


def distances(members, campaigns) -> set:
    """By how many answers `members` differ from the sets that can be put together of what is shown; five for more.

    `campaigns` is [(all its answers, its shown sets)]; none overlap, so the differences of each are added up.
    """
    reached = {0}
    for all_, sets in campaigns:
        steps = {min((members & all_ ^ one).bit_count(), LEAST) for one in sets}
        reached = {min(known + step, LEAST) for known in reached for step in steps}
    return reached


def has_few(numbers):
    return any(is_few(number) for number in numbers)
