import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organizations.models import OwnedModel, OwnedQuerySet
from pairs.models import Pair


class ProgrammeQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """The staff of the programme see all, a participant those of the own pairs."""
        rows = super().visible_to(membership)
        if membership.is_staff_of_programme:
            return rows
        return rows.filter(pair__in=Pair.objects.visible_to(membership))

    def current(self):
        """All but the ones that were left: a pair has one of these."""
        return self.exclude(status=Programme.Status.DROPPED)

    def approved(self):
        """What the head has approved: under way or carried out."""
        return self.filter(status__in=[Programme.Status.APPROVED, Programme.Status.COMPLETED])


class Programme(OwnedModel):
    """The personalised programme or the individual plan of one pair or group (domain 3.8, 3.9)."""

    class Kind(models.TextChoices):
        """Values are those of documents.models.kinds.PaperKind: the paper that prints it."""

        PROGRAMME = "personal_programme", "персонализированная программа"
        PLAN = "individual_plan", "индивидуальный план"

    class Status(models.TextChoices):
        DRAFT = "draft", "составляется"
        SUBMITTED = "submitted", "на проверке"
        RETURNED = "returned", "есть замечания"
        TO_APPROVE = "to_approve", "на утверждении"
        APPROVED = "approved", "выполняется"
        COMPLETED = "completed", "выполнена"
        DROPPED = "dropped", "отменена"

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", "очный"
        REMOTE = "remote", "дистанционный"
        MIXED = "mixed", "смешанный"

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="programmes", verbose_name="пара")
    kind = models.CharField("вид", max_length=20, choices=Kind, default=Kind.PROGRAMME)
    title = models.CharField("тема", max_length=300)
    status = models.CharField("состояние", max_length=10, choices=Status, default=Status.DRAFT)
    starts_on = models.DateField("с")
    ends_on = models.DateField("по")
    relevance = models.TextField("актуальность", max_length=2000, blank=True)
    goal = models.CharField("цель", max_length=500)
    tasks = models.TextField("задачи", max_length=2000, blank=True)
    mode = models.CharField("режим", max_length=9, choices=Mode, default=Mode.MIXED)
    regularity = models.CharField("как часто встречаются", max_length=200, blank=True)
    resources = models.TextField("условия и ресурсы", max_length=1000, blank=True)
    results = models.TextField("ожидаемые результаты", max_length=2000, blank=True)
    indicators = models.TextField("показатели", max_length=1000, blank=True)
    reporting = models.TextField("формы отчётности", max_length=1000, blank=True)
    stamp = models.PositiveIntegerField("сколько раз сохранена", default=0, editable=False)  # CON-2
    submitted_on = models.DateField("передана на проверку", null=True, blank=True)
    approved_on = models.DateField("утверждена", null=True, blank=True)
    completed_on = models.DateField("выполнена", null=True, blank=True)
    made_at = models.DateTimeField("создана", default=timezone.now, editable=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = "программа пары"
        verbose_name_plural = "программы пар"
        ordering = ["pair__mentor__search", "-made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "kind"],
                condition=~Q(status="dropped"),
                name="programme_one_of_pair",
                violation_error_message="У этой пары уже есть такая программа.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=models.F("starts_on")),
                name="programme_ends_after_start",
                violation_error_message="Окончание должно быть позже начала.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["approved", "completed"], approved_on__isnull=False)
                | ~Q(status__in=["approved", "completed"]),
                name="programme_approved_on_day",
                violation_error_message="У утверждённой программы есть день утверждения.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("programmes:detail", args=[self.pk])

    @property
    def is_being_written(self):
        """The pair works on it; handed in and approved it stands still for the pair."""
        return self.status in {self.Status.DRAFT, self.Status.RETURNED}

    @property
    def is_over(self):
        return self.status in {self.Status.COMPLETED, self.Status.DROPPED}

    @property
    def is_stopped(self):
        """The pair ended before its programme was carried out."""
        return self.pair.status == Pair.Status.ENDED and not self.is_over

    @property
    def state_words(self):
        return "прекращена вместе с парой" if self.is_stopped else self.get_status_display()


class OfProgrammeQuerySet(OwnedQuerySet):
    """Parts of programmes: whoever sees a programme sees its rows, remarks and versions."""

    def visible_to(self, membership):
        rows = super().visible_to(membership)
        if membership.is_staff_of_programme:
            return rows
        return rows.filter(programme__in=Programme.objects.visible_to(membership))


class ProgrammeRow(OwnedModel):
    """One line of the plan: what is done, how, by when, by whom, with what result, and whether it is done."""

    class Form(models.TextChoices):
        MEETING = "meeting", "встреча, консультация"
        LESSON = "lesson", "посещение и разбор занятия"
        MASTER_CLASS = "master_class", "мастер-класс"
        WORKSHOP = "workshop", "практикум"
        STUDY = "study", "самостоятельная работа"
        PROJECT = "project", "совместный проект"
        EVENT = "event", "мероприятие"
        DIAGNOSTICS = "diagnostics", "диагностика, анкета"

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="rows", verbose_name="программа"
    )
    uid = models.UUIDField(default=uuid.uuid4, editable=False)  # the same line through the versions
    order = models.PositiveSmallIntegerField("место")
    section = models.CharField("раздел", max_length=200, blank=True)
    direction = models.CharField("направление", max_length=200, blank=True)
    activity = models.CharField("мероприятие", max_length=500)
    form = models.CharField("форма работы", max_length=12, choices=Form, default=Form.MEETING)
    due_on = models.DateField("срок", null=True, blank=True)
    term = models.CharField("срок словами", max_length=100, blank=True)
    responsible = models.CharField("ответственный", max_length=200, blank=True)
    result = models.CharField("планируемый результат", max_length=500, blank=True)
    done_on = models.DateField("выполнено", null=True, blank=True)
    fact = models.CharField("фактический результат", max_length=500, blank=True)
    mark = models.CharField("оценка наставника", max_length=200, blank=True)
    stamp = models.PositiveIntegerField("сколько раз сохранена", default=0, editable=False)  # CON-2

    objects = OfProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = "строка плана"
        verbose_name_plural = "строки планов"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "uid"],
                name="programme_row_once",
                violation_error_message="Такая строка в плане уже есть.",
            )
        ]

    def __str__(self):
        return self.activity[:80]

    def get_absolute_url(self):
        return f"{self.programme.get_absolute_url()}#row-{self.pk}"

    @property
    def is_done(self):
        return self.done_on is not None
