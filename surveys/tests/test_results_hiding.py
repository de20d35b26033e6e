"""Nothing that is shown, and nothing that follows from it, is about one to four people (PDN-6).

The attacker sees every page of results, by every feature, and knows the features of everybody and who answered what.
Two attacks: all sums and differences of unions of shown groups, by hand; and any factors at all, by linear algebra over
the people themselves, which knows nothing of the cells that hiding.py counts with.
"""

import random
from collections import Counter
from itertools import chain, combinations

import numpy as np
import pytest

from surveys.results import hiding
from surveys.results.findings import findings
from surveys.results.hiding import FEATURES, LEAST
from surveys.results.reading import Respondent
from surveys.sheet import Kind, Section, Sheet, ShowIf
from surveys.tests.results_people import SHEET, crowd, question

PLAIN = Sheet((Section("s", "", "", (question("ten", Kind.SCALE),)),))


def shown_sets(people, sheet):
    """{key of a column: sets of people of whom figures are shown}, over all pages."""
    found = {}
    for by in ("", *FEATURES):
        for finding in findings(sheet, people, by=by).columns:
            sets = found.setdefault(finding.column.key, set())
            if finding.is_hidden:
                continue
            answered = frozenset(finding.column.values)
            sets.add(answered)
            for group in finding.groups:
                axis = FEATURES.index(by)
                members = frozenset(
                    place
                    for place in answered
                    if hiding.features_of([people[place]])[0][axis] in group.values
                )
                assert len(members) == group.summary.answered
                sets.add(members)
    return found


def unions(sets):
    """Unions of groups that do not overlap: what can be added up."""
    sets = sorted(sets, key=sorted)[:9]
    subsets = chain.from_iterable(combinations(sets, size) for size in range(1, len(sets) + 1))
    return {
        frozenset().union(*some) for some in subsets if sum(map(len, some)) == len(frozenset().union(*some))
    }


def attack_by_differences(sets):
    """Sets of one to four people of whom something follows."""
    added = unions(sets)
    return [one ^ other for one in added for other in added | {frozenset()} if 0 < len(one ^ other) < LEAST]


def attack_with_any_factors(sets, number):
    """Whether some sum of the shown groups, with whatever factors, depends on one to four people alone.

    Rows of the reduced echelon form under every order of the columns that puts four people last would do; it is
    enough to look at sets of people whose columns are different from each other, so they are tried one by one.
    """
    rows = np.array([[place in one for place in range(number)] for one in sets], dtype=float)
    if not len(rows):
        return []
    kinds = Counter(map(tuple, rows.T))
    small = [column for column, count in kinds.items() if count < LEAST and any(column)]
    rank, found = np.linalg.matrix_rank(rows), []
    for size in range(1, LEAST):
        for some in combinations(small, size):
            if sum(kinds[column] for column in some) >= LEAST:
                continue
            left = np.array([column for column in map(tuple, rows.T) if column not in some]).T
            if np.linalg.matrix_rank(left) < rank:
                found.append(some)
    return found


@pytest.mark.parametrize("seed", range(30))
def test_nothing_about_a_few_people_follows(seed):
    chance = random.Random(seed)
    people = crowd(chance.choice([5, 9, 14, 22, 40, 75]), chance)

    for sets in shown_sets(people, SHEET).values():
        assert attack_by_differences(sets) == []
        assert attack_with_any_factors(sets, len(people)) == []


@pytest.mark.parametrize("seed", range(60))
def test_no_table_of_features_gives_a_few_people_away(seed):
    """Features that hang together, as in life: forms of one side, young ones among the mentees of one form."""
    chance = random.Random(seed)
    people = []
    for place in range(chance.randint(5, 90)):
        side = chance.choices(["mentor", "mentee", "curator", "parent"], [30, 45, 4, 3])[0]
        form = chance.choices(["a", "b", "c", "d"], [60, 25, 5, 2])[0] if side != "curator" else ""
        young = side == "mentee" and form == "a" and chance.random() < 0.7
        people.append(Respondent(f"r{place}", side, form, {"ten": chance.randint(1, 10)}, young))

    (sets,) = shown_sets(people, PLAIN).values()
    assert attack_by_differences(sets) == []
    assert attack_with_any_factors(sets, len(people)) == []


def test_the_attacks_find_what_is_shown_without_hiding(monkeypatch):
    monkeypatch.setattr(hiding, "is_safe", lambda cells, shown: True)
    monkeypatch.setattr(hiding, "groups_within", hiding.groups_within.__wrapped__)
    people = crowd(30, random.Random(4))
    sets = shown_sets(people, PLAIN)["ten"]

    assert attack_by_differences(sets)
    assert attack_with_any_factors(sets, len(people))


def of(side, number, **more):
    start = more.pop("start", 0)
    values = {"form": "", "is_young": False} | more
    answers = {"ten": 5, **values.get("answers", {})}
    return [
        Respondent(f"{side}{start + place}", side, values["form"], answers, values["is_young"])
        for place in range(number)
    ]


def groups_shown(people, by="side", sheet=PLAIN, key="ten"):
    found = next(one for one in findings(sheet, people, by=by).columns if one.column.key == key)
    return {group.values: group.summary.answered for group in found.groups}


def test_big_groups_are_shown():
    assert groups_shown(of("mentor", 5) + of("mentee", 6)) == {("mentor",): 5, ("mentee",): 6}


