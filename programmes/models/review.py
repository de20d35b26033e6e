from django.conf import settings
from django.db import models
from django.utils import timezone

from organizations.models import OwnedModel
from programmes.models.programmes import OfProgrammeQuerySet, Programme, ProgrammeRow


class Remark(OwnedModel):
    """What a reader of a programme asks to change, at one of its lines or about the whole."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="remarks", verbose_name="программа"
    )
    row = models.ForeignKey(
        ProgrammeRow,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="remarks",
        verbose_name="строка плана",
    )
    text = models.CharField("замечание", max_length=1000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="programme_remarks",
        verbose_name="чьё",
    )
    made_at = models.DateTimeField("когда", default=timezone.now, editable=False)
    settled_on = models.DateField("снято", null=True, blank=True)

    objects = OfProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = "замечание к программе"
        verbose_name_plural = "замечания к программам"
        ordering = ["made_at", "pk"]

    def __str__(self):
        return self.text[:80]

    def get_absolute_url(self):
        place = f"#row-{self.row_id}" if self.row_id else "#remarks"
        return f"{self.programme.get_absolute_url()}{place}"


class ProgrammeVersion(OwnedModel):
    """A programme as it stood when it was handed on: submitted, approved or completed."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="versions", verbose_name="программа"
    )
    number = models.PositiveSmallIntegerField("номер")
    occasion = models.CharField("при чём", max_length=10, choices=Programme.Status)
    content = models.JSONField("содержание")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="programme_versions",
        verbose_name="кто",
    )
    made_at = models.DateTimeField("когда", default=timezone.now, editable=False)

    objects = OfProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = "версия программы"
        verbose_name_plural = "версии программ"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"],
                name="programme_version_once",
                violation_error_message="Такая версия уже есть.",
            )
        ]

    def __str__(self):
        return f"Версия {self.number}"
