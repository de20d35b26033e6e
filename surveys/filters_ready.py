"""What the list of ready-made questionnaires can be narrowed by; it stands in the address."""

from people.filters import ListFilter, select
from people.models import MentoringForm
from surveys.models import Side

SIDES = [(side.value, side.label) for side in Side if side != Side.PARENT]


class ReadyFilter(ListFilter):
    q = None
    side = select("Кто отвечает", "все", SIDES)
    form = select("Форма наставничества", "все формы", MentoringForm.choices)

    def fits(self, ready):
        """What is for everybody or for any form fits every choice of it."""
        side, form = self.chosen("side"), self.chosen("form")
        return (not side or ready.side in {"", side}) and (not form or ready.form in {"", form})
