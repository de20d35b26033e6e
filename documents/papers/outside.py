"""A paper made outside the system, in its register by its scan: what it is, says whoever puts it in."""

from documents.models.kinds import PaperKind
from documents.papers.blocks import letterhead
from documents.papers.kind import FIVE_YEARS, ORDERS, PERMANENT, PERSONNEL, THREE_YEARS, Kind
from documents.papers.pieces import text

TERMS = [PERMANENT, PERSONNEL, FIVE_YEARS, THREE_YEARS]
WORDS = "Документ оформлен вне системы, скан приложен."


def content_of(organization, facts):
    """The page of the paper: its type, heading and who signed it. No letterhead: it has no text to print."""
    lines = [WORDS]
    if facts["signed_by"]:
        lines.append(f"Подписал: {facts['signed_by']}.")
    return {
        "kind": facts["type"].upper(),
        "letterhead": letterhead(organization),
        "place": organization.city,
        "date": "",
        "number": "",
        "heading": facts["heading"],
        "items": [],
        "body": [text(f"p{n}", line) for n, line in enumerate(lines)],
        "signature": None,
        "appendices": [],
        "draft": False,
    }  # fmt: skip


KIND = Kind(
    PaperKind.OUTSIDE,
    series="core",  # each paper names its own
    keep=PERMANENT,
    group=ORDERS,
    lead="Приказ или акт, который издали на бумаге без системы: скан, номер и дата попадут в реестр.",
    by_head=False,
)
