import datetime as dt
import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from common.russian import Name
from organizations.zones import ZONES


class OrganizationQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """One's own institution; whoever works in a body above sees the institutions below it too."""
        own = membership.organization_id
        return self.filter(Q(pk=own) | Q(parent=own) | Q(parent__parent=own))


class Organization(models.Model):
    """An institution that runs mentoring, or a body above institutions; the data operator of its rows."""

    class Kind(models.TextChoices):
        KINDERGARTEN = "kindergarten", "детский сад"
        SCHOOL = "school", "школа"
        COLLEGE = "college", "колледж, техникум"
        METHODICAL_CENTRE = "methodical_centre", "методический центр"
        DEPARTMENT = "department", "отдел (управление) образования"

    class Gender(models.TextChoices):
        FEMALE = "female", "женский"
        MALE = "male", "мужской"

    kind = models.CharField("вид", max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self",
        verbose_name="кому подчиняется",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    full_name = models.CharField("полное наименование", max_length=400)
    full_name_genitive = models.CharField(
        "полное наименование в родительном падеже (кого? чего?)", max_length=400
    )
    full_name_dative = models.CharField(
        "полное наименование в дательном падеже (кому? чему?)", max_length=400, blank=True
    )
    short_name = models.CharField("краткое наименование", max_length=150)
    founder = models.CharField("учредитель (строка над наименованием на бланке)", max_length=300, blank=True)
    head_title = models.CharField("должность руководителя", max_length=150, default="директор")
    head_last_name = models.CharField("фамилия руководителя", max_length=80)
    head_first_name = models.CharField("имя руководителя", max_length=80)
    head_patronymic = models.CharField("отчество руководителя", max_length=80, blank=True)
    head_gender = models.CharField("пол руководителя", max_length=6, choices=Gender, default=Gender.FEMALE)
    head_name_forms = models.JSONField("формы имени руководителя", default=dict, blank=True)
    city = models.CharField("населённый пункт (как в приказе: г. Киров)", max_length=120)
    address = models.CharField("адрес", max_length=300, blank=True)
    inn = models.CharField(
        "ИНН",
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"^\d{10}$", "ИНН учреждения – 10 цифр.")],
    )
    ogrn = models.CharField(
        "ОГРН", max_length=15, blank=True, validators=[RegexValidator(r"^\d{13}$", "ОГРН – 13 цифр.")]
    )
    phone = models.CharField("телефон", max_length=40, blank=True)
    email = models.EmailField("электронная почта", blank=True)
    site = models.URLField("сайт", blank=True)
    time_zone = models.CharField("часовой пояс", max_length=40, default="Europe/Moscow")
    order_number_pattern = models.CharField(
        "образец номера приказа",
        max_length=40,
        default="{n}-од",
        help_text="Вместо {n} встанет порядковый номер: {n}-од даст 12-од, 134/{n} даст 134/4.",
    )
    young_teacher_years = models.PositiveSmallIntegerField("стаж молодого педагога, не больше лет", default=3)
    mentor_capacity = models.PositiveSmallIntegerField(
        "сколько наставляемых у одного наставника обычно", default=3
    )
    support_after_days = models.PositiveSmallIntegerField(
        "через сколько дней без пары открыть поддержку наставляемого", default=14
    )
    silence_days = models.PositiveSmallIntegerField("сколько дней без встреч – повод вмешаться", default=21)
    satisfaction_from = models.PositiveSmallIntegerField(
        "с какой оценки (из 10) человек доволен",
        default=8,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
    )
    simple_signature_act = models.CharField(
        "акт о простой электронной подписи",
        max_length=200,
        blank=True,
        help_text="Например: приказ от 14.08.2026 № 109-од. Печатается в отметке о подписи и в листе ознакомления.",
    )
    is_pilot = models.BooleanField("пилотная площадка", default=False)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = "учреждение"
        verbose_name_plural = "учреждения"
        ordering = ["short_name", "pk"]

    def __str__(self):
        return self.short_name

    def get_absolute_url(self):
        return reverse("organizations:detail", args=[self.pk])

    def clean(self):
        super().clean()
        if self.order_number_pattern.count("{n}") != 1 or self.order_number_pattern.count("{") != 1:
            raise ValidationError(
                {"order_number_pattern": "В образце номера должно один раз стоять {n}, например {n}-од."}
            )
        if self.time_zone not in zoneinfo.available_timezones():
            raise ValidationError({"time_zone": "Нет такого часового пояса. Например: Europe/Moscow."})

    @property
    def zone(self):
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def zone_words(self):
        return ZONES.get(self.time_zone, self.time_zone)

    @property
    def today(self):
        """The date on the wall of this institution: papers and terms follow its own zone."""
        return timezone.now().astimezone(self.zone).date()

    @property
    def is_above(self):
        """A body above the institutions: it has figures and papers of others, no banks of its own."""
        return self.kind in {self.Kind.METHODICAL_CENTRE, self.Kind.DEPARTMENT}

    @property
    def head_name(self):
        return Name(self.head_last_name, self.head_first_name, self.head_patronymic, self.head_gender)

    @property
    def example_number(self):
        """How the pattern of numbers looks on an order."""
        return self.order_number_pattern.replace("{n}", "12")

    @property
    def school_year(self):
        """The year in which the running school year began (1 September; from August one plans the next)."""
        today = self.today
        return today.year if today >= dt.date(today.year, 8, 1) else today.year - 1


