"""What a selection looks at, and how much each thing matters to an institution unless it says otherwise."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

LEVELS = {0: "не учитывать", 1: "немного", 2: "важно", 3: "очень важно"}


@dataclass(frozen=True)
class Criterion:
    key: str
    label: str
    hint: str
    default: int


CRITERIA = (
    Criterion(
        "competence", "Ответ на запрос",
        "Компетенции наставника совпадают с тем, о чём просит наставляемый", 3,
    ),
    Criterion("subject", "Предмет или группа", "Один предмет, одна группа или параллель", 2),
    Criterion("position", "Вид работы", "Одинаковая или похожая должность", 1),
    Criterion(
        "experience", "Разница в стаже",
        "Наставник опытнее; если младший учит старшего новому, разница не в счёт", 1,
    ),
    Criterion("category", "Квалификационная категория", "У наставника категория выше", 1),
    Criterion("time", "Общее время", "Есть общий день недели и часть дня", 1),
    Criterion(
        "mentee_wish", "Пожелание наставляемого",
        "Кого назвал наставляемый; взаимный выбор поднимает пару выше всего", 3,
    ),
    Criterion("mentor_wish", "Пожелание наставника", "Кого назвал наставник", 2),
    Criterion("known", "Уже работали вместе", "Прежняя пара или знакомство по работе", 1),
    Criterion("load", "Загрузка наставника", "Сначала те, у кого меньше наставляемых", 1),
)  # fmt: skip
LABELS = {criterion.key: criterion.label for criterion in CRITERIA}


def weights_of(values: Mapping[str, int]) -> dict[str, int]:
    """A level 0..3 for every criterion; what is not said is the default."""
    return {
        criterion.key: min(max(int(values.get(criterion.key, criterion.default)), 0), max(LEVELS))
        for criterion in CRITERIA
    }


CATEGORIES = ((3, r"высш|наставник|методист"), (2, r"перв|^\W*(?:1|i)\b"), (1, r"соответств|сзд|втор"))


def category_level(text: str) -> int:
    """How high a qualification category is, as schools write it; 0 where there is none or nothing is known."""
    plain = text.casefold()
    if re.match(r"\W*(?:без|нет|не имеет)", plain):
        return 0
    return next((level for level, pattern in CATEGORIES if re.search(pattern, plain)), 0)
