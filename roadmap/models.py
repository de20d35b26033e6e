from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils import timezone

from organizations.models import OwnedModel, OwnedQuerySet, Role

ABOVE = {Role.METHODOLOGIST, Role.DEPARTMENT_HEAD}


class RoadmapRowQuerySet(OwnedQuerySet):
    """Roadmaps and their lines: the staff read their own; bodies above also read those of the institutions below."""

    def visible_to(self, membership):
        own = Q(organization=membership.organization_id)
        if membership.role == Role.PARTICIPANT:
            return self.none()
        if membership.role in ABOVE:
            parent = membership.organization_id
            below = Q(organization__parent=parent) | Q(organization__parent__parent=parent)
            return self.filter(own | below)
        return self.filter(own)


class RoadmapQuerySet(RoadmapRowQuerySet):
    def own_first(self, organization):
        """By school year, the newest on top; in a year the own roadmap, then the institutions below by name."""
        ours = Case(When(organization=organization, then=0), default=1)
        return self.order_by("-starts_on", ours, "organization__short_name", "pk")

    def current(self, organization):
        """The roadmap of the running school year, else the latest one, else None."""
        ours = self.filter(organization=organization)
        today = organization.today
        return ours.filter(starts_on__lte=today, ends_on__gte=today).first() or ours.first()


class Roadmap(OwnedModel):
    """The plan of one or two school years: stages and activities that run the mentoring of an institution."""

    class Form(models.TextChoices):
        A = "A", "три столбца: этап и содержание"
        B = "B", "пять столбцов: мероприятия, сроки, ответственные"
        C = "C", "три столбца: мероприятие, дата, ответственный"

    class Stamp(models.TextChoices):
        PERSON = "person", "УТВЕРЖДАЮ, должность и подпись"
        ORDER = "order", "УТВЕРЖДАЮ с номером приказа"

    title = models.CharField("название, как в документе", max_length=800)
    template = models.CharField("по какому образцу", max_length=20)
    form = models.CharField("вид таблицы", max_length=1, choices=Form, default=Form.A)
    stamp = models.CharField("гриф утверждения", max_length=10, choices=Stamp, default=Stamp.PERSON)
    starts_on = models.DateField("начало")
    ends_on = models.DateField("окончание")
    approved_on = models.DateField("утверждена", null=True, blank=True)
    approval_number = models.CharField("номер приказа об утверждении", max_length=40, blank=True)
    intro = models.TextField("текст перед таблицей", blank=True)

    objects = RoadmapQuerySet.as_manager()

    class Meta:
        verbose_name = "дорожная карта"
        verbose_name_plural = "дорожные карты"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="roadmap_ends_after_start",
                violation_error_message="Окончание должно быть позже начала.",
            ),
            models.UniqueConstraint(
                fields=["organization", "starts_on"],
                name="roadmap_once_per_year",
                violation_error_message="На этот учебный год дорожная карта уже есть.",
            ),
        ]

    def __str__(self):
        return f"Дорожная карта на {self.year_label} учебный год"

    def get_absolute_url(self):
        return reverse("roadmap:detail", args=[self.pk])

    def clean(self):
        super().clean()
        if self.approved_on and self.approved_on > self.organization.today:
            raise ValidationError({"approved_on": "Дата утверждения не может быть в будущем."})
        if self.approval_number and not self.approved_on:
            raise ValidationError({"approved_on": "Укажите дату приказа: номер без даты не печатается."})

    @property
    def year_label(self):
        return f"{self.starts_on.year}/{str(self.ends_on.year)[2:]}"

    @property
    def is_approved(self):
        return self.approved_on is not None


class Stage(models.Model):
    """A stage of a roadmap; a continuous one runs through all the others (stage 7 of set B)."""

    roadmap = models.ForeignKey(
        Roadmap, on_delete=models.CASCADE, related_name="stages", verbose_name="дорожная карта"
    )
    number = models.PositiveSmallIntegerField("номер")
    title = models.CharField("название", max_length=300)
    lead = models.CharField("слова перед пунктами", max_length=300, blank=True)
    is_continuous = models.BooleanField("идёт весь год", default=False)

    class Meta:
        verbose_name = "этап"
        verbose_name_plural = "этапы"
        ordering = ["roadmap", "number"]
        constraints = [models.UniqueConstraint(fields=["roadmap", "number"], name="stage_number_once")]

    def __str__(self):
        return f"{self.number}. {self.title}"


class Activity(OwnedModel):
    """A line of a roadmap. Its state is counted from facts by its counter; a hand tick is kept apart, shown as such."""

    roadmap = models.ForeignKey(
        Roadmap, on_delete=models.CASCADE, related_name="activities", verbose_name="дорожная карта"
    )
    stage = models.ForeignKey(
        Stage, on_delete=models.CASCADE, null=True, blank=True, related_name="activities", verbose_name="этап"
    )
    number = models.CharField("номер", max_length=10, blank=True)
    order = models.PositiveSmallIntegerField("порядок", default=0)
    title = models.CharField("мероприятие", max_length=500)
    content = models.JSONField("содержание, по пунктам", default=list, blank=True)
    term = models.CharField("срок, как в документе", max_length=200, blank=True)
    starts_on = models.DateField("с", null=True, blank=True)
    due_on = models.DateField("до", null=True, blank=True)
    responsible = models.CharField("ответственные", max_length=300, blank=True)
    counter = models.CharField("что закрывает строку", max_length=40, blank=True)
    result_paper = models.CharField("документ", max_length=200, blank=True)
    only_with_mentees = models.BooleanField("только при наличии наставляемых", default=False)
    closed_on = models.DateField("закрыто вручную", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто закрыл",
    )
    closed_note = models.CharField("чем подтверждается", max_length=300, blank=True)
    changed_at = models.DateTimeField("изменено", default=timezone.now, editable=False)

    objects = RoadmapRowQuerySet.as_manager()

    class Meta:
        verbose_name = "мероприятие"
        verbose_name_plural = "мероприятия"
        ordering = ["roadmap", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(due_on__isnull=True) | Q(due_on__gte=F("starts_on")),
                name="activity_ends_after_start",
                violation_error_message="Срок не может кончиться раньше, чем начался.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | ~Q(closed_note=""),
                name="activity_hand_tick_says_why",
                violation_error_message="Напишите, чем подтверждается выполнение.",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self):
        return reverse("roadmap:activity", args=[self.pk])

    @property
    def place(self):
        """The address of this line in the table of its roadmap."""
        return f"{reverse('roadmap:detail', args=[self.roadmap_id])}#a{self.pk}"
