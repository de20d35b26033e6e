"""The rows of the room, one module a noun."""

from programmes.models.programmes import Programme, ProgrammeRow
from programmes.models.review import ProgrammeVersion, Remark
from programmes.models.templates import ProgrammeTemplate

__all__ = ["Programme", "ProgrammeRow", "ProgrammeTemplate", "ProgrammeVersion", "Remark"]
