"""A line of the back office: what of a kind of rows is corrected there, and why the rest is not."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Model

from organizations.models import Organization

FROZEN = "Подписанное не исправляют: нужен новый документ."
KEPT = "Это запись о том, что уже было. Её не исправляют и не удаляют."


@dataclass(frozen=True)
class Register:
    """A kind of rows: the columns to correct (or a function of the row that names them), to add with, to list."""

    model: type[Model]
    editable: tuple | Callable = ()
    adds: tuple = ()
    deletes: bool = False
    shows: tuple = ()
    search: str = ""
    filters: tuple = ()
    hidden: tuple = ()  # secrets and long inner columns
    owner: str = "organization"
    below: bool = False  # rows of the institutions below too
    look_up: tuple = ()  # links chosen by typing, not from a list of hundreds
    why: str = ""  # why a row, or every row, is closed here
    is_closed: Callable = field(default=lambda row: False)

    def editable_of(self, row):
        if self.closed(row):
            return ()
        return self.editable(row) if callable(self.editable) else self.editable

    def closed(self, row):
        """Why this row is not corrected here, or nothing."""
        if "_closed" not in row.__dict__:  # a page asks a dozen times
            row._closed = self.why if self.why and (not self.editable or self.is_closed(row)) else ""
        return row._closed

    def may_add(self, me):
        """Bodies above add institutions, institutions add people and what belongs to them."""
        return bool(self.adds) and me.organization.is_above == (self.model is Organization)
