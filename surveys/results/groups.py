"""Groups of people that can be told apart without telling of a few (PDN-6): roles, forms. Pure, no Django."""

from collections import defaultdict
from dataclasses import dataclass, field

from surveys.results.closeness import is_few
from surveys.results.hiding import LEAST

OTHERS = "others"  # those whose groups are too small, together


@dataclass(frozen=True)
class Parts:
    """One way to part people; `level` is how much may be told of each part. No groups: it cannot be parted."""

    groups: dict = field(default_factory=dict)  # {value: people}
    level: int = 0


def parted(people, ways, tell, *, total):
    """[Parts] for each way (a function of one of them -> value), the first ways first.

    `tell(people)` is how much may be told of them. Of all parts of one way the same is told, and no more than of the
    whole: otherwise a part would follow from the rest. No two groups of different ways differ by a few people.
    """
    found, taken = [], []
    for way in ways:
        groups = merged(people, way)
        level = min([total, *(tell(one) for one in [*groups.values(), *rests(people, groups)])], default=0)
        sets = [frozenset(map(id, one)) for one in groups.values()]
        is_fine = len(groups) > 1 and level and not any(is_few(len(a ^ b)) for a in sets for b in taken)
        found.append(Parts(groups, level) if is_fine else Parts())
        taken += sets if is_fine else []
    return found


def merged(people, way):
    """The groups, the biggest first; those under five together, with the next smallest when they are still too few."""
    groups = defaultdict(list)
    for one in people:
        groups[way(one)].append(one)
    sizes = sorted(groups, key=lambda value: (-len(groups[value]), value))
    kept, others = [value for value in sizes if len(groups[value]) >= LEAST], []
    for value in sizes[len(kept) :]:
        others += groups[value]
    while others and len(others) < LEAST and kept:
        others += groups[kept.pop()]
    found = {value: groups[value] for value in kept}
    return found | ({OTHERS: others} if others else {})


def rests(people, groups):
    """Everybody but one group: it follows from the whole and the group."""
    for group in groups.values():
        left_out = set(map(id, group))
        yield [one for one in people if id(one) not in left_out]
