"""All kinds of papers: a line here for each module of documents/papers/."""

from documents.papers import destruction_act, order_pairs, order_roadmap
from documents.series import default_pattern

MODULES = [
    order_roadmap,
    order_pairs,
    destruction_act,
]
KINDS = {module.KIND.key: module.KIND for module in MODULES}


def kind_of(document):
    return KINDS[document.kind]


def keep_of(document):
    """How long a paper is kept; one made outside says it itself."""
    return document.facts.get("keep") or kind_of(document).keep


def file_name(document, extension="pdf"):
    """A name that a clerk would give: "Приказ 12-од от 02.10.2026.pdf"; a draft says that it is one."""
    if not document.number:
        return f"{document.get_kind_display()} (проект).{extension}"
    number = document.number.replace("/", "-")
    return f"{kind_of(document).word} {number} от {document.dated:%d.%m.%Y}.{extension}"


def pattern_of(document):
    """The pattern of numbers that a paper would get when its series says nothing of its own."""
    return default_pattern(kind_of(document).series, document.organization)
