from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from documents.models.papers import Document
from organizations.models import Membership, OwnedModel


class Version(OwnedModel):
    """A draft as it stood after an edit: what changed between two of them can be seen."""

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="versions", verbose_name="документ"
    )
    number = models.PositiveIntegerField("версия")
    content = models.JSONField("содержание", default=dict)
    words = models.CharField("что сделано", max_length=100)
    saved_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="+", verbose_name="кто сохранил"
    )
    saved_at = models.DateTimeField("когда", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "версия документа"
        verbose_name_plural = "версии документов"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="version_number_once")]

    def __str__(self):
        return f"{self.document}, версия {self.number}"


class Step(OwnedModel):
    """One who agrees to a draft before the head signs it: a lawyer, the union, a council.

    Printed as СОГЛАСОВАНО or ПРИНЯТО (ГОСТ Р 7.0.97, requisite 20) or kept as a visa (requisite 21).
    """

    class Kind(models.TextChoices):
        VISA = "visa", "виза, на документе не печатается"
        AGREED = "agreed", "СОГЛАСОВАНО"
        ADOPTED = "adopted", "ПРИНЯТО"

    class Status(models.TextChoices):
        WAITING = "waiting", "ждём"
        AGREED = "agreed", "согласовано"
        REFUSED = "refused", "есть замечания"

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="steps", verbose_name="документ"
    )
    kind = models.CharField("как", max_length=8, choices=Kind, default=Kind.VISA)
    who = models.CharField("кто согласует", max_length=120, help_text="Например: юрист, профсоюзный комитет.")
    whom_by = models.CharField(
        "кем согласовано (для грифа)",
        max_length=150,
        blank=True,
        help_text="Например: профсоюзным комитетом.",
    )
    membership = models.ForeignKey(
        Membership,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто отметит в системе",
    )
    status = models.CharField("решение", max_length=8, choices=Status, default=Status.WAITING)
    protocol_number = models.CharField("номер протокола", max_length=40, blank=True)
    protocol_on = models.DateField("дата протокола", null=True, blank=True)
    remark = models.CharField("замечание", max_length=500, blank=True)
    decided_by = models.ForeignKey(
        Membership,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто отметил",
    )
    decided_at = models.DateTimeField("когда отмечено", null=True, blank=True)

    class Meta:
        verbose_name = "согласование"
        verbose_name_plural = "согласования"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="waiting", decided_at__isnull=True)
                | ~Q(status="waiting") & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="step_decided_by_somebody",
                violation_error_message="У решения должны быть дата и тот, кто его отметил.",
            )
        ]

    def __str__(self):
        return f"{self.who}: {self.get_status_display()}"


class Link(OwnedModel):
    """One paper acts on another; both show it. A signed paper is changed by another paper only (PAP-5)."""

    class Kind(models.TextChoices):
        AMENDS = "amends", "изменяет"
        CANCELS = "cancels", "отменяет"
        APPROVES = "approves", "утверждает"

    source = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="links", verbose_name="документ"
    )
    target = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        related_name="linked_by",
        verbose_name="на какой документ действует",
    )
    kind = models.CharField("как действует", max_length=8, choices=Kind)

    class Meta:
        verbose_name = "связь документов"
        verbose_name_plural = "связи документов"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="link_once"),
            models.UniqueConstraint(
                fields=["target"],
                condition=Q(kind="cancels"),
                name="link_cancelled_once",
                violation_error_message="Документ об отмене уже составлен.",
            ),
            models.UniqueConstraint(
                fields=["target"],
                condition=Q(kind="approves"),
                name="link_approved_once",
                violation_error_message="Приказ об утверждении уже составлен.",
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")),
                name="link_not_itself",
                violation_error_message="Документ не может отменять или изменять сам себя.",
            ),
        ]

    def __str__(self):
        return f"{self.source} {self.get_kind_display()}: {self.target}"
