from django.db import models
from django.db.models import Q

from documents.models.papers import Document
from organizations.models import OwnedModel, OwnedQuerySet
from people.models import Person


class AcknowledgementQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        rows = super().visible_to(membership)
        if membership.works_with_papers:
            return rows
        return rows.filter(person__membership=membership)

    def owed(self):
        """Those who still have to get acquainted with a signed paper."""
        return self.filter(at__isnull=True, document__status=Document.Status.SIGNED)

    def present(self):
        """Rows of people who still work here: who left without reading owes nothing any more."""
        return self.filter(person__left_on__isnull=True)


class Acknowledgement(OwnedModel):
    """One person who must know a paper, and when he or she said so."""

    class Method(models.TextChoices):
        IN_SYSTEM = "in_system", "в системе"
        LINK = "link", "по личной ссылке"
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
    token_hash = models.CharField("отпечаток личной ссылки", max_length=64, blank=True, editable=False)
    token_until = models.DateTimeField("ссылка действует до", null=True, blank=True, editable=False)

    objects = AcknowledgementQuerySet.as_manager()

    class Meta:
        verbose_name = "ознакомление"
        verbose_name_plural = "ознакомления"
        ordering = ["person__search", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "person"], name="acknowledgement_once"),
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="acknowledgement_token_once"
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.document}"
