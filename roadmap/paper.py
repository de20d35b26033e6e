"""A roadmap as a paper, in the very table form it came in: content for the PDF and for the DOCX alike."""

from common.russian import date_dots, date_words, initials_surname, upper_first
from roadmap.paper_table import table

WIDE = 5  # columns that do not fit an upright sheet


def build(roadmap):
    """Content of the paper: stamps, title, text before the table, the table (templates/papers/roadmap.html)."""
    return {
        "letterhead": None,
        "stamp": stamp(roadmap),
        "left_stamps": left_stamps(roadmap),
        "title_lines": roadmap.title.split("\n"),
        "intro": roadmap.intro,
        "table": table(roadmap.columns, parts_of(roadmap)),
        "is_wide": len(roadmap.columns) >= WIDE,
    }


def parts_of(roadmap):
    """(stage or None, its lines) in their order; lines without a stage come last."""
    lines = list(roadmap.activities.all())
    stages = list(roadmap.stages.all())
    parts = [(stage, [line for line in lines if line.stage_id == stage.pk]) for stage in stages]
    rest = [line for line in lines if line.stage_id is None]
    return [*parts, (None, rest)] if rest or not parts else parts


def file_name(roadmap, extension="pdf"):
    version = f", редакция {roadmap.version}" if roadmap.version > 1 else ""
    return f"Дорожная карта {roadmap.starts_on.year}-{roadmap.ends_on.year}{version}.{extension}"


def stamp(roadmap):
    """The stamp of approval at the right: by a person, by an order, or as an appendix of an order."""
    if roadmap.stamp == roadmap.Stamp.APPENDIX:
        return _as_appendix(roadmap)
    is_by_order = roadmap.stamp == roadmap.Stamp.ORDER
    return {
        "word": "УТВЕРЖДАЮ",
        "lines": list(approver_of(roadmap)),
        "with_line": True,
        "date_blank": "" if is_by_order else _date(roadmap),
        "order_line": f"Приказ {_reference(roadmap)}" if is_by_order else "",
    }


def _as_appendix(roadmap):
    """ "Приложение № 2 / УТВЕРЖДЕНА / приказом … / от … № …" (ГОСТ Р 7.0.97, requisite 16)."""
    return {
        "above": f"Приложение № {roadmap.appendix_number}",
        "word": "УТВЕРЖДЕНА",
        "lines": [f"приказом {approving(roadmap.organization).short_name}", _reference(roadmap)],
        "with_line": False,
        "date_blank": "",
        "order_line": "",
    }


def left_stamps(roadmap):
    """ПРИНЯТО and СОГЛАСОВАНО stand at the left, on the level of the approval."""
    words = [("ПРИНЯТО", roadmap.adopted), ("СОГЛАСОВАНО", roadmap.agreed)]
    return [{"word": word, "lines": text.splitlines()} for word, text in words if text.strip()]


def approver_of(roadmap):
    """(position, initials and surname): who approved, as it was then; before that the head of today."""
    if roadmap.approver_name:
        return roadmap.approver_position, roadmap.approver_name
    head = approving(roadmap.organization)
    return post_of(head), initials_surname(head.head_name)


def approving(organization):
    """A methodical centre keeps the district's roadmap, the head of the department above it approves it."""
    above = organization.parent
    is_centre = organization.kind == organization.Kind.METHODICAL_CENTRE
    return above if is_centre and above and above.kind == organization.Kind.DEPARTMENT else organization


def post_of(head):
    """ "Заведующий ГБДОУ № 49"; "начальник отдела образования …" already names the body."""
    title = head.head_title.strip()
    if head.kind != head.Kind.DEPARTMENT:
        return f"{upper_first(title)} {head.short_name}"
    return upper_first(title) if " " in title else f"{upper_first(title)} {head.full_name_genitive}"


def _date(roadmap):
    if roadmap.approved_on:
        return date_words(roadmap.approved_on)
    return f"«___» __________ {roadmap.starts_on.year} г."


def _reference(roadmap):
    if not roadmap.approved_on:
        return "от __________ № ______"
    number = f" № {roadmap.approval_number}" if roadmap.approval_number else ""
    return f"от {date_dots(roadmap.approved_on)}{number}"
