"""Rounds of a meeting of choice: everybody talks with everybody once, in the fewest rounds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from selection.matching.rounds import rounds

MENTORS = st.integers(0, 9)
MENTEES = st.integers(0, 9)


def meeting(mentors, mentees):
    return [f"M{n}" for n in range(mentors)], [f"m{n}" for n in range(mentees)]


@settings(max_examples=100, deadline=None)
@given(MENTORS, MENTEES)
def test_everybody_talks_with_everybody_once_in_the_fewest_rounds(m, n):
    mentors, mentees = meeting(m, n)

    found = rounds(mentors, mentees)

    talks = [talk for one in found for talk in one.items()]
    assert sorted(talks) == sorted((a, b) for a in mentors for b in mentees)
    assert len(found) == (max(m, n) if m and n else 0)
    assert all(len(set(one.values())) == len(one) == min(m, n) for one in found)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 9), st.integers(1, 9))
def test_rests_are_equal_and_lie_apart(m, n):
    mentors, mentees = meeting(m, n)

    found = rounds(mentors, mentees)

    for person in [*mentors, *mentees]:
        busy = [person in one or person in one.values() for one in found]
        gaps = rests_between(busy)
        assert sum(busy) == (n if person in mentors else m)
        assert max(gaps) - min(gaps) <= 1


def rests_between(busy):
    """How long each rest between two talks is, the last and the first joined."""
    first = busy.index(True)
    turned = [*busy[first + 1 :], *busy[: first + 1]]
    gaps, rest = [], 0
    for is_busy in turned:
        if is_busy:
            gaps.append(rest)
            rest = 0
        else:
            rest += 1
    return gaps


def test_schedule_is_the_same_each_time():
    assert rounds([1, 2], [3, 4, 5]) == [{1: 3, 2: 4}, {1: 4, 2: 5}, {1: 5, 2: 3}]
    assert rounds([1, 2, 3], [4]) == [{1: 4}, {2: 4}, {3: 4}]