class Role(models.TextChoices):
    HEAD = "head", "руководитель"
    CURATOR = "curator", "куратор"
    PSYCHOLOGIST = "psychologist", "психолог"
    PARTICIPANT = "participant", "участник"
    METHODOLOGIST = "methodologist", "методист"
    DEPARTMENT_HEAD = "department_head", "начальник отдела"
    ADMINISTRATOR = "administrator", "администратор"


class MembershipQuerySet(models.QuerySet):
    def visible_to(self, membership):
        return self.filter(organization=membership.organization)

    def open(self):
        return self.filter(is_active=True, user__is_active=True)


class Membership(models.Model):
    """A user acting for one institution in one role: the actor in every rule."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name="пользователь",
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="memberships", verbose_name="учреждение"
    )
    role = models.CharField("роль", max_length=20, choices=Role)
    is_active = models.BooleanField("доступ открыт", default=True)
    gets_reminders = models.BooleanField("напоминания о сроках по почте", default=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "доступ"
        verbose_name_plural = "доступы"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organization", "role"],
                name="membership_once_per_role",
                violation_error_message="У этого человека уже есть доступ с такой ролью.",
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.get_role_display()}"

    def get_absolute_url(self):
        return reverse("organizations:members")

    @property
    def is_staff_of_programme(self):
        """Works with the rows of the whole institution, not only with own tasks."""
        return self.role in {Role.CURATOR, Role.HEAD, Role.PSYCHOLOGIST, Role.ADMINISTRATOR}

    @property
    def works_with_papers(self):
        """Sees all papers of the own institution or body."""
        return self.is_staff_of_programme or self.role in {Role.METHODOLOGIST, Role.DEPARTMENT_HEAD}


class OwnedQuerySet(models.QuerySet):
    """Rows of one institution. Subclasses narrow `visible_to` by role."""

    def visible_to(self, membership):
        return self.filter(organization=membership.organization)


class OwnedModel(models.Model):
    """A row that belongs to exactly one institution; links to another institution's rows are refused."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, verbose_name="учреждение", related_name="+"
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        for field in self._meta.fields:
            if field.is_relation and issubclass(field.related_model, OwnedModel):
                row = getattr(self, field.name, None)
                if row and row.organization_id != self.organization_id:
                    raise ValidationError(f"{field.verbose_name}: запись другого учреждения.")
