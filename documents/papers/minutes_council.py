"""Minutes of the pedagogical council; in a methodical centre or a department, of its own council."""

from documents.models.kinds import PaperKind
from documents.papers.kind import PERMANENT, RESULTS, Kind
from documents.papers.minutes import MinutesForm as Form
from documents.papers.minutes import build

KIND = Kind(
    PaperKind.MINUTES_COUNCIL,
    series="council",
    keep=PERMANENT,
    group=RESULTS,
    lead="Повестка, кто докладывал, что решили и как голосовали. Подписывают председатель и секретарь.",
    build=build,
    form=Form,
    by_head=False,
    dated_by="held_on",
)
