from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from organizations.models import Membership, OwnedModel


class NumberSeries(OwnedModel):
    """The last number given in a series and year; the row that registration locks, so that numbers have no gaps."""

    series = models.CharField("серия", max_length=20)
    year = models.PositiveSmallIntegerField("год")
    last = models.PositiveIntegerField("последний номер", default=0)
    pattern = models.CharField(
        "образец номера",
        max_length=40,
        blank=True,
        help_text="Вместо {n} встанет порядковый номер: {n}-л даст 12-л.",
    )

    class Meta:
        verbose_name = "серия номеров"
        verbose_name_plural = "серии номеров"
        constraints = [
            models.UniqueConstraint(fields=["organization", "series", "year"], name="number_series_once")
        ]

    def __str__(self):
        return f"{self.series}, {self.year}: {self.last}"

    def clean(self):
        super().clean()
        if self.pattern and (self.pattern.count("{n}") != 1 or self.pattern.count("{") != 1):
            raise ValidationError({"pattern": "В образце номера должно один раз стоять {n}, например {n}-л."})


class NumbersApart(OwnedModel):
    """Numbers of a series that no paper here bears, and why: given outside the system or kept back by hand."""

    class Why(models.TextChoices):
        OUTSIDE = "outside", "выданы вне системы"
        RESERVED = "reserved", "отложены"

    series = models.ForeignKey(
        NumberSeries, on_delete=models.PROTECT, related_name="apart", verbose_name="серия"
    )
    first = models.PositiveIntegerField("с номера")
    last = models.PositiveIntegerField("по номер")
    why = models.CharField("почему", max_length=10, choices=Why)
    note = models.CharField("пояснение", max_length=200, blank=True)
    made_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="+", verbose_name="кто отметил"
    )
    made_at = models.DateTimeField("когда", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "номера вне системы"
        verbose_name_plural = "номера вне системы"
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first"), first__gte=1),
                name="numbers_apart_in_order",
                violation_error_message="Последний номер не может быть меньше первого.",
            )
        ]

    def __str__(self):
        return f"{self.first}–{self.last}: {self.get_why_display()}"
