"""What was said about pairs that do not suit, for those who may read it."""

from dataclasses import dataclass

from django.db.models import Case, Value, When

from meetings.models import Fit
from pairs.models import Pair


@dataclass(frozen=True)
class FitLine:
    """One word that waits for the curator, and for whom another mentor would be looked for."""

    fit: Fit
    mentees: list

    @property
    def is_no(self):
        return self.fit.word == Fit.Word.NO


def waiting_fits(fits):
    """Words that nobody has talked over yet, of pairs that still go on; «не подходит» stands first."""
    words = [Fit.Word.NO, Fit.Word.UNSURE]
    rows = fits.filter(word__in=words, settled_on=None).exclude(pair__status=Pair.Status.ENDED)
    first = Case(When(word=Fit.Word.NO, then=Value(0)), default=Value(1))
    return rows.order_by(first, "at", "pk")


def fit_lines(fits):
    rows = (
        waiting_fits(fits).select_related("person", "pair__mentor").prefetch_related("pair__members__person")
    )
    return [FitLine(fit, mentees_of(fit)) for fit in rows]


def mentees_of(fit):
    """Whom to look for: the mentee who said it, or all of the pair when its mentor did."""
    here = [row.person for row in fit.pair.members.all() if row.left_on is None]
    own = [person for person in here if person.pk == fit.person_id]
    return own or here
