from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from organizations.models import Membership, OwnedModel, OwnedQuerySet, Role
from people.models import Person

# Those who read that somebody is supported; what was talked about is read by fewer: permissions.can_read_notes.
READERS = (Role.CURATOR, Role.HEAD, Role.PSYCHOLOGIST)
# Those who may lead a case; a methodologist where an institution has one.
SPECIALISTS = (Role.PSYCHOLOGIST, Role.CURATOR, Role.METHODOLOGIST)


class SupportQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """For the psychologist, the curator and the head; the mentee finds the own case in the extract."""
        rows = super().visible_to(membership)
        return rows if membership.role in READERS else rows.none()

    def open(self):
        return self.filter(status=SupportCase.Status.OPEN)


class SupportCase(OwnedModel):
    """The support of a mentee who has no pair: who helps, since when, when a mentor is looked for again."""

    class Kind(models.TextChoices):
        PSYCHOLOGICAL = "psychological", "психологическая"
        PEDAGOGICAL = "pedagogical", "педагогическая"
        METHODICAL = "methodical", "методическая"
        MIXED = "mixed", "разная"

    class Status(models.TextChoices):
        OPEN = "open", "идёт поддержка"
        CLOSED = "closed", "закрыта"

    class Closing(models.TextChoices):
        FOUND = "found", "пара найдена"
        ASKED = "asked", "запрос снят"
        LEFT = "left", "выбытие из учреждения"
        WITHDRAWN = "withdrawn", "согласие отозвано"
        DONE = "done", "поддержка завершена"

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="support_cases", verbose_name="наставляемый"
    )
    opened_on = models.DateField("открыта")
    specialist = models.ForeignKey(
        Membership,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="support_cases",
        verbose_name="специалист",
    )
    kind = models.CharField("вид поддержки", max_length=13, choices=Kind, default=Kind.MIXED)
    next_contact_on = models.DateField("следующая встреча", null=True, blank=True)
    next_search_on = models.DateField("когда искать наставника снова", null=True, blank=True)
    status = models.CharField("состояние", max_length=6, choices=Status, default=Status.OPEN)
    closed_on = models.DateField("закрыта в день", null=True, blank=True)
    closing = models.CharField("почему закрыта", max_length=9, choices=Closing, blank=True)

    objects = SupportQuerySet.as_manager()

    class Meta:
        verbose_name = "поддержка наставляемого"
        verbose_name_plural = "поддержка наставляемых без пары"
        ordering = ["opened_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(status="open"),
                name="support_case_one_open",
                violation_error_message="Поддержка этого человека уже открыта.",
            ),
            models.CheckConstraint(
                condition=Q(status="open", closed_on__isnull=True, closing="")
                | Q(status="closed", closed_on__gte=F("opened_on")) & ~Q(closing=""),
                name="support_case_closed_with_reason",
                violation_error_message="У закрытой поддержки есть день не раньше открытия и причина.",
            ),
        ]

    def __str__(self):
        return f"Поддержка: {self.person}"

    def get_absolute_url(self):
        return reverse("support:detail", args=[self.pk])

    @property
    def is_open(self):
        return self.status == self.Status.OPEN


class SupportContact(OwnedModel):
    """One talk or lesson of a specialist with a mentee who has no pair."""

    class Kind(models.TextChoices):
        TALK = "talk", "беседа"
        CONSULTATION = "consultation", "консультация"
        LESSON = "lesson", "занятие"
        VISIT = "visit", "посещение урока"
        CALL = "call", "звонок"

    case = models.ForeignKey(
        SupportCase, on_delete=models.CASCADE, related_name="contacts", verbose_name="поддержка"
    )
    on = models.DateField("когда")
    kind = models.CharField("что было", max_length=12, choices=Kind, default=Kind.TALK)
    note = models.CharField("о чём говорили", max_length=500, blank=True)
    made_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="support_contacts", verbose_name="кто записал"
    )

    objects = SupportQuerySet.as_manager()

    class Meta:
        verbose_name = "встреча специалиста"
        verbose_name_plural = "встречи специалистов"
        ordering = ["-on", "-pk"]

    def __str__(self):
        return self.get_kind_display()
