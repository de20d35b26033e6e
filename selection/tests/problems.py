"""Problems of matching for tests: invented ones by a seed, and plain ones whose cells can be read by eye."""

import random

from selection.matching.problem import Mentee, Mentor, Problem, Wish

FORMS = ("teacher_teacher", "pedagogue_pedagogue")
SUBJECTS = ("математика", "физика", "русский язык и литература", "группа «Ромашка»", "")
POSITIONS = ("учитель", "учитель начальных классов", "старший воспитатель", "")
TIMES = ("mon", "tue.pm", "wed.am", "fri.eve")
EVEN = dict.fromkeys(
    (
        *("competence", "subject", "position", "experience", "category", "time"),
        *("mentee_wish", "mentor_wish", "known", "load"),
    ),
    0,
)


def features(rng, number):
    return {
        "id": number,
        "competences": rng.sample(range(1, 5), rng.choice((0, 1, 1, 2))),
        "forms": rng.sample(FORMS, rng.choice((0, 1, 2, 2))),
        "kind": rng.choice(("employee", "employee", "employee", "learner")),
        "subject": rng.choice(SUBJECTS),
        "position": rng.choice(POSITIONS),
        "experience": rng.choice((None, 0, 2, 7, 20)),
        "category": rng.randrange(4),
        "times": rng.sample(TIMES, rng.randrange(3)),
        "blocked": rng.choice(("",) * 9 + ("consent",)),
        "kinds": rng.choice(((), ("reverse",))),
    }


def invented(seed, *, mentees=5, mentors=4, goal=None, locks=True):
    """A small problem with everything in it that a curator can do, the same for the same seed."""
    rng = random.Random(seed)
    few = range(1, rng.randint(1, mentees) + 1)
    others = range(11, 11 + rng.randint(0, mentors))
    cells = [(one, other) for one in few for other in others]

    def some(most):
        return rng.sample(cells, min(rng.randint(0, most), len(cells)))

    wished = [rng.choice((cell, cell[::-1])) for cell in some(4)]
    return Problem(
        mentees=tuple(
            Mentee(**features(rng, number), days_waiting=rng.choice((0, 5, 700))) for number in few
        ),
        mentors=tuple(
            Mentor(**features(rng, number), capacity=rng.choice((0, 1, 1, 2, 3)), load=rng.choice((0, 0, 1)))
            for number in others
        ),
        weights={key: rng.randrange(4) for key in EVEN},
        goal=goal or rng.choice(("best", "everyone")),
        floor=rng.choice((0, 30, 55)),
        wishes=tuple(Wish(*cell, rng.choice((None, 1, 2, 5))) for cell in wished),
        known=some(2), avoids=some(2), managers=some(1), refused=some(1),
        locked=dict(some(2)) if locks else {}, before=dict(some(2)),
    )  # fmt: skip


def problem(mentees, mentors, **rules):
    """A problem of plain dicts of features; only the weights that are named count."""
    weights = EVEN | rules.pop("weights", {"competence": 3})
    return Problem(
        mentees=tuple(Mentee(id=number, **facts) for number, facts in mentees.items()),
        mentors=tuple(Mentor(id=number, **facts) for number, facts in mentors.items()),
        weights=weights,
        **{"goal": "best", "floor": 0} | rules,
    )
