from django.db import models
from django.utils import timezone

from meetings.models.meetings import Meeting
from organizations.models import OwnedModel, OwnedQuerySet
from pairs.models import Pair
from people.models import Person


class Answer(OwnedModel):
    """What one side says about one meeting: did we meet. One who says yes is enough; two who differ are shown."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="answers", verbose_name="встреча"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="meeting_answers", verbose_name="кто ответил"
    )
    is_yes = models.BooleanField("встретились")
    at = models.DateTimeField("когда", default=timezone.now, editable=False)
    settled_on = models.DateField("куратор решил", null=True, blank=True)

    class Meta:
        verbose_name = "ответ о встрече"
        verbose_name_plural = "ответы о встречах"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="meeting_answer_once",
                violation_error_message="Ответ об этой встрече уже есть.",
            )
        ]

    def __str__(self):
        return f"{self.person}: {'да' if self.is_yes else 'нет'}"


class FitQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """Whether two fit is read by the curator and the psychologist, and by whoever said it: with discretion."""
        rows = super().visible_to(membership)
        if membership.role in {"curator", "psychologist"}:
            return rows
        return rows.filter(person__membership=membership)


class Fit(OwnedModel):
    """After the first meeting: does this pair suit, in the eyes of one of its people (capability D6)."""

    class Word(models.TextChoices):
        FITS = "fits", "подходит"
        UNSURE = "unsure", "не уверен"
        NO = "no", "не подходит"

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="fits", verbose_name="пара")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="fits", verbose_name="кто ответил"
    )
    word = models.CharField("ответ", max_length=6, choices=Word)
    at = models.DateTimeField("когда", default=timezone.now)
    settled_on = models.DateField("куратор решил", null=True, blank=True)

    objects = FitQuerySet.as_manager()

    class Meta:
        verbose_name = "ответ «подходит ли пара»"
        verbose_name_plural = "ответы «подходит ли пара»"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "person"],
                name="fit_once",
                violation_error_message="Этот участник уже ответил.",
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.get_word_display()}"


class MeetingLinkQuerySet(OwnedQuerySet):
    def open(self):
        """Links that still open something: neither revoked nor expired."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class MeetingLink(OwnedModel):
    """A personal address at which somebody without an account says whether they met; kept as a hash (AUT-1)."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="meeting_links", verbose_name="чья ссылка"
    )
    token_hash = models.CharField("отпечаток ссылки", max_length=64, unique=True)
    expires_at = models.DateTimeField("действует до")
    revoked_at = models.DateTimeField("отозвана", null=True, blank=True)
    made_at = models.DateTimeField("создана", default=timezone.now, editable=False)

    objects = MeetingLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "ссылка «встретились?»"
        verbose_name_plural = "ссылки «встретились?»"
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return str(self.person)
