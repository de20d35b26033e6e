from django.conf import settings
from django.db import models
from django.utils import timezone

from organizations.models import OwnedModel, OwnedQuerySet
from pairs.models.pairs import Pair


class PairNoteQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """Notes of the staff are read by the staff, those for the pair by its people too."""
        notes = super().visible_to(membership)
        if membership.is_staff_of_programme:
            return notes
        return notes.filter(reader=PairNote.Reader.PAIR, pair__in=Pair.objects.visible_to(membership))


class PairNote(OwnedModel):
    """A line that somebody wrote about the work of a pair, with who reads it."""

    class Reader(models.TextChoices):
        STAFF = "staff", "куратор, руководитель и психолог"
        PAIR = "pair", "участники пары и куратор"

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="notes", verbose_name="пара")
    text = models.CharField("заметка", max_length=1000)
    reader = models.CharField("кто прочтёт", max_length=5, choices=Reader, default=Reader.STAFF)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="pair_notes",
        verbose_name="кто написал",
    )
    written_at = models.DateTimeField("когда", default=timezone.now, editable=False)

    objects = PairNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "заметка о паре"
        verbose_name_plural = "заметки о парах"
        ordering = ["-written_at", "-pk"]

    def __str__(self):
        return self.text[:60]