def test_small_groups_are_put_together_with_the_next_smallest():
    people = of("mentor", 20) + of("mentee", 30) + of("curator", 3) + of("parent", 2)
    assert groups_shown(people) == {("curator", "parent"): 5, ("mentor",): 20, ("mentee",): 30}

    people = of("mentor", 20) + of("mentee", 30) + of("curator", 3)
    assert groups_shown(people) == {("curator", "mentor"): 23, ("mentee",): 30}


def test_a_rest_of_four_hides_the_feature():
    assert groups_shown(of("mentor", 20) + of("mentee", 4)) == {}


def test_groups_of_two_features_that_differ_by_a_few_are_not_both_shown():
    """All mentors but two are of form a, and nobody else is: form a and the mentors would give the two away."""
    people = of("mentor", 10, form="a") + of("mentor", 2, form="b", start=20) + of("mentee", 12, form="b")

    assert groups_shown(people, "side") == {("mentor",): 12, ("mentee",): 12}
    assert groups_shown(people, "form") == {}
    assert "form" not in findings(PLAIN, people).features


@pytest.mark.parametrize(("number", "is_shown"), [(4, False), (5, True)])
def test_fewer_than_five_answers_show_nothing_but_their_number(number, is_shown):
    found = findings(SHEET, crowd(number, random.Random(1)), by="side")

    assert found.number == number
    assert bool(found.columns) == is_shown
    assert is_shown or (found.score is None and found.features == ())


def test_a_question_that_few_answered_is_hidden_also_where_the_others_are_shown():
    sheet = Sheet((Section("s", "", "", (question("ten", Kind.SCALE), question("wish", Kind.LONG))),))
    people = of("mentee", 16) + of("mentee", 4, answers={"wish": "Слово"}, start=50)
    ten, wish = findings(sheet, people).columns

    assert (ten.is_hidden, wish.is_hidden) == (False, True)


def test_a_question_asked_after_an_answer_is_not_parted_finer_than_that_answer():
    """How many mentors were asked on would tell what the four mentors who answered the first question said."""
    first, after = question("more", Kind.YES_NO), question("how", Kind.SCALE, show_if=ShowIf("more", ("no",)))
    sheet = Sheet((Section("s", "", "", (question("ten", Kind.SCALE), first, after)),))
    people = (
        of("mentor", 7)
        + of("mentor", 4, answers={"more": "yes"}, start=20)
        + of("mentee", 9, answers={"more": "no", "how": 3})
    )
    assert groups_shown(people, sheet=sheet) == {("mentor",): 11, ("mentee",): 9}
    assert groups_shown(people, sheet=sheet, key="more") == {}
    assert groups_shown(people, sheet=sheet, key="how") == {}

    hidden = of("mentee", 9) + of("mentee", 4, answers={"more": "no", "how": 3}, start=20)
    assert [one.is_hidden for one in findings(sheet, hidden).columns] == [False, True, True]


def test_two_who_fell_out_of_a_later_question_are_not_told_by_its_groups():
    """Of the mentors of form b two answered the first question. Who was asked on would tell what they said."""
    first, after = question("more", Kind.YES_NO), question("how", Kind.SCALE, show_if=ShowIf("more", ("no",)))
    sheet = Sheet((Section("s", "", "", (question("ten", Kind.SCALE), first, after)),))
    went_on = {"answers": {"more": "no", "how": 3}}
    people = of("mentor", 10, form="a", **went_on) + of("mentee", 12, form="b", **went_on)
    people += of("mentor", 2, form="b", start=20, answers={"more": "yes"}) + of(
        "mentor", 5, form="b", start=30
    )

    assert groups_shown(people, "form", sheet) == {("a",): 10, ("b",): 19}
    assert groups_shown(people, "form", sheet, "more") == {}
    assert groups_shown(people, "form", sheet, "how") == {}
    assert groups_shown(people, "side", sheet, "how") == {("mentor",): 10, ("mentee",): 12}


def test_a_score_is_not_shown_where_one_of_its_questions_is_hidden():
    """The score without the other questions would be the marks of the three who answered the last one."""
    one, two = question("ten", Kind.SCALE), question("rare", Kind.SCALE)
    sheet = Sheet((Section("s", "", "", (one, two)),), SHEET.bands)
    people = of("mentee", 12) + of("mentor", 12)
    assert findings(sheet, people, by="side").score_groups

    few = people + of("mentee", 3, answers={"rare": 4}, start=50)
    assert findings(sheet, few).score is None

    uneven = (
        people
        + of("mentee", 6, answers={"rare": 4}, start=50)
        + of("mentor", 3, answers={"rare": 4}, start=50)
    )
    found = findings(sheet, uneven, by="side")
    assert found.score.answered == 33
    assert found.score_groups == []


def test_too_many_small_cells_to_try_hide_the_feature():
    cells = Counter({(f"s{n % 7}", f"f{n}", n % 2 == 0): 1 for n in range(70)})

    assert hiding.small_subsets(list(cells.values())) is None
    assert [len(groups) for groups in hiding.shown_groups(cells, hiding.whole(list(cells)))][1:] == [1, 1]


def test_useful_results_stay():
    """Most of what a school of sixty asks is shown."""
    people = of("mentor", 14, form="a") + of("mentor", 6, form="b", start=20)
    people += of("mentee", 18, form="a", is_young=True) + of("mentee", 8, form="a", start=20)
    people += of("mentee", 9, form="b", start=50)

    assert findings(PLAIN, people).features == FEATURES
    assert groups_shown(people, "young") == {(False,): 37, (True,): 18}
