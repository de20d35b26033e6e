from django.conf import settings
from django.db import models
from django.utils import timezone

from organizations.models import Membership, OwnedModel, Role


class LetterQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """The administrator reads all letters of the house's people; the curator those to participants; others the own.

        Letters with a sign-in code or a password link never reach the curator: who reads them could sign as the head.
        """
        ours = self.filter(user__memberships__organization=membership.organization_id)
        if membership.role == Role.ADMINISTRATOR:
            return ours.distinct()
        if membership.role == Role.CURATOR:
            return ours.filter(is_secret=False, user__memberships__role=Role.PARTICIPANT).distinct()
        return self.filter(user=membership.user_id, is_secret=False)


class Letter(models.Model):
    """A letter kept in the application because no mail server is set."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="letters",
        verbose_name="кому",
    )
    to = models.CharField("адрес", max_length=254)
    subject = models.CharField("тема", max_length=250)
    body = models.TextField("текст")
    is_secret = models.BooleanField("содержит код или ссылку для входа", default=False)
    created_at = models.DateTimeField("когда", default=timezone.now, editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "письмо"
        verbose_name_plural = "письма"
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.subject


class Reminder(OwnedModel):
    """A step of the ladder of reminders that somebody has been told about one term."""

    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="reminders", verbose_name="кому"
    )
    task = models.CharField("дело", max_length=300)
    due_on = models.DateField("срок")
    step = models.CharField("ступень", max_length=10)
    told_at = models.DateTimeField("когда", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "напоминание"
        verbose_name_plural = "напоминания"
        ordering = ["-told_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "task", "due_on", "step"],
                name="reminder_told_once",
                violation_error_message="Об этом уже напоминали.",
            ),
        ]

    def __str__(self):
        return f"{self.task}, {self.step}"

    @property
    def identity(self):
        return self.membership_id, self.task, self.due_on, self.step
