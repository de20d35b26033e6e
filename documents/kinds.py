"""All kinds of papers: a line here for each module of documents/papers/."""

from documents.papers import (
    agreement,
    certificate,
    curator_report,
    destruction_act,
    individual_plan,
    meeting_log,
    mentor_report,
    minutes_council,
    minutes_meeting,
    monitoring_note,
    notice,
    order_amending,
    order_cancelling,
    order_change,
    order_curator,
    order_event,
    order_model,
    order_pairs,
    order_regulation,
    order_reward,
    order_roadmap,
    outside,
    personal_programme,
    programme_template,
    regulation,
    school_programme,
    selection_protocol,
    thanks,
)

MODULES = [
    order_model,
    order_regulation,
    order_roadmap,
    order_curator,
    order_pairs,
    order_change,
    order_event,
    order_amending,
    order_cancelling,
    order_reward,
    regulation,
    school_programme,
    programme_template,
    personal_programme,
    individual_plan,
    agreement,
    notice,
    meeting_log,
    mentor_report,
    curator_report,
    minutes_council,
    minutes_meeting,
    selection_protocol,
    monitoring_note,
    thanks,
    certificate,
    destruction_act,
    outside,
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
