"""The order of a roadmap: its stages and lines in memory, moved there and written at once."""

from django.core.exceptions import ValidationError
from django.db.models import F

from roadmap.models import Activity, Stage
from roadmap.renumbering import numbers_of, style_of

ASIDE = 10_000  # stage numbers are unique: while they change places they stand above all real ones


class Arrangement:
    """Stages in order and their lines in order; lines without a stage come last, under the key None.

    Numbers that follow a usual way (`style`) keep following it; others stay as their document had them.
    """

    def __init__(self, roadmap):
        self.roadmap = roadmap
        self.stages = list(roadmap.stages.all())
        self.lines = {key: [] for key in [*(stage.pk for stage in self.stages), None]}
        for row in roadmap.activities.all():
            self.lines[row.stage_id].append(row)
        self.style = style_of([(_number(stage), [r.number for r in rows]) for stage, rows in self.sections])
        self.is_counted = self._stage_numbers == list(range(1, len(self.stages) + 1))

    @property
    def sections(self):
        """(stage, lines) in order; (None, lines) only where there are such lines or no stages at all."""
        parts = [(stage, self.lines[stage.pk]) for stage in self.stages]
        return [*parts, (None, self.lines[None])] if self.lines[None] or not parts else parts

    @property
    def _stage_numbers(self):
        return [stage.number for stage in self.stages]

    def stage(self, pk):
        found = next((stage for stage in self.stages if stage.pk == pk), None)
        if found is None:
            raise ValidationError("Этого этапа уже нет. Обновите страницу.")
        return found

    def line(self, pk):
        found = next((row for rows in self.lines.values() for row in rows if row.pk == pk), None)
        if found is None:
            raise ValidationError("Этого мероприятия уже нет. Обновите страницу.")
        return found

    def place(self, row):
        """The key of its stage and its place there, from 0."""
        key = next(key for key, rows in self.lines.items() if row in rows)
        return key, self.lines[key].index(row)

    def words_of(self, row):
        """Where a line or a stage stands now: "1.2 Встречи: этап 1, место 2 из 4"."""
        if isinstance(row, Stage):
            return f"Этап {row.title}: место {self.stages.index(row) + 1} из {len(self.stages)}."
        key, place = self.place(row)
        row = self.lines[key][place]
        stage = f"этап {row.stage.number}, " if row.stage else ""
        return f"{row}: {stage}место {place + 1} из {len(self.lines[key])}."

    def put(self, row, key, position):
        """Take the line out of where it stands and put it before the one at `position`; a far one is the end."""
        if key not in self.lines:
            raise ValidationError("Выберите этап этой дорожной карты.")
        for rows in self.lines.values():
            if row in rows:
                rows.remove(row)
        self.lines[key].insert(position, row)

    def put_stage(self, stage, position):
        if stage in self.stages:
            self.stages.remove(stage)
        self.stages.insert(position, stage)
        self.lines.setdefault(stage.pk, [])

    def drop(self, row):
        key, at = self.place(row)
        del self.lines[key][at]

    def drop_stage(self, stage):
        """The stage goes; its lines, if it has any left, stand without a stage."""
        self.stages.remove(stage)
        self.lines[None] += self.lines.pop(stage.pk)

    def write(self):
        """Write what has changed; say whether anything has."""
        numbers = list(range(1, len(self.stages) + 1)) if self.is_counted else sorted(self._stage_numbers)
        moved = [stage for stage, number in zip(self.stages, numbers, strict=True) if stage.number != number]
        for stage, number in zip(self.stages, numbers, strict=True):
            stage.number = number
        if moved:
            rows = Stage.objects.filter(pk__in=[stage.pk for stage in moved])
            rows.update(number=F("number") + ASIDE)
            Stage.objects.bulk_update(moved, ["number"])
        return self._write_lines() or bool(moved)

    def _write_lines(self):
        changed, order = [], 0
        for (stage, rows), numbers in zip(self.sections, self._numbers(), strict=True):
            for row, number in zip(rows, numbers, strict=True):
                order += 1
                if (row.stage_id, row.order, row.number) != (stage and stage.pk, order, number):
                    row.stage, row.order, row.number = stage, order, number
                    changed.append(row)
        Activity.objects.bulk_update(changed, ["stage", "order", "number"])
        return bool(changed)

    def _numbers(self):
        if self.style is None:
            return [[row.number for row in rows] for _, rows in self.sections]
        return numbers_of([(_number(stage), len(rows)) for stage, rows in self.sections], self.style)


def _number(stage):
    return stage and stage.number
