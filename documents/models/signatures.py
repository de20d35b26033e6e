from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from common.russian import Name
from documents.models.files import FrozenFile
from documents.models.papers import Document
from organizations.models import Membership, OwnedModel, OwnedQuerySet


class Signature(OwnedModel):
    """The head's signature under a paper: who, when, how confirmed, and the hash of what was shown (63-ФЗ ст. 9).

    Under a paper signed by hand it names whoever put the scan into the register.
    """

    class Method(models.TextChoices):
        PASSWORD = "password", "пароль"  # noqa: S105  (a way to confirm, no secret)
        TOTP = "totp", "код из приложения"
        MAIL_CODE = "mail_code", "код из письма"
        PAPER = "paper", "на бумаге"
        QUALIFIED = "qualified", "усиленная квалифицированная подпись"

    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="signature", verbose_name="документ"
    )
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", verbose_name="кто")
    method = models.CharField("как подтверждено", max_length=10, choices=Method)
    shown_sha256 = models.CharField("отпечаток показанного", max_length=64)
    signed_at = models.DateTimeField("когда", default=timezone.now)

    class Meta:
        verbose_name = "подпись"
        verbose_name_plural = "подписи"

    def __str__(self):
        return f"{self.membership}, {self.signed_at:%d.%m.%Y %H:%M}"


class QualifiedSignature(OwnedModel):
    """What can be read of a detached qualified signature that somebody uploaded. Read, never verified: the product
    has no means of ГОСТ cryptography and does not call it valid (63-ФЗ ст. 11).
    """

    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="qualified", verbose_name="документ"
    )
    file = models.OneToOneField(
        FrozenFile, on_delete=models.PROTECT, related_name="+", verbose_name="файл подписи"
    )
    owner = models.CharField("владелец", max_length=300)
    works_at = models.CharField("организация", max_length=400, blank=True)
    serial = models.CharField("серийный номер", max_length=80)
    issuer = models.CharField("кем выдан", max_length=400, blank=True)
    valid_from = models.DateTimeField("действует с")
    valid_until = models.DateTimeField("действует до")
    signed_at = models.DateTimeField("время подписи по её словам", null=True, blank=True)

    class Meta:
        verbose_name = "усиленная подпись"
        verbose_name_plural = "усиленные подписи"

    def __str__(self):
        return f"{self.owner}, сертификат {self.serial}"


class SubstituteQuerySet(OwnedQuerySet):
    def on(self, day):
        return self.filter(since__lte=day, until__gte=day)


class Substitute(OwnedModel):
    """Who signs for the head while the head is away: the signature reads "И.о. директора"."""

    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="+", verbose_name="кто замещает"
    )
    post = models.CharField(
        "как печатать должность",
        max_length=150,
        help_text="Например: И.о. директора. Без дроби перед должностью.",
    )
    since = models.DateField("с")
    until = models.DateField("по")
    basis = models.CharField(
        "основание", max_length=200, blank=True, help_text="Например: приказ от 01.07.2026 № 98-од."
    )

    objects = SubstituteQuerySet.as_manager()

    class Meta:
        verbose_name = "замещение руководителя"
        verbose_name_plural = "замещения руководителя"
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="substitute_until_after_since",
                violation_error_message="Последний день не может быть раньше первого.",
            )
        ]

    def __str__(self):
        return f"{self.post} {self.membership.user}"

    @property
    def name(self):
        return Name(*[*self.membership.user.name.split(" ", 2), "", ""][:3])
