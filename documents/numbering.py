"""Numbers of papers as a school writes them. A number is a text: 12-од, 134/4, 13-осн. деят. (domain: free strings)."""

from documents.models import Document

# Every kind of paper is numbered in one series; orders on core activity share theirs.
SERIES = {Document.Kind.ORDER_PAIRS: "core"}
SERIES_NAMES = {"core": "Приказы по основной деятельности"}


def series_of(kind: str) -> str:
    return SERIES[kind]


def format_number(pattern: str, n: int) -> str:
    """Put the running number into the institution's pattern: "{n}-од" gives 12-од, "134/{n}" gives 134/4."""
    return pattern.replace("{n}", str(n))
