from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from common.codes import short_code
from documents.models.kinds import PaperKind
from organizations.models import Membership, OwnedModel, OwnedQuerySet
from pairs.models import Pair
from people.models import Destruction, Person
from roadmap.models import Roadmap


class DocumentQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """Those who work with papers see all of their institution, a participant those to get acquainted with."""
        papers = super().visible_to(membership)
        if membership.works_with_papers:
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

    Kind = PaperKind

    class Status(models.TextChoices):
        DRAFT = "draft", "черновик"
        AGREEING = "agreeing", "на согласовании"
        TO_SIGN = "to_sign", "на подписи"
        ON_PAPER = "on_paper", "зарегистрирован, ждёт скана"
        SIGNED = "signed", "подписан"

    kind = models.CharField("вид", max_length=24, choices=Kind)
    title = models.CharField("заголовок", max_length=300)
    status = models.CharField("состояние", max_length=10, choices=Status, default=Status.DRAFT)
    content = models.JSONField("содержание", default=dict)
    facts = models.JSONField("исходные данные", default=dict, blank=True)
    search = models.TextField("для поиска", blank=True, editable=False)
    version = models.PositiveIntegerField("версия", default=1)
    pairs = models.ManyToManyField(Pair, blank=True, related_name="documents", verbose_name="пары")
    people = models.ManyToManyField(
        Person, blank=True, related_name="papers", verbose_name="кто назван в документе"
    )
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
    in_force_from = models.DateField("вступает в силу с", null=True, blank=True)
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
                condition=Q(status__in=["draft", "agreeing", "to_sign"], number="", dated__isnull=True)
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
