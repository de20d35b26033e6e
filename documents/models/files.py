from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from documents.models.papers import Document
from organizations.models import OwnedModel, OwnedQuerySet


class FrozenFileQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """A file is seen by whoever sees its paper; the sheet with everybody's signatures by those who keep it."""
        files = super().visible_to(membership).filter(document__in=Document.objects.visible_to(membership))
        return files if membership.works_with_papers else files.exclude(kind=FrozenFile.Kind.KNOWN)


class FrozenFile(OwnedModel):
    """The bytes of a registered paper: rendered once, sealed or scanned, never rendered again (PAP-2)."""

    class Kind(models.TextChoices):
        PRINT = "print", "для печати и подписи от руки"
        SEALED = "sealed", "подписан в системе"
        SCAN = "scan", "скан подписанного на бумаге"
        QUALIFIED = "qualified", "файл усиленной электронной подписи"
        KNOWN = "known", "скан листа ознакомления"

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
        constraints = [
            models.UniqueConstraint(  # sheets of acquaintance come back one after another
                fields=["document", "kind"], condition=~Q(kind="known"), name="frozen_file_once_per_kind"
            )
        ]

    def __str__(self):
        return f"{self.document}: {self.get_kind_display()}"


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
