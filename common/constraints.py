"""What no text of a table may be, told to the database: the quick doors (lists of thousands) pass by the forms."""

from django.db.models import BooleanField, Func, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual


class WithoutNul(Func):
    """Whether a text holds no NUL: SQLite keeps one and stops reading there, PostgreSQL refuses it by itself."""

    output_field = BooleanField()
    template = "(%(expressions)s IS NOT NULL)"

    def as_sqlite(self, compiler, connection, **context):
        return super().as_sql(
            compiler, connection, template="(instr(%(expressions)s, char(0)) = 0)", **context
        )


def text_fits(**lengths):
    """A condition for a CheckConstraint: each text is at most so many letters long and holds no NUL (TXT-3)."""
    condition = Q()
    for name, longest in lengths.items():
        condition &= Q(LessThanOrEqual(Length(name), longest)) & Q(WithoutNul(name))
    return condition
