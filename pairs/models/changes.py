from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from common.russian import date_dots
from organizations.models import OwnedModel, OwnedQuerySet
from pairs.models.pairs import Pair
from people.models import Person


class OfPairQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """Whoever sees the pair sees what happens to it."""
        rows = super().visible_to(membership)
        if membership.is_staff_of_programme:
            return rows
        return rows.filter(pair__in=Pair.objects.visible_to(membership))

    def planned(self):
        """Prepared and not in force: the papers are on their way."""
        return self.filter(status=PairChange.Status.PLANNED)


class PairChange(OwnedModel):
    """A change of a working pair, from the day it was asked for to the day its papers bring it into force."""

    class Kind(models.TextChoices):
        PROLONG = "prolong", "продление"
        REPLACE = "replace", "замена наставника"
        REFUSAL = "refusal", "досрочный отказ наставника"
        CANCELLATION = "cancellation", "досрочная отмена поручения"
        MENTEE = "mentee", "отказ наставляемого"
        LEFT = "left", "выбытие участника"
        COMPLETE = "complete", "досрочное завершение"

    class Reason(models.TextChoices):
        PROGRAMME = "programme", "программа выполнена"
        UNFINISHED = "unfinished", "программу нужно завершить"
        LOAD = "load", "нагрузка не позволяет"
        HEALTH = "health", "длительное отсутствие"
        LEAVE = "leave", "отпуск"
        LEFT = "left", "увольнение, выбытие"
        WITHDRAWN = "withdrawn", "согласие отозвано"
        MOVED = "moved", "перевод на другую работу"
        FIT = "fit", "пара не сложилась"
        OTHER = "other", "другая причина"

    class Status(models.TextChoices):
        PLANNED = "planned", "готовится"
        IN_FORCE = "in_force", "в силе"
        DROPPED = "dropped", "отменено"

    #: The notice of ТК ст. 351.8 ч. 4, 5 goes before these.
    WITH_NOTICE = (Kind.REFUSAL, Kind.CANCELLATION)

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="changes", verbose_name="пара")
    kind = models.CharField("что меняется", max_length=12, choices=Kind)
    reason = models.CharField("причина", max_length=10, choices=Reason)
    notice_on = models.DateField("дата уведомления", null=True, blank=True)
    effective_on = models.DateField("с какого дня")
    new_ends_on = models.DateField("новый срок окончания", null=True, blank=True)
    new_pair = models.ForeignKey(
        Pair,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="came_by",
        verbose_name="новая пара",
    )
    outcome = models.CharField("итог", max_length=10, choices=Pair.Outcome, blank=True)
    status = models.CharField("состояние", max_length=8, choices=Status, default=Status.PLANNED)
    made_at = models.DateTimeField("записано", default=timezone.now, editable=False)

    objects = OfPairQuerySet.as_manager()

    class Meta:
        verbose_name = "изменение пары"
        verbose_name_plural = "изменения пар"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pair"],
                condition=Q(status="planned"),
                name="pair_change_one_planned",
                violation_error_message="Для этой пары уже готовится изменение. Завершите или отмените его.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["refusal", "cancellation"])
                | Q(notice_on__isnull=False, effective_on__gt=F("notice_on")),
                name="pair_change_after_notice",
                violation_error_message="Сначала уведомление, потом прекращение (статья 351.8 ТК РФ).",
            ),
            models.CheckConstraint(
                condition=Q(kind="prolong", new_ends_on__isnull=False)
                | ~Q(kind="prolong") & Q(new_ends_on__isnull=True),
                name="pair_change_prolongs_to",
                violation_error_message="У продления есть новый срок, у других изменений его нет.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.pair}"

    def get_absolute_url(self):
        return reverse("pairs:change", args=[self.pk])


class Substitution(OwnedModel):
    """Somebody who leads a pair in place of its absent mentor, with dates; takes no place of the own capacity."""

    pair = models.ForeignKey(
        Pair, on_delete=models.CASCADE, related_name="substitutions", verbose_name="пара"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="substitutes_in", verbose_name="кто замещает"
    )
    reason = models.CharField("причина", max_length=10, choices=PairChange.Reason)
    starts_on = models.DateField("с")
    ends_on = models.DateField("по")

    objects = OfPairQuerySet.as_manager()

    class Meta:
        verbose_name = "замещение наставника"
        verbose_name_plural = "замещения наставников"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="substitution_ends_after_start",
                violation_error_message="Окончание не раньше начала.",
            )
        ]

    def __str__(self):
        return f"{self.person}, с {date_dots(self.starts_on)} по {date_dots(self.ends_on)}"

    def get_absolute_url(self):
        return reverse("pairs:detail", args=[self.pair_id])
