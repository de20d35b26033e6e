import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils import timezone

from organizations.models import Membership, OwnedModel, OwnedQuerySet, Role
from roadmap.columns import usual
from roadmap.permissions import can_keep_roadmaps
from roadmap.querysets import CalendarFeedQuerySet

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

    def with_versions(self):
        """With the version in force (`current_pk`, `current_approved_on`) and the one in preparation (`draft_pk`)."""
        others = Roadmap.objects.filter(
            organization=OuterRef("organization"), starts_on=OuterRef("starts_on")
        )
        current, draft = others.filter(is_current=True), others.filter(is_current=False, approved_on=None)
        return self.annotate(
            current_pk=Subquery(current.values("pk")[:1]),
            current_approved_on=Subquery(current.values("approved_on")[:1]),
            draft_pk=Subquery(draft.values("pk")[:1]),
        )

    def current(self, organization):
        """The roadmap in force of the running school year, else the latest one, else None."""
        ours = self.filter(organization=organization, is_current=True)
        today = organization.today
        found = ours.filter(starts_on__lte=today, ends_on__gte=today).first() or ours.first()
        if found:
            found.organization = organization  # the very object, so that counters share what they read
        return found


class Roadmap(OwnedModel):
    """One version of the plan of one or two school years: stages and activities that run the mentoring.

    Work goes on by the version that `is_current`. An approved version is changed only by a new one: its copy, which
    becomes current when it is approved itself.
    """

    class Stamp(models.TextChoices):
        PERSON = "person", "УТВЕРЖДАЮ, должность и подпись"
        ORDER = "order", "УТВЕРЖДАЮ с номером приказа"
        APPENDIX = "appendix", "УТВЕРЖДЕНА приказом, приложение к приказу"

    title = models.CharField("название, как в документе", max_length=800)
    template = models.CharField("по какому образцу", max_length=20)
    columns = models.JSONField("столбцы таблицы", default=usual)
    stamp = models.CharField("гриф утверждения", max_length=10, choices=Stamp, default=Stamp.PERSON)
    appendix_number = models.PositiveSmallIntegerField("номер приложения к приказу", default=2)
    adopted = models.TextField("гриф ПРИНЯТО: кем, протокол", max_length=400, blank=True)
    agreed = models.TextField("гриф СОГЛАСОВАНО: с кем, протокол", max_length=400, blank=True)
    starts_on = models.DateField("начало")
    ends_on = models.DateField("окончание")
    approved_on = models.DateField("утверждена", null=True, blank=True)
    approval_number = models.CharField("номер приказа об утверждении", max_length=40, blank=True)
    approver_position = models.CharField("должность утвердившего", max_length=300, blank=True)
    approver_name = models.CharField("кто утвердил: инициалы и фамилия", max_length=120, blank=True)
    intro = models.TextField("текст перед таблицей", blank=True)
    version = models.PositiveSmallIntegerField("редакция", default=1)
    is_current = models.BooleanField("по ней идёт работа", default=True)
    is_in_order = models.BooleanField("стоит в приказе об утверждении", default=False)
    based_on = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="grown",
        verbose_name="из чего составлена",
    )
    change_note = models.CharField("почему новая редакция", max_length=300, blank=True)

    objects = RoadmapQuerySet.as_manager()

    class Meta:
        verbose_name = "дорожная карта"
        verbose_name_plural = "дорожные карты"
        ordering = ["-starts_on", "-version", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="roadmap_ends_after_start",
                violation_error_message="Окончание должно быть позже начала.",
            ),
            models.UniqueConstraint(
                fields=["organization", "starts_on"],
                condition=Q(is_current=True),
                name="roadmap_current_once_per_year",
                violation_error_message="На этот учебный год дорожная карта уже есть.",
            ),
            models.UniqueConstraint(
                fields=["organization", "starts_on", "version"],
                name="roadmap_version_once",
                violation_error_message="Новая редакция уже начата.",
            ),
        ]

    def __str__(self):
        years = [f"{year}/{str(year + 1)[2:]}" for year in range(self.starts_on.year, self.ends_on.year)]
        words = "учебный год" if len(years) == 1 else "учебные годы"
        version = f", редакция {self.version}" if self.version > 1 else ""
        return f"Дорожная карта на {' и '.join(years)} {words}{version}"

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

    @property
    def is_draft_version(self):
        """A new version that is still prepared: work goes on by the approved one before it."""
        return not self.is_current and not self.is_approved

    @property
    def is_replaced(self):
        return not self.is_current and self.is_approved


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


class ActivityQuerySet(RoadmapRowQuerySet):
    def visible_to(self, membership):
        """A participant sees the lines of the work under way that he or she answers for in person."""
        if membership.role == Role.PARTICIPANT:
            own = self.filter(organization=membership.organization_id)
            return own.filter(members=membership, roadmap__is_current=True)
        return super().visible_to(membership)


