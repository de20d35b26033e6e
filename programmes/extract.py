"""The programmes of a person's pairs, for the extract (people/extract.py)."""

from people.extract import facts, part
from people.pairings import pairs_of
from programmes.models import Programme, Remark


@part("Программы и планы пар")
def programmes(person):
    """Each programme of a pair of the person on either side, with its rows as lines."""
    pairs = {row.pair_id for row in pairs_of(person)}
    rows = Programme.objects.filter(pair__in=pairs).select_related("pair__mentor")
    rows = rows.prefetch_related("pair__members__person", "rows")
    return [facts(one, план=[line_of(row) for row in one.rows.all()]) for one in rows]


def line_of(row):
    """One row of a plan in a sentence."""
    words = [row.activity, row.term, row.result, row.fact, row.mark]
    return " – ".join(filter(None, [*words, "выполнено" if row.is_done else ""]))


@part("Замечания к программам, которые человек написал")
def remarks(person):
    if person.membership_id is None:
        return []
    written = Remark.objects.filter(author=person.membership.user_id, organization=person.organization_id)
    return [{"замечание": remark.text, "когда": remark.made_at} for remark in written]
