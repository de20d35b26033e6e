from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from organizations.models import OwnedModel, OwnedQuerySet
from people.models import MentoringForm, MentoringKind, Person


class PairQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """The staff of the programme see all pairs, a participant the own ones."""
        pairs = super().visible_to(membership)
        if membership.is_staff_of_programme:
            return pairs
        mine = Q(mentor__membership=membership)
        mine |= Q(members__person__membership=membership, members__left_on__isnull=True)
        today = membership.organization.today
        mine |= Q(
            substitutions__person__membership=membership,
            substitutions__starts_on__lte=today,
            substitutions__ends_on__gte=today,
        )
        return pairs.filter(pk__in=pairs.filter(mine).values("pk"))

    def open(self):
        """Pairs that take a mentor's room: all but the ended ones."""
        return self.exclude(status=Pair.Status.ENDED)

    def ready(self):
        """With all consents, waiting for the order."""
        return self.filter(status=Pair.Status.READY)


class Pair(OwnedModel):
    """A mentor with one mentee or a group, from the proposal to the end."""

    Form, Kind = MentoringForm, MentoringKind

    class Status(models.TextChoices):
        PROPOSED = "proposed", "предложена"
        READY = "ready", "готова к приказу"
        ORDERED = "ordered", "в проекте приказа"
        ACTIVE = "active", "действует"
        PAUSED = "paused", "приостановлена"
        ENDED = "ended", "завершена"

    class Pausing(models.TextChoices):
        WITHDRAWN = "withdrawn", "согласие отозвано"
        LEFT = "left", "участник выбыл"
        AWAY = "away", "участник временно отсутствует"

    class Outcome(models.TextChoices):
        DONE = "done", "программа выполнена"
        PARTLY = "partly", "программа выполнена частично"
        REPLACED = "replaced", "наставник заменён"
        EARLY = "early", "прекращена досрочно"
        LEFT = "left", "участник выбыл"

    class Pay(models.TextChoices):
        NONE = "", "не назначена"
        PERCENT = "percent", "процент"
        ROUBLES = "roubles", "сумма в рублях"
        ACT = "act", "размер назван в локальном акте"

    mentor = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="pairs_as_mentor", verbose_name="наставник"
    )
    form = models.CharField(
        "форма наставничества", max_length=24, choices=Form, default=Form.PEDAGOGUE_PEDAGOGUE
    )
    kind = models.CharField("вид наставничества", max_length=16, choices=Kind, default=Kind.TRADITIONAL)
    theme = models.CharField("тема программы", max_length=300, blank=True)
    status = models.CharField("состояние", max_length=10, choices=Status, default=Status.PROPOSED)
    paused_on = models.DateField("приостановлена", null=True, blank=True)
    paused_for = models.CharField("почему приостановлена", max_length=10, choices=Pausing, blank=True)
    starts_on = models.DateField("с")
    ends_on = models.DateField("по")
    outcome = models.CharField("итог", max_length=10, choices=Outcome, blank=True)
    result = models.CharField("итог словами", max_length=300, blank=True)
    pay = models.CharField("выплата наставнику", max_length=10, choices=Pay, blank=True, default=Pay.NONE)
    pay_amount = models.DecimalField("размер выплаты", max_digits=9, decimal_places=2, null=True, blank=True)
    pay_basis = models.CharField("основание выплаты", max_length=200, blank=True)
    replaces = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="вместо какой пары",
    )

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = "пара"
        verbose_name_plural = "пары и группы"
        ordering = ["mentor__search", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="pair_ends_after_start",
                violation_error_message="Окончание должно быть позже начала.",
            ),
            models.CheckConstraint(
                condition=Q(status="paused", paused_on__isnull=False) & ~Q(paused_for="")
                | ~Q(status="paused") & Q(paused_on__isnull=True, paused_for=""),
                name="pair_paused_with_reason",
                violation_error_message="У приостановленной пары есть и день, и причина.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(status="ended"),
                name="pair_outcome_of_ended",
                violation_error_message="Итог есть только у завершённой пары.",
            ),
            models.CheckConstraint(
                condition=Q(pay__in=["percent", "roubles"], pay_amount__isnull=False, pay_amount__gt=0)
                | Q(pay__in=["", "act"], pay_amount__isnull=True),
                name="pair_pay_with_amount",
                violation_error_message="Напишите размер выплаты больше нуля.",
            ),
        ]

    def __str__(self):
        return f"{self.mentor} – {', '.join(str(member.person) for member in self.present)}"

    def get_absolute_url(self):
        return reverse("pairs:detail", args=[self.pk])

    @property
    def present(self):
        """The mentees who are in the pair; in an ended one those who were there to its end."""
        return [member for member in self.members.all() if member.left_on is None]

    @property
    def is_group(self):
        return len(self.present) > 1


class PairMemberQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """Whoever sees the pair sees who is in it."""
        rows = super().visible_to(membership)
        if membership.is_staff_of_programme:
            return rows
        return rows.filter(pair__in=Pair.objects.visible_to(membership))

    def present(self):
        """Those who have not left their pair."""
        return self.filter(left_on__isnull=True)


class PairMember(OwnedModel):
    """A mentee in a pair or group, with dates."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="members", verbose_name="пара")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="pairs_as_mentee", verbose_name="наставляемый"
    )
    joined_on = models.DateField("вошёл", null=True, blank=True)
    left_on = models.DateField("вышел", null=True, blank=True)

    objects = PairMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "наставляемый в паре"
        verbose_name_plural = "наставляемые в парах"
        ordering = ["person__search", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "person"],
                condition=Q(left_on__isnull=True),
                name="pair_member_one_open",
                violation_error_message="Этот человек уже в этой группе.",
            )
        ]

    def __str__(self):
        return str(self.person)
