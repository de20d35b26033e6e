from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from common.codes import short_code
from common.fields import ChoiceSetField
from organizations.models import Membership, OwnedModel, OwnedQuerySet
from people.models.consents import ConsentKind
from people.models.history import OfPersonQuerySet
from people.models.persons import Person


class WithdrawalQuerySet(OfPersonQuerySet):
    def open(self):
        """Those whose clocks still run."""
        return self.filter(closed_on__isnull=True)


class Withdrawal(OwnedModel):
    """A person takes consents back (152-ФЗ ст. 9 ч. 2, ст. 21 ч. 5 и 5.1): the numbered receipt and its clocks."""

    class Channel(models.TextChoices):
        LINK = "link", "по личной ссылке"
        ACCOUNT = "account", "в своём кабинете"
        LETTER = "letter", "письменным заявлением"

    class Outcome(models.TextChoices):
        DESTROYED = "destroyed", "данные уничтожены"
        KEPT = "kept", "данные хранятся по закону"
        GIVEN_AGAIN = "given_again", "согласие дано снова"
        STOPPED = "stopped", "обработка прекращена"  # nothing is to be destroyed: a duty, a publication

    number = models.PositiveIntegerField("номер расписки")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="withdrawals", verbose_name="чьи согласия отозваны"
    )
    kinds = ChoiceSetField("что отозвано", choices=ConsentKind, blank=False)
    channel = models.CharField("как", max_length=8, choices=Channel)
    representative = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="withdrawals_for_others",
        verbose_name="отозвал законный представитель",
    )
    received_on = models.DateField("получено")
    recorded_by = models.ForeignKey(
        Membership,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто записал",
    )
    letter = models.FileField("заявление", blank=True, max_length=200)
    letter_sha256 = models.CharField("отпечаток заявления", max_length=64, blank=True)
    stop_by = models.DateField("прекратить обработку до")
    destroy_by = models.DateField("уничтожить данные до", null=True, blank=True)
    answered_on = models.DateField("сделано вручную, ответ дан", null=True, blank=True)
    closed_on = models.DateField("закрыто", null=True, blank=True)
    outcome = models.CharField("чем кончилось", max_length=12, choices=Outcome, blank=True)
    ground = models.CharField("на каком основании данные хранятся", max_length=300, blank=True)
    code = models.CharField("код расписки", max_length=9, unique=True, default=short_code, editable=False)
    created_at = models.DateTimeField("когда", default=timezone.now, editable=False)

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        verbose_name = "отзыв согласия"
        verbose_name_plural = "отзывы согласий"
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "number"], name="withdrawal_number_once"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, outcome="") | Q(closed_on__isnull=False) & ~Q(outcome=""),
                name="withdrawal_closed_with_outcome",
            ),
        ]

    def __str__(self):
        return f"Отзыв № {self.number}"

    def get_absolute_url(self):
        return reverse("people:withdrawal", args=[self.pk])

    @property
    def is_of_processing(self):
        return ConsentKind.PROCESSING in self.kinds

    @property
    def kind_labels(self):
        """What was taken back, in words."""
        return self._meta.get_field("kinds").words(self)


class DestructionQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """For those who answer for the data: a participant sees none."""
        rows = super().visible_to(membership)
        return rows if membership.is_staff_of_programme else rows.none()

    def open(self):
        """Proposed, neither carried out nor called off."""
        return self.filter(done_at__isnull=True, cancelled_at__isnull=True)


class Destruction(OwnedModel):
    """The data of one person are to be destroyed: one proposes, another one confirms (152-ФЗ ст. 21; РКН № 179)."""

    class Reason(models.TextChoices):
        WITHDRAWN = "withdrawn", "отзыв согласия на обработку персональных данных"
        REACHED = "reached", "достижение цели обработки персональных данных"
        UNLAWFUL = "unlawful", "неправомерная обработка персональных данных"
        ENDED = "ended", "утрата необходимости в достижении цели обработки"

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="destructions", verbose_name="чьи данные"
    )
    withdrawal = models.ForeignKey(
        Withdrawal, on_delete=models.PROTECT, null=True, blank=True, related_name="destructions",
        verbose_name="по какому отзыву",
    )  # fmt: skip
    reason = models.CharField("причина", max_length=10, choices=Reason, default=Reason.WITHDRAWN)
    paper_media = models.CharField("бумажные носители", max_length=300, blank=True)
    paper_sheets = models.PositiveSmallIntegerField("листов", default=0)
    proposed_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="+", verbose_name="кто предложил"
    )
    proposed_at = models.DateTimeField("предложено", default=timezone.now, editable=False)
    confirmed_by = models.ForeignKey(
        Membership,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто подтвердил",
    )
    done_at = models.DateTimeField("уничтожено", null=True, blank=True)
    cancelled_at = models.DateTimeField("отменено", null=True, blank=True)
    erased = models.JSONField(
        "что уничтожено", default=dict, blank=True
    )  # {"Карточка": 1, "Запросы": 3}: no names

    objects = DestructionQuerySet.as_manager()

    class Meta:
        verbose_name = "уничтожение данных"
        verbose_name_plural = "уничтожения данных"
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(done_at__isnull=True, cancelled_at__isnull=True),
                name="destruction_one_open",
                violation_error_message="Уничтожение данных этого человека уже предложено.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="destruction_by_two",
                violation_error_message="Предложить и подтвердить уничтожение должны два разных человека.",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(confirmed_by__isnull=False, cancelled_at__isnull=True),
                name="destruction_done_when_confirmed",
            ),
        ]

    def __str__(self):
        return f"Уничтожение данных № {self.pk}"

    def get_absolute_url(self):
        return reverse("people:destruction", args=[self.pk])
