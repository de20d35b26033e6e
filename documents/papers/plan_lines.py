"""A plan typed as lines: "срок | мероприятие | результат | ответственный | направление".

The last two may be left out; a line without "|" opens a section.
"""

from django.core.exceptions import ValidationError

from documents.forms.paper import LinesField
from documents.papers import pieces

COLUMNS = [
    ("№ п/п", 5),
    ("Направление, содержание", 21),
    ("Мероприятие (форма работы)", 22),
    ("Срок", 11),
    ("Ответственный", 13),
    ("Планируемый результат", 18),
    ("Отметка о выполнении", 10),
]
WITHOUT_DIRECTION = [("№ п/п", 5), ("Мероприятие (форма работы)", 33), ("Срок", 13), ("Ответственный", 15),
                     ("Планируемый результат", 24), ("Отметка о выполнении", 10)]  # fmt: skip
BOTH = "Наставник, наставляемый"


class CellsField(LinesField):
    """Lines of cells divided by "|"; `least` and `most` bound the cells of a line, `sections` allows lines of one."""

    def __init__(self, *, least, most, sections=False, **kwargs):
        self.least, self.most, self.sections = least, most, sections
        super().__init__(**kwargs)

    def clean(self, value):
        value = super().clean(value)
        for number, line in enumerate(value.splitlines(), 1):
            cells = cells_of(line)
            if not line.strip() or (self.sections and len(cells) == 1):
                continue
            if not self.least <= len(cells) <= self.most or not all(cells[: self.least]):
                raise ValidationError(f"Строка {number}: {self.asked}")
        if value and not any("|" in line for line in value.splitlines()):
            raise ValidationError("Впишите хотя бы одну строку плана, части разделите чертой «|».")
        return value

    @property
    def asked(self):
        most = f", всего не больше {self.most}" if self.most > self.least else ""
        return f"разделите чертой «|» {self.least} части, ни одна не пустая{most}."


def cells_of(line):
    return [cell.strip() for cell in line.split("|")]


def plan_table(lines):
    """The plan of a personalised programme: seven columns, the direction of work left out where no line names it."""
    rows = [cells_of(line) for line in lines]
    has_direction = any(len(cells) > 4 and cells[4] for cells in rows)
    done, number = [], 0
    for n, cells in enumerate(rows, 1):
        if len(cells) == 1:
            done.append(pieces.stage(f"plan-{n}", cells[0]))
            continue
        number += 1
        term, what, result, who, direction, mark = (cells + [""] * 3)[:6]
        direction = [direction] if has_direction else []
        done.append(pieces.row(f"plan-{n}", str(number), *direction, what, term, who or BOTH, result, mark))
    return pieces.table("plan", COLUMNS if has_direction else WITHOUT_DIRECTION, done)
