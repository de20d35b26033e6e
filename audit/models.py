import datetime as dt

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone

from audit.words import words_for
from organizations.models import Organization, OwnedModel, OwnedQuerySet


class EntryQuerySet(OwnedQuerySet):
    def about(self, subject):
        return self.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)


class Entry(OwnedModel):
    """One deed in the journal of an institution: who did what to which row, chained to the entry before it."""

    number = models.PositiveBigIntegerField("номер")
    at_us = models.BigIntegerField("когда, мкс UTC")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="кто"
    )
    action = models.CharField("что", max_length=60)
    subject_type = models.CharField("над чем", max_length=60)
    subject_id = models.BigIntegerField("номер записи")
    details = models.JSONField("подробности", default=dict)
    salt = models.CharField("соль подробностей", max_length=32, blank=True)
    details_hash = models.CharField("отпечаток подробностей", max_length=64, blank=True)
    erased_at = models.DateTimeField("подробности уничтожены", null=True, blank=True)
    previous_hash = models.CharField("отпечаток предыдущей", max_length=64)
    hash = models.CharField("отпечаток", max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "запись журнала"
        verbose_name_plural = "журнал"
        ordering = ["organization", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "number"], name="entry_number_once"),
            # A fork of the chain is impossible even for code that forgets the lock.
            models.UniqueConstraint(
                fields=["organization", "previous_hash"], name="entry_chain_has_no_forks"
            ),
        ]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="entry_subject")]

    def __str__(self):
        return f"{self.number}. {self.action}"

    @property
    def at(self):
        return dt.datetime.fromtimestamp(self.at_us / 1_000_000, tz=dt.UTC)

    @property
    def words(self):
        return words_for(self.action)

    @property
    def subject_words(self):
        """What the deed was done to: the kind of row and its number."""
        try:
            kind = apps.get_model(self.subject_type)._meta.verbose_name
        except LookupError:  # a room of an earlier release
            kind = self.subject_type
        return f"{kind}, запись {self.subject_id}"


class ChainHead(models.Model):
    """The last link of an institution's journal: the row that writers lock, so that the chain never forks."""

    organization = models.OneToOneField(
        Organization, on_delete=models.PROTECT, primary_key=True, verbose_name="учреждение"
    )
    number = models.PositiveBigIntegerField("последний номер", default=0)
    hash = models.CharField("последний отпечаток", max_length=64, blank=True)

    class Meta:
        verbose_name = "конец журнала"
        verbose_name_plural = "концы журналов"

    def __str__(self):
        return f"{self.organization_id}: {self.number}"


class Sight(OwnedModel):
    """Somebody looked at a card of personal data: one row a day for each reader and card (152-ФЗ ст. 14)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="кто смотрел"
    )
    subject_type = models.CharField("что", max_length=60)
    subject_id = models.BigIntegerField("номер записи")
    day = models.DateField("день")
    first_at = models.DateTimeField("впервые за день", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "просмотр"
        verbose_name_plural = "просмотры"
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "user", "day"], name="sight_once_a_day"
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.day:%d.%m.%Y}"
