"""Minutes of a working meeting: at the head's, of mentors, of those who answer for mentoring."""

from documents.models.kinds import PaperKind
from documents.papers.kind import FIVE_YEARS, RESULTS, Kind
from documents.papers.minutes import MinutesForm, build, meeting_of


class Form(MinutesForm):
    title_of = staticmethod(meeting_of)


KIND = Kind(
    PaperKind.MINUTES_MEETING,
    series="meetings",
    keep=FIVE_YEARS,
    group=RESULTS,
    lead="Совещание при руководителе, собрание наставников: повестка, решения, голоса.",
    build=build,
    form=Form,
    by_head=False,
    dated_by="held_on",
)
