from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from organizations.models import OwnedModel


class Vacation(OwnedModel):
    """Days on which an institution plans no meetings: its school holidays."""

    name = models.CharField("название", max_length=80)
    starts_on = models.DateField("с")
    ends_on = models.DateField("по")

    class Meta:
        verbose_name = "каникулы"
        verbose_name_plural = "каникулы"
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="vacation_ends_after_start",
                violation_error_message="Окончание не раньше начала.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("meetings:vacations")
