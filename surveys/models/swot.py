from django.db import models

from organizations.models import OwnedModel, OwnedQuerySet
from surveys.models.campaigns import Campaign


class SwotNoteQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        rows = super().visible_to(membership)
        return (
            rows if membership.role in {"curator", "psychologist", "head", "administrator"} else rows.none()
        )


class SwotNote(OwnedModel):
    """One line of the SWOT table of a school year: an open answer sorted by hand, or the curator's own words."""

    class Cell(models.TextChoices):
        STRENGTH = "strength", "сильные стороны"
        WEAKNESS = "weakness", "слабые стороны"
        OPPORTUNITY = "opportunity", "возможности"
        THREAT = "threat", "угрозы"
        ASIDE = "aside", "отложено"

    school_year = models.PositiveSmallIntegerField("учебный год")
    campaign = models.ForeignKey(
        Campaign,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="swot_notes",
        verbose_name="опрос",
    )
    question = models.CharField("вопрос", max_length=40, blank=True)  # its key
    answer = models.CharField("ответ", max_length=40, blank=True)  # key of whose answer: results/reading.py
    text = models.CharField("текст", max_length=600)
    cell = models.CharField("куда отнесено", max_length=12, choices=Cell)
    position = models.PositiveIntegerField("порядок", default=0)

    objects = SwotNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "строка SWOT"
        verbose_name_plural = "строки SWOT"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "question", "answer"],
                condition=~models.Q(answer=""),
                name="swot_answer_once",
                violation_error_message="Этот ответ уже разобран.",
            )
        ]

    def __str__(self):
        return self.text
