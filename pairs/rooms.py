"""What the rooms above tell about pairs: a part of the page of a pair, a cell of the board, moments of its history.

A room registers its functions in `AppConfig.ready`; the pages of this room read them and never import upwards. A
function costs a fixed number of queries, however many pairs or rows there are.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

PARTS: list[tuple[int, Callable]] = []
CELLS: dict[str, Callable] = {}
MOMENTS: list[Callable] = []


@dataclass(frozen=True)
class Part:
    """A section on the page of a pair: its heading, the template that draws it and what the template reads."""

    title: str
    template: str
    context: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Cell:
    """What the board says of one pair: words, the shape of their state ("done", "run", "miss", ...), a link.

    `order` sorts the column: the greater, the sooner somebody must look.
    """

    words: str
    state: str = "plan"
    url: str = ""
    order: int = 0


@dataclass(frozen=True)
class Moment:
    """One line of a history: the day, what happened, a link to what proves it."""

    on: dt.date
    words: str
    url: str = ""


def part(order):
    """Register `function(pair, me) -> Part | None`; a smaller order stands higher on the page."""

    def add(function):
        PARTS.append((order, function))
        PARTS.sort(key=lambda known: known[0])
        return function

    return add


def cell(name):
    """Register `function(organization, pairs) -> {pair id: Cell}` as a column of the board."""

    def add(function):
        CELLS[name] = function
        return function

    return add


def moments(function):
    """Register `function(pairs, me) -> list[Moment]`: what the histories of these pairs tell to this reader."""
    MOMENTS.append(function)
    return function


def parts_of(pair, me):
    return [found for _, function in PARTS if (found := function(pair, me)) is not None]


def cells_of(organization, pairs):
    """{name of the column: {pair id: Cell}}."""
    return {name: function(organization, pairs) for name, function in CELLS.items()}


def history_of(pairs, me):
    """The moments of these pairs, the latest first."""
    return sorted(
        (moment for function in MOMENTS for moment in function(pairs, me)),
        key=lambda moment: moment.on,
        reverse=True,
    )
