from django.db import models
from django.urls import reverse

from organizations.models import Membership, OwnedModel
from people.models.persons import Person


class RosterImport(OwnedModel):
    """One uploaded list of people between preview and commit: the plan of its lines, then only what was not taken."""

    class Status(models.TextChoices):
        PREVIEW = "preview", "на проверке"
        DONE = "done", "загружен"

    kind = models.CharField("о ком список", max_length=10, choices=Person.Kind, default=Person.Kind.EMPLOYEE)
    status = models.CharField("состояние", max_length=10, choices=Status, default=Status.PREVIEW)
    file_name = models.CharField("файл", max_length=200)
    roster = models.JSONField("строки", default=dict)
    choices = models.JSONField(
        "решения по строкам", default=dict
    )  # row number: see people.roster_plan.effect_of
    added = models.PositiveIntegerField("добавлено", default=0)
    updated = models.PositiveIntegerField("обновлено", default=0)
    known = models.PositiveIntegerField("уже были", default=0)
    bad = models.PositiveIntegerField("с ошибками", default=0)
    created_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="+", verbose_name="кто загрузил"
    )
    created_at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "загрузка списка"
        verbose_name_plural = "загрузки списков"
        ordering = ["-pk"]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("people:import_detail", args=[self.pk])
