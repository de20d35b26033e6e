from django.db import models
from django.urls import reverse

from organizations.models import OwnedModel
from people.models import MentoringForm
from programmes.models.programmes import Programme


class ProgrammeTemplate(OwnedModel):
    """An institution's own template of programmes; the built-in ones are data (`programmes/builtin/*.json`)."""

    name = models.CharField("название", max_length=200)
    kind = models.CharField("вид", max_length=20, choices=Programme.Kind, default=Programme.Kind.PROGRAMME)
    form = models.CharField("форма наставничества", max_length=24, choices=MentoringForm)
    content = models.JSONField("содержание")  # the shape of a built-in template

    class Meta:
        verbose_name = "шаблон программы"
        verbose_name_plural = "шаблоны программ"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "name"],
                name="programme_template_once",
                violation_error_message="Шаблон с таким названием уже есть. Дайте другое название.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("programmes:templates")
