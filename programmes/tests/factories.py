import datetime as dt

import factory

from pairs.tests.factories import PairFactory
from programmes.models import Programme, ProgrammeRow, ProgrammeTemplate, Remark


class ProgrammeFactory(factory.django.DjangoModelFactory):
    """A programme with `rows` lines (two unless told); `approved=True` is under way."""

    class Meta:
        model = Programme
        skip_postgeneration_save = True

    class Params:
        approved = factory.Trait(
            status=Programme.Status.APPROVED,
            submitted_on=dt.date(2026, 10, 12),
            approved_on=dt.date(2026, 10, 14),
        )

    pair = factory.SubFactory(PairFactory, status="active")
    organization = factory.SelfAttribute("pair.organization")
    title = "Первый год в школе"
    goal = "Уверенно вести уроки и документы"
    tasks = "Освоить журнал\nПровести открытый урок"
    starts_on = dt.date(2026, 10, 5)
    ends_on = dt.date(2027, 5, 28)

    @factory.post_generation
    def rows(self, create, extracted, **kwargs):
        for order in range(1, (2 if extracted is None else extracted) + 1):
            ProgrammeRowFactory(programme=self, order=order)


class ProgrammeRowFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProgrammeRow

    programme = factory.SubFactory(ProgrammeFactory, rows=0)
    organization = factory.SelfAttribute("programme.organization")
    order = 1
    section = "Вхождение в должность"
    activity = factory.Sequence(lambda number: f"Посещение урока {number}")
    form = ProgrammeRow.Form.LESSON
    due_on = dt.date(2026, 12, 1)
    term = "ноябрь"
    responsible = "Наставник"
    result = "Выбраны приёмы"


class RemarkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Remark

    programme = factory.SubFactory(ProgrammeFactory)
    organization = factory.SelfAttribute("programme.organization")
    text = "Назовите срок"


class ProgrammeTemplateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProgrammeTemplate

    name = factory.Sequence(lambda number: f"Наш шаблон {number}")
    form = "pedagogue_pedagogue"
    content = factory.LazyFunction(
        lambda: {
            "title": "Тема", "relevance": "", "goal": "Цель", "tasks": ["Задача"], "mode": "mixed", "regularity": "",
            "resources": "", "results": "", "indicators": "", "reporting": "", "sections": ["Раздел"],
            "deficit_section": 0,
            "rows": [{"section": 0, "direction": "", "activity": "Встреча", "form": "meeting", "at": [0, 0.1],
                      "who": "Наставник", "result": "Знакомы"}],
        }
    )  # fmt: skip
