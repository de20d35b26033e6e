"""The optimum beside brute force on small problems nobody would think of, and what no answer may ever break."""

import json
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selection.matching import planning
from selection.matching.answering import Answer, answer
from selection.matching.problem import Problem, sha256
from selection.matching.scoring import Table, score_table
from selection.matching.solving import solve_dense, solve_sparse
from selection.tests.problems import invented

SEEDS = st.integers(0, 2**32)


def many(count):
    return settings(max_examples=count, deadline=None, database=None, derandomize=True)


class Plain:
    """A problem as dictionaries, read without the code under test but for the scores."""

    def __init__(self, problem):
        ids, mentors, scores = score_table(problem)
        self.goal, self.mentees = problem.goal, ids
        self.places = {one.id: max(0, one.capacity - one.load) for one in problem.mentors}
        cells = np.argwhere(scores >= 0)
        self.allowed = {(ids[row], mentors[column]): int(scores[row, column]) for row, column in cells}
        self.ruled = {
            cell for cell, score in self.allowed.items() if self.goal == "everyone" or score >= problem.floor
        }
        self.held = held_by_hand(problem, self)

    def best(self, forced=None):
        """(pairs if pairs come first, total) of the best of all assignments, by trying every one."""
        fixed = self.held | (forced or {})
        left = dict(self.places)
        for mentor in fixed.values():
            if mentor is not None:
                left[mentor] -= 1
        if min(left.values(), default=0) < 0:
            return None
        found = [cell for cell in fixed.items() if cell[1] is not None]
        loose = [one for one in self.mentees if one not in fixed]
        pairs, total = self.tried(loose, left)
        total += sum(self.score(cell) for cell in found)
        return (pairs + len(found) if self.goal == "everyone" else 0, total)

    def tried(self, loose, left):
        if not loose:
            return 0, 0
        one, *others = loose
        results = [self.tried(others, left)]
        for mentor, places in left.items():
            if places and (one, mentor) in self.ruled:
                pairs, total = self.tried(others, left | {mentor: places - 1})
                results.append((pairs + (self.goal == "everyone"), total + self.allowed[one, mentor]))
        return max(results)

    def score(self, cell):
        return self.scores[cell]


def held_by_hand(problem, plain):
    """Locks hold one after another where a place is left; only a missing common form does not stop them."""
    anyform = replace(
        problem,
        mentees=tuple(replace(one, forms=()) for one in problem.mentees),
        mentors=tuple(replace(one, forms=()) for one in problem.mentors),
    )
    ids, mentors, scores = score_table(anyform)
    plain.scores = {
        (one, other): int(scores[row, column])
        for row, one in enumerate(ids)
        for column, other in enumerate(mentors)
    }
    held, left = {}, dict(plain.places)
    for mentee, mentor in sorted(problem.locked.items()):
        if plain.scores.get((mentee, mentor), -1) >= 0 and left[mentor]:
            held[mentee] = mentor
            left[mentor] -= 1
    return held


@many(1000)
@given(SEEDS)
def test_total_is_the_best_there_is_and_nothing_is_broken(seed):
    problem = invented(seed)

    found = answer(problem)

    plain = Plain(problem)
    pairs = {match.mentee: match.mentor for match in found.matches if match.mentor}
    assert (found.paired * (problem.goal == "everyone"), found.total) == plain.best()
    assert found.total == sum(plain.score(cell) for cell in pairs.items())
    assert plain.held.items() <= pairs.items()
    for cell in pairs.items() - plain.held.items():
        assert cell in plain.ruled
    assert {one: plain.places[one] - list(pairs.values()).count(one) for one in plain.places} == found.free
    assert min(found.free.values(), default=0) >= 0
    assert all(bool(match.mentor) != bool(match.left) for match in found.matches)


