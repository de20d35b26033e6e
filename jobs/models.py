from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organizations.models import OwnedModel, OwnedQuerySet, Role


class JobQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """Curators see the jobs of the institution, everybody else the own ones."""
        jobs = super().visible_to(membership)
        if membership.role in {Role.CURATOR, Role.ADMINISTRATOR}:
            return jobs
        return jobs.filter(created_by=membership.user_id)

    def claimable(self, now=None):
        """Work that nobody is doing: new, due again after a failure, or left behind by a killed worker."""
        now = now or timezone.now()
        waiting = Q(status=Job.Status.WAITING, run_after__lte=now)
        abandoned = Q(status=Job.Status.RUNNING, lease_until__lt=now)
        return self.filter(waiting | abandoned)


class Job(OwnedModel):
    """Work that a person asked for and that is done outside the request; this row is the truth about it."""

    class Status(models.TextChoices):
        WAITING = "waiting", "ждёт очереди"
        RUNNING = "running", "выполняется"
        DONE = "done", "готово"
        FAILED = "failed", "не получилось"

    kind = models.CharField("вид", max_length=40)
    title = models.CharField("что делается", max_length=200)
    payload = models.JSONField("задание", default=dict)
    key = models.CharField("ключ", max_length=100, null=True, blank=True, unique=True)
    status = models.CharField("состояние", max_length=10, choices=Status, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField("попыток", default=0)
    run_after = models.DateTimeField("не раньше", default=timezone.now)
    lease_until = models.DateTimeField("занято до", null=True, blank=True)
    done_count = models.PositiveIntegerField("сделано", default=0)
    total_count = models.PositiveIntegerField("всего", default=0)
    error = models.CharField("что случилось", max_length=500, blank=True)
    result = models.FileField("результат", blank=True, max_length=200)
    result_name = models.CharField("имя файла", max_length=200, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="кто попросил",
    )
    created_at = models.DateTimeField("когда", default=timezone.now, editable=False)
    finished_at = models.DateTimeField("закончено", null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "задание"
        verbose_name_plural = "задания"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["status", "run_after"], name="job_queue")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("jobs:detail", args=[self.pk])

    @property
    def is_over(self):
        return self.status in {self.Status.DONE, self.Status.FAILED}
