"""What stands beside a paper for those who work with it: its place in the register, its ties, its terms."""

from documents.kinds import keep_of
from documents.permissions import can_choose_knowers, can_set_in_force
from documents.register import Line, put_links
from documents.series import SERIES


def aside_of(me, document):
    """The line of the register that this paper is; nothing for a participant, who came to read."""
    if not me.works_with_papers:
        return {}
    document.kept = keep_of(document)
    line = Line(document)
    put_links({document.pk: line})
    document.cancelled_now = any(words == "отменён" for words, _ in line.links)
    series = SERIES.get(document.series)
    return {
        "line": line,
        "series": series.label.lower() if series else document.series,
        "can_choose_knowers": can_choose_knowers(me, document),
        "can_set_in_force": can_set_in_force(me, document) and not document.is_registered,
    }
