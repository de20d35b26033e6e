from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from common.codes import short_code
from organizations.models import Membership, OwnedModel, OwnedQuerySet
from pairs.models import Pair
from people.models import Destruction, Person
from roadmap.models import Roadmap


class DocumentQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """The staff of the programme see the papers of the institution, a participant those to get acquainted with."""
        papers = super().visible_to(membership)
        if membership.is_staff_of_programme:
            return papers
        return papers.filter(
            status=Document.Status.SIGNED, acknowledgements__person__membership=membership
        ).distinct()

    def to_sign(self):
        return self.filter(status=Document.Status.TO_SIGN)

    def signed(self):
        return self.filter(status=Document.Status.SIGNED)


class Document(OwnedModel):
    """A paper from its draft to the register. Once registered it is a frozen snapshot: the database refuses changes."""

    class Kind(models.TextChoices):
        ORDER_PAIRS = "order_pairs", "Приказ о закреплении пар и групп"
        ORDER_ROADMAP = "order_roadmap", "Приказ об утверждении дорожной карты"
        DESTRUCTION_ACT = "destruction_act", "Акт об уничтожении персональных данных"

    class Status(models.TextChoices):
        DRAFT = "draft", "черновик"
        TO_SIGN = "to_sign", "на подписи"
        ON_PAPER = "on_paper", "зарегистрирован, ждёт скана"
        SIGNED = "signed", "подписан"

    kind = models.CharField("вид", max_length=20, choices=Kind)
    title = models.CharField("заголовок", max_length=300)
    status = models.CharField("состояние", max_length=10, choices=Status, default=Status.DRAFT)
    content = models.JSONField("содержание", default=dict)
    version = models.PositiveIntegerField("версия", default=1)
    pairs = models.ManyToManyField(Pair, blank=True, related_name="documents", verbose_name="пары")
    roadmap = models.ForeignKey(
        Roadmap,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name="дорожная карта",
    )
    destruction = models.OneToOneField(
        Destruction,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="act",
        verbose_name="уничтожение данных",
    )
    created_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="+", verbose_name="подготовил"
    )
    created_at = models.DateTimeField("создан", default=timezone.now, editable=False)
    sent_at = models.DateTimeField("отправлен на подпись", null=True, blank=True)
    returned_note = models.CharField("замечание руководителя", max_length=500, blank=True)
    series = models.CharField("серия номеров", max_length=20, blank=True)
    year = models.PositiveSmallIntegerField("год", null=True, blank=True)
    sequence = models.PositiveIntegerField("порядковый номер", null=True, blank=True)
    number = models.CharField("номер", max_length=40, blank=True)
    dated = models.DateField("дата", null=True, blank=True)
    code = models.CharField("код проверки", max_length=9, unique=True, default=short_code, editable=False)
    content_sha256 = models.CharField("отпечаток содержания", max_length=64, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "документ"
        verbose_name_plural = "документы"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "series", "year", "sequence"],
                name="document_sequence_once",
                violation_error_message="Такой порядковый номер уже занят.",
            ),
            models.UniqueConstraint(
                fields=["organization", "series", "year", "number"],
                condition=~Q(number=""),
                name="document_number_once",
                violation_error_message="Документ с таким номером уже есть в этом году.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "to_sign"], number="", dated__isnull=True)
                | Q(status__in=["on_paper", "signed"], dated__isnull=False)
                & ~Q(number="")
                & ~Q(content_sha256=""),
                name="document_number_when_registered",
                violation_error_message="Номер и дата есть только у зарегистрированного документа.",
            ),
        ]

    def __str__(self):
        if self.number:
            return f"{self.get_kind_display()} от {self.dated:%d.%m.%Y} № {self.number}"
        return self.get_kind_display()

    def get_absolute_url(self):
        return reverse("documents:detail", args=[self.pk])

    @property
    def is_registered(self):
        return self.status in {self.Status.ON_PAPER, self.Status.SIGNED}

    @property
    def file_name(self):
        """A name that a clerk would give: "Приказ 12-од от 02.10.2026.pdf", "Акт 3 от 02.10.2026.pdf"."""
        if not self.number:
            return f"{self.get_kind_display()} (проект).pdf"
        return f"{self.get_kind_display().split()[0]} {self.number.replace('/', '-')} от {self.dated:%d.%m.%Y}.pdf"


class FrozenFileQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """A file is seen by whoever sees its paper."""
        return super().visible_to(membership).filter(document__in=Document.objects.visible_to(membership))


class FrozenFile(OwnedModel):
    """The bytes of a registered paper: rendered once, sealed or scanned, never rendered again (PAP-2)."""

    class Kind(models.TextChoices):
        PRINT = "print", "для печати и подписи от руки"
        SEALED = "sealed", "подписан в системе"
        SCAN = "scan", "скан подписанного на бумаге"

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="files", verbose_name="документ"
    )
    kind = models.CharField("вид", max_length=10, choices=Kind)
    file = models.FileField("файл", max_length=200)
    content_type = models.CharField("тип", max_length=40, default="application/pdf")
    sha256 = models.CharField("отпечаток", max_length=64)
    created_at = models.DateTimeField("когда", default=timezone.now, editable=False)

    objects = FrozenFileQuerySet.as_manager()

    class Meta:
        verbose_name = "файл документа"
        verbose_name_plural = "файлы документов"
        constraints = [models.UniqueConstraint(fields=["document", "kind"], name="frozen_file_once_per_kind")]

    def __str__(self):
        return f"{self.document}: {self.get_kind_display()}"


class Signature(OwnedModel):
    """The head's signature under a paper: who, when, how confirmed, and the hash of what was shown (63-ФЗ ст. 9).

    Under a paper signed by hand it names whoever put the scan into the register.
    """

    class Method(models.TextChoices):
        PASSWORD = "password", "пароль"  # noqa: S105  (a way to confirm, no secret)
        TOTP = "totp", "код из приложения"
        MAIL_CODE = "mail_code", "код из письма"
        PAPER = "paper", "на бумаге"

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


class AcknowledgementQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        rows = super().visible_to(membership)
        if membership.is_staff_of_programme:
            return rows
        return rows.filter(person__membership=membership)

    def owed(self):
        """Those who still have to get acquainted with a signed paper."""
        return self.filter(at__isnull=True, document__status=Document.Status.SIGNED)


class Acknowledgement(OwnedModel):
    """One person who must know a paper, and when he or she said so."""

    class Method(models.TextChoices):
        IN_SYSTEM = "in_system", "в системе"
        PAPER = "paper", "на бумаге"

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="acknowledgements", verbose_name="документ"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="acknowledgements", verbose_name="кто"
    )
    due_on = models.DateField("до", null=True, blank=True)
    at = models.DateTimeField("ознакомлен", null=True, blank=True)
    method = models.CharField("как", max_length=10, choices=Method, blank=True)

    objects = AcknowledgementQuerySet.as_manager()

    class Meta:
        verbose_name = "ознакомление"
        verbose_name_plural = "ознакомления"
        ordering = ["person__search", "pk"]
        constraints = [models.UniqueConstraint(fields=["document", "person"], name="acknowledgement_once")]

    def __str__(self):
        return f"{self.person}: {self.document}"


class NumberSeries(OwnedModel):
    """The last number given in a series and year; the row that registration locks, so that numbers have no gaps."""

    series = models.CharField("серия", max_length=20)
    year = models.PositiveSmallIntegerField("год")
    last = models.PositiveIntegerField("последний номер", default=0)

    class Meta:
        verbose_name = "серия номеров"
        verbose_name_plural = "серии номеров"
        constraints = [
            models.UniqueConstraint(fields=["organization", "series", "year"], name="number_series_once")
        ]

    def __str__(self):
        return f"{self.series}, {self.year}: {self.last}"


class Seal(OwnedModel):
    """The institution's own certificate that seals its signed papers; the key lies encrypted outside the database."""

    certificate = models.TextField("сертификат")
    key_file = models.CharField("файл ключа", max_length=100)
    valid_until = models.DateTimeField("действует до")

    class Meta:
        verbose_name = "сертификат учреждения"
        verbose_name_plural = "сертификаты учреждений"
        ordering = ["-pk"]

    def __str__(self):
        return f"Сертификат {self.organization}"

    def clean(self):
        super().clean()
        if self.valid_until <= timezone.now():
            raise ValidationError("Срок сертификата уже истёк.")
