from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from organizations.models import OwnedModel, OwnedQuerySet
from people.models.persons import Person


class OfPersonQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        rows = super().visible_to(membership)
        if membership.is_staff_of_programme:
            return rows
        return rows.filter(person__membership=membership)


class Absence(OwnedModel):
    """A time during which a person of the institution is away and comes back."""

    class Reason(models.TextChoices):
        PARENTAL = "parental", "отпуск по беременности и родам, уходу за ребёнком"
        ILLNESS = "illness", "болезнь"
        LEAVE = "leave", "длительный отпуск"
        STUDY = "study", "учёба, командировка"
        OTHER = "other", "другое"

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="absences", verbose_name="кто отсутствует"
    )
    reason = models.CharField("причина", max_length=10, choices=Reason, default=Reason.OTHER)
    starts_on = models.DateField("с")
    ends_on = models.DateField("по", null=True, blank=True)

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        verbose_name = "временное отсутствие"
        verbose_name_plural = "временные отсутствия"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="absence_ends_after_start",
                violation_error_message="Окончание должно быть не раньше начала.",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_reason_display()}"


class PersonChange(OwnedModel):
    """What became different about a person on a date, as opposed to a mistake that was corrected."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="changes", verbose_name="у кого"
    )
    changed_on = models.DateField("с какого дня")
    before = models.JSONField("было", default=dict)
    after = models.JSONField("стало", default=dict)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="кто записал",
    )
    recorded_at = models.DateTimeField("когда записано", default=timezone.now, editable=False)

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        verbose_name = "изменение сведений"
        verbose_name_plural = "изменения сведений"
        ordering = ["-changed_on", "-pk"]

    def __str__(self):
        return f"{self.person}, {self.changed_on:%d.%m.%Y}"


class Merge(OwnedModel):
    """Two cards of one person made one: which rows moved and which fields were filled, so that it can be undone."""

    kept = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="merges", verbose_name="оставленная карточка"
    )
    merged = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="+", verbose_name="присоединённая карточка"
    )
    moved = models.JSONField("перенесённые записи", default=list)  # [model label, field, [pk, ...]]
    filled = models.JSONField("заполненные поля", default=list)  # names of fields that were empty before
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="кто"
    )
    made_at = models.DateTimeField("когда", default=timezone.now, editable=False)
    undone_at = models.DateTimeField("отменено", null=True, blank=True)

    class Meta:
        verbose_name = "объединение карточек"
        verbose_name_plural = "объединения карточек"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["merged"],
                condition=Q(undone_at__isnull=True),
                name="merge_once",
                violation_error_message="Эта карточка уже объединена с другой.",
            ),
        ]

    def __str__(self):
        return f"{self.merged} → {self.kept}"
