from django.db import models
from django.utils import timezone

from organizations.models import Membership, OwnedModel, OwnedQuerySet
from surveys.models.campaigns import Campaign, Invitation


class ResponseQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """Named answers are read by the curator and the psychologist, and by whoever gave them."""
        rows = super().visible_to(membership)
        if membership.role in {"curator", "psychologist"}:
            return rows
        return rows.filter(invitation__person__membership=membership)

    def done(self):
        return self.filter(status=Response.Status.DONE)


class Response(OwnedModel):
    """What one invited person answers by name, saved as it is written."""

    class Status(models.TextChoices):
        DRAFT = "draft", "заполняется"
        DONE = "done", "отправлен"

    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="responses", verbose_name="опрос"
    )
    invitation = models.OneToOneField(
        Invitation, on_delete=models.CASCADE, related_name="response", verbose_name="чей ответ"
    )
    answers = models.JSONField("ответы", default=dict)  # surveys/sheet.py
    status = models.CharField("состояние", max_length=6, choices=Status, default=Status.DRAFT)
    revision = models.PositiveIntegerField("сколько раз сохраняли", default=0)
    begun_at = models.DateTimeField("начат", default=timezone.now, editable=False)
    done_at = models.DateTimeField("отправлен", null=True, blank=True)
    is_late = models.BooleanField("после срока", default=False)
    typed_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="кто внёс с бумаги",
    )  # fmt: skip
    taken_on = models.DateField("внесено в банк", null=True, blank=True)
    taken_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="кто внёс в банк",
    )  # fmt: skip
    taken_revision = models.PositiveIntegerField(
        "какая редакция ответа внесена", null=True, blank=True
    )  # taking.py
    is_declined = models.BooleanField("решено не вносить", default=False)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = "ответ на анкету"
        verbose_name_plural = "ответы на анкеты"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="draft", done_at=None)
                | models.Q(status="done", done_at__isnull=False),
                name="survey_response_done_has_moment",
                violation_error_message="У отправленного ответа есть время отправки.",
            )
        ]

    def __str__(self):
        return str(self.invitation)


class Turnout(OwnedModel):
    """Who has answered an anonymous campaign: one sorted list, written whole, so that it tells no order and no time."""

    campaign = models.OneToOneField(
        Campaign, on_delete=models.CASCADE, related_name="turnout", verbose_name="опрос"
    )
    answered = models.JSONField("кто ответил", default=list)  # ids of invitations, ascending
    groups = models.JSONField("группы, названные в ответах", null=True, blank=True)  # surveys/crowds.py

    class Meta:
        verbose_name = "кто ответил без имени"
        verbose_name_plural = "кто ответил без имени"

    def __str__(self):
        return str(self.campaign)


class Box(OwnedModel):
    """A box of unsigned answers: a new one falls into a chance box at a chance place, the box is written whole (PDN-5).

    `ballots` is [{"key": random, "side": "", "form": "", "answers": {...}}]; no time, no address, no order.
    """

    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="boxes", verbose_name="опрос"
    )
    number = models.PositiveSmallIntegerField("номер")
    ballots = models.JSONField("ответы", default=list)

    class Meta:
        verbose_name = "ответы без имени"
        verbose_name_plural = "ответы без имени"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "number"],
                name="survey_box_once",
                violation_error_message="Такой ящик уже есть.",
            )
        ]

    def __str__(self):
        return f"{self.campaign}, {self.number}"
