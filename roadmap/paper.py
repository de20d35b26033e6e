"""A roadmap as a paper, in the very table form it came in (templates/papers/roadmap.html)."""

from common.russian import Name, date_dots, date_words, initials_surname, upper_first

COLUMNS = {
    "A": ["№", "Наименование этапа", "Содержание деятельности и примерный план мероприятий"],
    "B": ["№ п/п", "Мероприятия", "Содержание деятельности", "Срок реализации", "Ответственные"],
    "C": ["Мероприятие", "Дата проведения", "Ответственный"],
}


def build(roadmap):
    """Content of the paper: stamp of approval, title, text before the table, stages with rows."""
    return {
        "letterhead": None,
        "stamp": _stamp(roadmap),
        "title_lines": roadmap.title.split("\n"),
        "intro": roadmap.intro,
        "form": roadmap.form,
        "columns": COLUMNS[roadmap.form],
        "stages": _stages(roadmap),
        "footer": "",
    }


def file_name(roadmap):
    return f"Дорожная карта {roadmap.starts_on.year}-{roadmap.ends_on.year}.pdf"


def _stamp(roadmap):
    """УТВЕРЖДАЮ with a hand-written line over the name; the order's number, or room for it, where the form has one."""
    head = _approving(roadmap.organization)
    is_by_order = roadmap.stamp == roadmap.Stamp.ORDER
    name = Name(head.head_last_name, head.head_first_name, head.head_patronymic, head.head_gender)
    return {
        "word": "УТВЕРЖДАЮ",
        "lines": [_post(head), initials_surname(name)],
        "with_line": True,
        "date_blank": "" if is_by_order else _date(roadmap),
        "order_line": _order(roadmap) if is_by_order else "",
    }


def _approving(organization):
    """A methodical centre keeps the district's roadmap, the head of the department above it approves it."""
    above = organization.parent
    is_centre = organization.kind == organization.Kind.METHODICAL_CENTRE
    return above if is_centre and above and above.kind == organization.Kind.DEPARTMENT else organization


def _post(head):
    """ "Заведующий ГБДОУ № 49"; "начальник отдела образования …" already names the body."""
    title = head.head_title.strip()
    if head.kind != head.Kind.DEPARTMENT:
        return f"{upper_first(title)} {head.short_name}"
    return upper_first(title) if " " in title else f"{upper_first(title)} {head.full_name_genitive}"


def _date(roadmap):
    return (
        date_words(roadmap.approved_on)
        if roadmap.approved_on
        else f"«___» __________ {roadmap.starts_on.year} г."
    )


def _order(roadmap):
    if not roadmap.approved_on:
        return "Приказ от __________ № ______"
    number = f" № {roadmap.approval_number}" if roadmap.approval_number else ""
    return f"Приказ от {date_dots(roadmap.approved_on)}{number}"


def _stages(roadmap):
    stages = roadmap.stages.prefetch_related("activities")
    if not stages:
        return [
            {"number": "", "title": "", "rows": [_row(activity) for activity in roadmap.activities.all()]}
        ]
    rows = _one_cell if roadmap.form == "A" else _rows
    return [{"number": str(stage.number), "title": stage.title, "rows": rows(stage)} for stage in stages]


def _one_cell(stage):
    return [{"content": _items(stage, list(stage.activities.all()))}]


def _rows(stage):
    return [_row(activity) for activity in stage.activities.all()]


def _row(activity):
    return {
        "number": activity.number,
        "title": activity.title,
        "content": _numbered(activity.content) if activity.stage_id else activity.content,
        "term": activity.term,
        "responsible": [activity.responsible] if activity.responsible else [],
    }


def _numbered(items):
    """ "1. Издание приказа."; a single item goes without a number."""
    return [f"{n}. {_ended(item)}" if len(items) > 1 else _ended(item) for n, item in enumerate(items, 1)]


def _items(stage, activities):
    """Lines of a cell in form A: a list with dashes under the stage's lead, else numbered items, one item plain."""
    if stage.lead:
        return [stage.lead, *_dashed([activity.title for activity in activities])]
    lines = []
    for n, activity in enumerate(activities, 1):
        number = f"{n}) " if len(activities) > 1 else ""
        title = f"{activity.title.rstrip('.:')}:" if activity.content else _ended(activity.title)
        lines += [f"{number}{title}", *_dashed(activity.content)]
    return lines


def _dashed(items):
    return [f"– {item.rstrip('.;')}{'.' if n == len(items) else ';'}" for n, item in enumerate(items, 1)]


def _ended(text):
    return text if text.endswith((".", ";", "!", "?")) else f"{text}."
