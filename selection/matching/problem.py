"""What goes into a selection: people as features without names, rules, and what has been decided by hand."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace

from selection.matching.criteria import CRITERIA, weights_of

GOALS = ("best", "everyone")
FLOOR = 30
Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class Member:
    """What both sides tell of themselves; an empty value means "not known"."""

    id: int
    competences: tuple[int, ...] = ()  # asked by a mentee, offered by a mentor
    forms: tuple[str, ...] = ()  # none named: any
    kind: str = "employee"  # people.models.Person.Kind
    subject: str = ""
    position: str = ""
    experience: int | None = None
    category: int = 0  # 0 none or not known, 1 fits the position, 2 first, 3 highest
    times: tuple[str, ...] = ()  # selection.matching.times.times_in
    blocked: str = ""  # why the person may not be proposed: "consent"
    kinds: tuple[str, ...] = ()  # people.models.MentoringKind: only "reverse" is asked for

    def __post_init__(self):
        for name in ("competences", "forms", "times", "kinds"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))


@dataclass(frozen=True, kw_only=True)
class Mentee(Member):
    days_waiting: int = 0


@dataclass(frozen=True, kw_only=True)
class Mentor(Member):
    capacity: int = 1  # mentees in all
    load: int = 0  # those of running pairs

    @property
    def places(self) -> int:
        return max(0, self.capacity - self.load)


@dataclass(frozen=True, order=True)
class Wish:
    """`person` would like to work with `about`; rank 1 is the first choice, None is a wish without a list."""

    person: int
    about: int
    rank: int | None = None


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Everything the answer depends on, sorted by id: the order of what comes in never matters."""

    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    weights: Mapping[str, int] = field(default_factory=dict)
    goal: str = "everyone"
    floor: int = FLOOR  # with the goal "best" a worse cell stays unpaired
    young_years: int = 3
    wishes: tuple[Wish, ...] = ()
    known: Pairs = ()  # (mentee, mentor) who have worked together
    avoids: Pairs = ()  # two people who are not to be paired, whichever of them asked
    managers: Pairs = ()  # (mentee, mentor who is the line manager)
    locked: Mapping[int, int | None] = field(default_factory=dict)  # None: stays without a mentor
    refused: Pairs = ()  # (mentee, mentor) refused by hand
    before: Mapping[int, int] = field(default_factory=dict)  # among equals the mentor of before stays

    def __post_init__(self):
        if self.goal not in GOALS:
            raise ValueError(f"no such goal: {self.goal}")
        put = object.__setattr__
        put(self, "weights", weights_of(self.weights))
        for name in ("mentees", "mentors"):
            put(self, name, tuple(sorted(getattr(self, name), key=lambda member: member.id)))
            if len({member.id for member in getattr(self, name)}) < len(getattr(self, name)):
                raise ValueError(f"the same person twice among {name}")
        for name in ("known", "avoids", "managers", "refused"):
            put(self, name, tuple(sorted({tuple(pair) for pair in getattr(self, name)})))
        for name in ("locked", "before"):
            put(self, name, dict(sorted(getattr(self, name).items())))
        put(self, "wishes", tuple(sorted(set(self.wishes), key=_wish_order)))

    def as_json(self) -> dict:
        """Plain data, the same for the same problem; `from_json` makes an equal problem of it."""
        plain = {item.name: getattr(self, item.name) for item in fields(self)}
        plain |= {name: [asdict(row) for row in plain[name]] for name in ("mentees", "mentors", "wishes")}
        plain |= {name: [list(pair) for pair in plain[name].items()] for name in ("locked", "before")}
        return json.loads(json.dumps(plain))

    @classmethod
    def from_json(cls, plain: dict) -> "Problem":
        rows = {"mentees": Mentee, "mentors": Mentor, "wishes": Wish}
        made = {name: tuple(row(**_tuples(one)) for one in plain[name]) for name, row in rows.items()}
        pairs = {name: dict(plain[name]) for name in ("locked", "before")}
        # A criterion that did not exist when the problem was stored had no say in its answer.
        weights = {criterion.key: 0 for criterion in CRITERIA} | plain["weights"]
        return cls(**plain | made | pairs | {"weights": weights})


def _wish_order(wish):
    return wish.person, wish.about, wish.rank is None, wish.rank or 0


def _tuples(row):
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


def sha256(problem: Problem) -> str:
    """The same for equal problems: the protocol bears it."""
    text = json.dumps(problem.as_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def without_mentor(problem: Problem, person: int) -> Problem:
    """What if this mentor leaves: locks on him or her go too."""
    return replace(
        problem,
        mentors=tuple(mentor for mentor in problem.mentors if mentor.id != person),
        locked={mentee: mentor for mentee, mentor in problem.locked.items() if mentor != person},
        before={mentee: mentor for mentee, mentor in problem.before.items() if mentor != person},
    )


def with_capacity(problem: Problem, person: int, capacity: int) -> Problem:
    """What if this mentor may lead so many mentees in all."""
    mentors = (
        replace(mentor, capacity=capacity) if mentor.id == person else mentor for mentor in problem.mentors
    )
    return replace(problem, mentors=tuple(mentors))


def with_locks(problem: Problem, locks: Mapping[int, int | None]) -> Problem:
    """What if these mentees get these mentors, whatever else was locked for them."""
    return replace(problem, locked={**problem.locked, **locks})
