from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from organizations.models import OwnedModel, OwnedQuerySet
from pairs.models import Pair
from programmes.models import ProgrammeRow

MINUTES = Q(minutes__gte=5, minutes__lte=480)
MINUTES_WORDS = "Встреча длится от 5 минут до 8 часов."


class OfPairQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """Whoever sees the pair sees its meetings."""
        rows = super().visible_to(membership)
        if membership.is_staff_of_programme:
            return rows
        return rows.filter(pair__in=Pair.objects.visible_to(membership))


class MeetingQuerySet(OfPairQuerySet):
    def held(self):
        return self.filter(status=Meeting.Status.HELD)

    def planned(self):
        return self.filter(status=Meeting.Status.PLANNED)


class Place(models.TextChoices):
    """How the two meet (domain 3.10)."""

    IN_PERSON = "in_person", "очно"
    ONLINE = "online", "онлайн"
    LESSON = "lesson", "на занятии"
    CONSULTATION = "consultation", "консультация"


class MeetingSeries(OwnedModel):
    """A rhythm of meetings of one pair: on a weekday, every so many weeks, until a day, not in the holidays."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, "понедельник"
        TUESDAY = 1, "вторник"
        WEDNESDAY = 2, "среда"
        THURSDAY = 3, "четверг"
        FRIDAY = 4, "пятница"
        SATURDAY = 5, "суббота"
        SUNDAY = 6, "воскресенье"

    class Rhythm(models.IntegerChoices):
        WEEKLY = 1, "каждую неделю"
        FORTNIGHTLY = 2, "раз в две недели"
        MONTHLY = 4, "раз в четыре недели"

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="series", verbose_name="пара")
    weekday = models.PositiveSmallIntegerField("день недели", choices=Weekday)
    rhythm = models.PositiveSmallIntegerField("как часто", choices=Rhythm, default=Rhythm.WEEKLY)
    starts_at = models.TimeField("время", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("минут", default=45)
    place = models.CharField("как встречаются", max_length=12, choices=Place, default=Place.IN_PERSON)
    starts_on = models.DateField("с")
    until = models.DateField("до")

    objects = OfPairQuerySet.as_manager()

    class Meta:
        verbose_name = "расписание встреч"
        verbose_name_plural = "расписания встреч"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("starts_on")),
                name="meeting_series_until_after_start",
                violation_error_message="Последний день не раньше первого.",
            ),
            models.CheckConstraint(
                condition=MINUTES, name="meeting_series_minutes", violation_error_message=MINUTES_WORDS
            ),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()}, {self.get_rhythm_display()}"


class Meeting(OwnedModel):
    """One meeting of a pair or group: planned, then a line of its journal (domain 3.10)."""

    class Status(models.TextChoices):
        PLANNED = "planned", "запланирована"
        HELD = "held", "состоялась"
        NOT_HELD = "not_held", "не состоялась"
        CANCELLED = "cancelled", "отменена"

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="meetings", verbose_name="пара")
    series = models.ForeignKey(
        MeetingSeries,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name="расписание",
    )
    on = models.DateField("день")
    starts_at = models.TimeField("время", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("минут", default=45)
    place = models.CharField("как встречаются", max_length=12, choices=Place, default=Place.IN_PERSON)
    status = models.CharField("состояние", max_length=9, choices=Status, default=Status.PLANNED)
    row = models.ForeignKey(
        ProgrammeRow,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name="строка плана",
    )
    topic = models.CharField("тема", max_length=300, blank=True)
    outcome = models.CharField("что решили", max_length=500, blank=True)
    told_at = models.DateTimeField("записано", null=True, blank=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="meeting_lines",
        verbose_name="кто записал",
    )
    made_at = models.DateTimeField("создана", default=timezone.now, editable=False)
    changed_at = models.DateTimeField("изменена", default=timezone.now, editable=False)
    stamp = models.PositiveIntegerField("сколько раз сохранена", default=0, editable=False)  # CON-2

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "встреча"
        verbose_name_plural = "встречи"
        ordering = ["on", "starts_at", "pk"]
        indexes = [models.Index(fields=["organization", "status", "on"], name="meeting_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "on"],
                name="meeting_once_of_series",
                violation_error_message="Встреча этого расписания на этот день уже есть.",
            ),
            models.CheckConstraint(
                condition=MINUTES, name="meeting_minutes", violation_error_message=MINUTES_WORDS
            ),
        ]

    def __str__(self):
        return f"Встреча {self.on:%d.%m.%Y}"

    def get_absolute_url(self):
        return reverse("meetings:detail", args=[self.pk])

    @property
    def is_held(self):
        return self.status == self.Status.HELD
