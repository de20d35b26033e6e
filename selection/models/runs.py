from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organizations.models import OwnedModel, OwnedQuerySet
from pairs.models import Pair
from people.models import Person


class OfSelectionQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """Who was compared with whom is read by the staff of the programme only."""
        rows = super().visible_to(membership)
        return rows if membership.is_staff_of_programme else rows.none()


class Weights(OwnedModel):
    """How much each criterion matters to an institution; the keys are those of `selection.matching.criteria`."""

    values = models.JSONField("что насколько важно", default=dict)  # {criterion: 0..3}

    class Meta:
        verbose_name = "правила подбора"
        verbose_name_plural = "правила подбора"
        constraints = [
            models.UniqueConstraint(
                fields=["organization"],
                name="weights_one_of_organization",
                violation_error_message="Правила подбора у учреждения одни.",
            )
        ]

    def __str__(self):
        return "Правила подбора"

    def get_absolute_url(self):
        return reverse("selection:weights")


class MatchRun(OwnedModel):
    """One variant of a selection: what went in stands still, so that it can be run again with the same result."""

    class Goal(models.TextChoices):
        BEST = "best", "лучшие совпадения"
        EVERYONE = "everyone", "никто не остался без наставника"

    class Status(models.TextChoices):
        DRAFT = "draft", "черновик"
        APPLIED = "applied", "пары созданы"
        DROPPED = "dropped", "отложен"

    name = models.CharField("название", max_length=120)
    goal = models.CharField("что важнее", max_length=8, choices=Goal, default=Goal.EVERYONE)
    status = models.CharField("состояние", max_length=7, choices=Status, default=Status.DRAFT)
    inputs = models.JSONField(
        "исходные данные"
    )  # selection.matching.Problem as JSON: ids and features, no names
    result = models.JSONField("расчёт")  # selection.matching.Answer as JSON
    rules = models.JSONField("чем ограничен", default=dict)  # selection.rules.Rules as JSON
    source = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="variants",
        verbose_name="вариант чего",
    )
    stamp = models.PositiveIntegerField("сколько раз изменён", default=0, editable=False)  # CON-2
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="match_runs",
        verbose_name="кто",
    )
    made_at = models.DateTimeField("когда", default=timezone.now, editable=False)
    applied_on = models.DateField("пары созданы", null=True, blank=True)

    objects = OfSelectionQuerySet.as_manager()

    class Meta:
        verbose_name = "подбор"
        verbose_name_plural = "подборы"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="applied", applied_on__isnull=False)
                | ~Q(status="applied") & Q(applied_on__isnull=True),
                name="match_run_applied_on_day",
                violation_error_message="У применённого подбора есть день.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("selection:detail", args=[self.pk])


class Proposal(OwnedModel):
    """What a run proposes to one mentee: a mentor and why, or nobody and why not."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "предложено"
        LOCKED = "locked", "закреплено"
        REFUSED = "refused", "отклонено"

    class Left(models.TextChoices):
        """Why nobody was found."""

        CAPACITY = "capacity", "у подходящих наставников нет мест"
        COMPETENCE = "competence", "нет наставника с нужной компетенцией"
        CONSENT = "consent", "нет согласия"
        EXCLUDED = "excluded", "подходящие наставники исключены"
        FORM = "form", "нет наставника этой формы"

    run = models.ForeignKey(
        MatchRun, on_delete=models.CASCADE, related_name="proposals", verbose_name="подбор"
    )
    mentee = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="proposed_as_mentee", verbose_name="наставляемый"
    )
    mentor = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposed_as_mentor",
        verbose_name="наставник",
    )
    state = models.CharField("решение", max_length=8, choices=State, default=State.PROPOSED)
    left = models.CharField("почему без наставника", max_length=10, choices=Left, blank=True)
    score = models.PositiveSmallIntegerField("соответствие из 100", null=True, blank=True)
    reasons = models.JSONField("почему", default=list)  # codes and numbers; words are made when shown
    runner_up = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="runner_up_in",
        verbose_name="второй по счёту",
    )
    runner_up_score = models.PositiveSmallIntegerField("соответствие второго", null=True, blank=True)
    runner_up_cost = models.SmallIntegerField(
        "сколько баллов подбор потеряет со вторым", null=True, blank=True
    )
    is_by_hand = models.BooleanField("выбрано вручную", default=False)
    pair = models.ForeignKey(
        Pair, on_delete=models.SET_NULL, null=True, blank=True, related_name="proposals", verbose_name="пара"
    )

    objects = OfSelectionQuerySet.as_manager()

    class Meta:
        verbose_name = "предложение подбора"
        verbose_name_plural = "предложения подбора"
        ordering = ["mentee__search", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "mentee"],
                name="proposal_one_of_mentee",
                violation_error_message="Этому наставляемому в подборе уже предложен наставник.",
            ),
            models.CheckConstraint(
                condition=Q(mentor__isnull=True) | Q(left=""),
                name="proposal_left_without_mentor",
                violation_error_message="Или наставник, или причина, почему его нет.",
            ),
        ]

    def __str__(self):
        return f"{self.mentee} – {self.mentor or 'без наставника'}"


class HandChange(OwnedModel):
    """What a person changed in a run, and why: it stands in the protocol."""

    class Kind(models.TextChoices):
        LOCK = "lock", "закреплено"
        UNLOCK = "unlock", "закрепление снято"
        REFUSE = "refuse", "отклонено"
        SWAP = "swap", "обмен наставниками"
        ASSIGN = "assign", "наставник выбран вручную"

    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="changes", verbose_name="подбор")
    kind = models.CharField("что сделано", max_length=6, choices=Kind)
    mentee = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="selection_changes", verbose_name="наставляемый"
    )
    before = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="был наставник",
    )
    after = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="стал наставник",
    )
    reason = models.CharField("почему", max_length=300, blank=True)
    stamp = models.PositiveIntegerField("каким по счёту изменением", default=0, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="selection_changes",
        verbose_name="кто",
    )
    made_at = models.DateTimeField("когда", default=timezone.now, editable=False)

    objects = OfSelectionQuerySet.as_manager()

    class Meta:
        verbose_name = "ручное изменение подбора"
        verbose_name_plural = "ручные изменения подборов"
        ordering = ["made_at", "pk"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.mentee}"