@many(120)
@given(SEEDS)
def test_cost_of_a_runner_up_is_what_a_forced_solution_loses(seed):
    problem = invented(seed, mentees=4)
    plain = Plain(problem)

    for match in answer(problem).matches:
        mine = {cell: score for cell, score in plain.allowed.items() if cell[0] == match.mentee}
        if match.runner_up is None:
            taken = list(plain.held.values())
            assert all(
                cell[1] == match.mentor or taken.count(cell[1]) >= plain.places[cell[1]] for cell in mine
            )
            continue
        assert match.runner_up != match.mentor
        assert match.runner_up_score == mine[match.mentee, match.runner_up]
        forced = plain.best({match.mentee: match.runner_up})
        assert match.runner_up_cost == plain.best()[1] - forced[1]


@many(80)
@given(SEEDS)
def test_order_of_what_comes_in_never_matters_and_json_keeps_everything(seed):
    problem = invented(seed)
    rng = random.Random(seed)
    turned = replace(
        problem,
        **{name: shuffled(getattr(problem, name), rng) for name in ("mentees", "mentors", "wishes", "known")},
        **{name: shuffled(getattr(problem, name), rng) for name in ("avoids", "managers", "refused")},
        **{name: dict(shuffled(getattr(problem, name).items(), rng)) for name in ("locked", "before")},
    )

    read = Problem.from_json(json.loads(json.dumps(problem.as_json())))

    assert turned == read == problem
    assert sha256(turned) == sha256(read)
    assert answer(turned) == answer(read)
    kept = answer(problem)
    assert Answer.from_json(json.loads(json.dumps(kept.as_json()))) == kept


def shuffled(rows, rng):
    rows = list(rows)
    return tuple(rng.sample(rows, len(rows)))


@many(80)
@given(SEEDS)
def test_one_place_more_never_makes_the_answer_worse(seed):
    problem = invented(seed, locks=False)
    if not problem.mentors:
        return
    lucky = random.Random(seed).choice(problem.mentors)
    # A place more changes how loaded the mentor looks: only the number of places is asked about here.
    problem = replace(problem, weights=problem.weights | {"load": 0})

    before = answer(problem)
    mentors = (
        replace(one, capacity=max(one.capacity, one.load) + 1) if one.id == lucky.id else one
        for one in problem.mentors
    )
    after = answer(replace(problem, mentors=tuple(mentors)))

    if problem.goal == "everyone":
        assert (after.paired, after.total) >= (before.paired, before.total)
    else:
        assert after.total >= before.total


@many(100)
@given(SEEDS)
def test_candidates_alone_find_the_same_total(seed):
    problem = invented(seed)
    dense = answer(problem)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planning, "DENSE_MENTEES", 0)
        sparse = answer(problem)

    assert (sparse.total, sparse.paired) == (dense.total, dense.paired)
    assert [match.runner_up_cost for match in sparse.matches if match.runner_up_cost is not None] == []


@many(80)
@given(SEEDS)
def test_dense_and_sparse_solvers_agree(seed):
    rng = np.random.default_rng(seed)
    worth = rng.integers(0, 5, rng.integers(1, 6, 2)).astype(float)
    places = rng.integers(0, 3, worth.shape[1])
    columns = np.tile(np.arange(worth.shape[1]), (len(worth), 1))

    totals = [
        sum(worth[row, column] for row, column in enumerate(chosen) if column >= 0)
        for chosen in (solve_dense(worth, places), solve_sparse(columns, worth, places))
    ]

    assert totals[0] == totals[1]


@many(60)
@given(SEEDS)
def test_cell_has_the_same_score_alone_and_in_a_grid(seed):
    problem = invented(seed)
    table = Table(problem)
    rows, columns = np.indices((len(problem.mentees), len(problem.mentors))).reshape(2, -1)

    grid = table.scores(table.grid(np.arange(len(problem.mentees))))
    single = table.scores(table.pairs(rows, columns))

    assert grid.ravel().tolist() == single.tolist()
    assert ((grid >= 0) & (grid <= 100)).all()
