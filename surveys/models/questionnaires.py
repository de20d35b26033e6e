import uuid

from django.db import models
from django.urls import reverse

from organizations.models import OwnedModel, OwnedQuerySet
from people.models import MentoringForm
from surveys.sheet import load


class Purpose(models.TextChoices):
    """What a questionnaire is for: results, dynamics and the roadmap go by it (domain.md 5.2)."""

    CANDIDATE = "candidate", "анкета кандидата в наставники"
    REQUESTS = "requests", "запросы и дефициты"
    ENTRY = "entry", "входная"
    INTERIM = "interim", "промежуточная"
    EXIT = "exit", "итоговая"
    SATISFACTION = "satisfaction", "удовлетворённость"
    CURATOR = "curator", "анкета куратора"
    FIT = "fit", "после первой встречи"
    PRACTICE = "practice", "номинация лучшей практики"
    OWN = "own", "другая"


class Side(models.TextChoices):
    """Who answers; an empty side is anybody else."""

    MENTOR = "mentor", "наставник"
    MENTEE = "mentee", "наставляемый"
    CURATOR = "curator", "куратор"
    PARENT = "parent", "родитель (законный представитель)"


class QuestionnaireQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        rows = super().visible_to(membership)
        return rows if membership.is_staff_of_programme else rows.none()

    def usable(self):
        """What a campaign may be made of: drafts (which it freezes) and frozen ones."""
        return self.exclude(status=Questionnaire.Status.ARCHIVED)


class Questionnaire(OwnedModel):
    """A questionnaire of the institution in one version; what has been opened for answers stands still."""

    class Status(models.TextChoices):
        DRAFT = "draft", "черновик"
        FROZEN = "frozen", "открывалась для ответов"
        ARCHIVED = "archived", "в архиве"

    title = models.CharField("название", max_length=200)
    purpose = models.CharField("назначение", max_length=12, choices=Purpose, default=Purpose.OWN)
    side = models.CharField("кто отвечает", max_length=8, choices=Side, blank=True)
    form = models.CharField("форма наставничества", max_length=24, choices=MentoringForm, blank=True)
    about = models.CharField("для чего", max_length=600, blank=True)
    how_counted = models.CharField("как считается", max_length=600, blank=True)
    greeting = models.CharField("что прочитает отвечающий перед началом", max_length=800, blank=True)
    content = models.JSONField("вопросы", default=dict)  # surveys/sheet.py
    doubts = models.JSONField(
        "что проверить после чтения файла", default=list, blank=True
    )  # [{"question", "words"}]
    source = models.JSONField(
        "файл, из которого прочитана анкета", default=dict, blank=True, editable=False
    )  # {"name", "lines", "unread", "places"}; emptied once everything has been looked at
    status = models.CharField("состояние", max_length=8, choices=Status, default=Status.DRAFT)
    line = models.UUIDField("редакции одной анкеты", default=uuid.uuid4, editable=False)
    version = models.PositiveSmallIntegerField("редакция", default=1)
    origin = models.CharField("из готовой анкеты", max_length=60, blank=True)  # key in surveys/builtin
    revision = models.PositiveIntegerField(
        "сколько раз сохраняли", default=0, editable=False
    )  # a stale form is 409
    digest = models.CharField(
        "отпечаток вопросов", max_length=64, blank=True, editable=False
    )  # of what is frozen
    changed_on = models.DateField("изменена", null=True, blank=True, editable=False)

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        verbose_name = "анкета"
        verbose_name_plural = "анкеты"
        ordering = ["title", "-version", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "line", "version"],
                name="questionnaire_version_once",
                violation_error_message="Такая редакция анкеты уже есть.",
            ),
            models.UniqueConstraint(
                fields=["organization", "line"],
                condition=models.Q(status="draft"),
                name="questionnaire_one_draft",
                violation_error_message="У анкеты уже есть редакция, которую можно править.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("surveys:questionnaire", args=[self.pk])

    @property
    def sheet(self):
        """The questions, read once; a changed content is read anew."""
        if getattr(self, "_sheet_of", None) is not self.content:
            self._sheet, self._sheet_of = load(self.content), self.content
        return self._sheet

    @property
    def is_draft(self):
        return self.status == self.Status.DRAFT