class Activity(OwnedModel):
    """A line of a roadmap. Its state is counted from facts by its counter; a hand tick is kept apart, shown as such.

    `term` is printed as it stands; `periods` ([["2026-08-01", "2026-09-30"], …]) is what it means, `starts_on` and
    `due_on` the first and the last day of them. `responsible` is printed, `roles` and `members` say who that is here.
    """

    roadmap = models.ForeignKey(
        Roadmap, on_delete=models.CASCADE, related_name="activities", verbose_name="дорожная карта"
    )
    stage = models.ForeignKey(
        Stage, on_delete=models.CASCADE, null=True, blank=True, related_name="activities", verbose_name="этап"
    )
    number = models.CharField("номер", max_length=20, blank=True)
    order = models.PositiveSmallIntegerField("порядок", default=0)
    title = models.CharField("мероприятие", max_length=1000)
    content = models.JSONField("содержание, по пунктам", default=list, blank=True)
    term = models.CharField("срок, как в документе", max_length=300, blank=True)
    starts_on = models.DateField("с", null=True, blank=True)
    due_on = models.DateField("до", null=True, blank=True)
    periods = models.JSONField("промежутки работы", default=list, blank=True)
    is_continuous = models.BooleanField("идёт весь период", default=False)
    responsible = models.CharField("ответственные, как в документе", max_length=500, blank=True)
    roles = models.JSONField("роли тех, кто отвечает", default=list, blank=True)
    members = models.ManyToManyField(
        Membership, blank=True, related_name="+", verbose_name="кто отвечает лично"
    )
    counter = models.CharField("что закрывает строку", max_length=40, blank=True)
    result_paper = models.CharField("документ", max_length=500, blank=True)
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
    uid = models.UUIDField("постоянный знак строки", default=uuid.uuid4, editable=False)

    objects = ActivityQuerySet.as_manager()

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


class Evidence(OwnedModel):
    """A file or a link that proves the work of a line, put there by hand."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="evidence", verbose_name="мероприятие"
    )
    title = models.CharField("что это", max_length=200)
    url = models.URLField("ссылка", max_length=500, blank=True)
    file = models.FileField("файл", max_length=200, blank=True)
    content_type = models.CharField("тип файла", max_length=100, blank=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="кто добавил"
    )
    added_at = models.DateTimeField("когда", default=timezone.now, editable=False)

    objects = RoadmapRowQuerySet.as_manager()

    class Meta:
        verbose_name = "подтверждение"
        verbose_name_plural = "подтверждения"
        ordering = ["activity", "added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(url="") & ~Q(file="")) | (~Q(url="") & Q(file="")),
                name="evidence_file_or_link",
                violation_error_message="Приложите файл или укажите ссылку.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def address(self):
        """Where it opens: the link itself, or the page that hands the file out."""
        return self.url or reverse("roadmap:evidence_file", args=[self.pk])

    @property
    def extension(self):
        """ "pdf": by the true type, found out when the file was taken; "" for a link."""
        return self.file.name.rpartition(".")[2] if self.file else ""


class Note(OwnedModel):
    """A remark of the staff about a line: what was agreed, why it waits."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="notes", verbose_name="мероприятие"
    )
    text = models.CharField("заметка", max_length=500)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="кто написал"
    )
    written_at = models.DateTimeField("когда", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "заметка"
        verbose_name_plural = "заметки"
        ordering = ["activity", "-written_at", "-pk"]

    def __str__(self):
        return self.text


class ReadingQuerySet(OwnedQuerySet):
    """Documents on their way to a roadmap: only those who keep the institution's roadmaps see them."""

    def visible_to(self, membership):
        return super().visible_to(membership) if can_keep_roadmaps(membership) else self.none()

    def unfinished(self):
        """Those of which no roadmap was made, for a list: without the documents themselves."""
        return self.filter(roadmap=None).defer("source", "result", "draft")


class Reading(OwnedModel):
    """An own document of the institution on its way to a roadmap: what was read of it and what a person corrected.

    `source` are the blocks of the document (`common.blocks`), `result` what the reader made of them, `draft` the
    same shape corrected by hand. Reading again makes another row: hand work is never overwritten.
    """

    name = models.CharField("имя файла", max_length=200)
    source = models.JSONField("документ")
    result = models.JSONField("прочитано")
    draft = models.JSONField("исправлено")
    version = models.PositiveIntegerField("версия", default=1)
    roadmap = models.ForeignKey(
        Roadmap,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="readings",
        verbose_name="дорожная карта",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="кто загрузил"
    )
    created_at = models.DateTimeField("когда", default=timezone.now, editable=False)
    changed_at = models.DateTimeField("изменено", default=timezone.now, editable=False)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "прочитанный документ"
        verbose_name_plural = "прочитанные документы"
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("roadmap:reading", args=[self.pk])


class CalendarFeed(OwnedModel):
    """A private address from which a calendar program reads terms; only the fingerprint of the address is kept."""

    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="calendar_feeds", verbose_name="чей календарь"
    )
    is_mine_only = models.BooleanField("только мои мероприятия", default=False)
    token_sha256 = models.CharField("отпечаток адреса", max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("создан", default=timezone.now, editable=False)
    read_at = models.DateTimeField("последнее обращение", null=True, blank=True, editable=False)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = "подписка на календарь"
        verbose_name_plural = "подписки на календарь"
        ordering = ["membership", "-created_at"]

    def __str__(self):
        return f"Календарь: {self.membership}"
