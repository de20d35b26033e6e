import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from common.constraints import text_fits
from common.russian import Name, decline_name, decline_phrase, normalise_search, short_name
from organizations.models import Membership, Organization, OwnedModel, OwnedQuerySet


def in_key(text):
    """Spaces as 0 and hyphens as 1: any database then sorts and finds the text alike (common.russian.sort_key)."""
    return text.replace(" ", "0").replace("-", "1")


def search_key(identity, subject):
    """What a person is found and sorted by, from the normalised identity and subject."""
    return in_key(f"{identity.replace('|', ' ')} {subject}".strip())


class PersonQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """The staff of the programme see everybody of the institution, a participant only the own card.

        A card that was merged into another one and a card whose data are destroyed are nobody's any more.
        """
        persons = super().visible_to(membership).kept()
        if membership.is_staff_of_programme:
            return persons
        return persons.filter(membership=membership)

    def kept(self):
        """Cards that still are somebody: neither merged into another one nor destroyed."""
        return self.filter(merged_into__isnull=True, destroyed_on__isnull=True)

    def present(self):
        """Those who have not left the institution."""
        return self.filter(left_on__isnull=True)

    def search(self, text):
        """By name or position, as people spell them: ё and е, any case, any dash."""
        rows = self
        for word in normalise_search(text).split():
            rows = rows.filter(search__contains=in_key(word))
        return rows


class Person(OwnedModel):
    """Somebody who takes part or may take part, or who answers for a minor who does."""

    class Kind(models.TextChoices):
        EMPLOYEE = "employee", "работник"
        LEARNER = "learner", "обучающийся"
        PARTNER = "partner", "работодатель, партнёр"
        PARENT = "parent", "законный представитель"

    Gender = Organization.Gender

    kind = models.CharField("кто это", max_length=10, choices=Kind, default=Kind.EMPLOYEE)
    last_name = models.CharField("фамилия", max_length=80)
    first_name = models.CharField("имя", max_length=80)
    patronymic = models.CharField("отчество", max_length=80, blank=True)
    gender = models.CharField("пол", max_length=6, choices=Gender, blank=True)
    position = models.CharField("должность (класс, группа)", max_length=200, blank=True)
    subject = models.CharField("предмет, группа", max_length=200, blank=True)
    experience_years = models.PositiveSmallIntegerField(
        "педагогический стаж, полных лет", null=True, blank=True
    )
    experience_here_years = models.PositiveSmallIntegerField(
        "стаж в учреждении, полных лет", null=True, blank=True
    )
    category = models.CharField("квалификационная категория", max_length=60, blank=True)
    category_on = models.DateField("дата присвоения категории", null=True, blank=True)
    education = models.CharField("образование", max_length=300, blank=True)
    awards = models.CharField("награды", max_length=300, blank=True)
    workplace = models.CharField("место работы, учёбы (если не здесь)", max_length=300, blank=True)
    manager = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subordinates",
        verbose_name="непосредственный руководитель",
    )
    phone = models.CharField("телефон", max_length=40, blank=True)
    email = models.EmailField("электронная почта", blank=True)
    birth_date = models.DateField("дата рождения", null=True, blank=True)
    name_forms = models.JSONField("формы имени, исправленные вручную", default=dict, blank=True)
    position_forms = models.JSONField("формы должности, исправленные вручную", default=dict, blank=True)
    membership = models.OneToOneField(
        Membership,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        verbose_name="доступ",
    )
    joined_on = models.DateField("в учреждении с", null=True, blank=True)
    left_on = models.DateField("выбыл из учреждения", null=True, blank=True)
    processing_stopped_on = models.DateField(
        "обработка данных остановлена", null=True, blank=True, editable=False
    )
    destroyed_on = models.DateField("данные уничтожены", null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name="объединена с карточкой",
    )
    search = models.CharField("для поиска и порядка", max_length=700, editable=False)
    identity = models.CharField("для сверки со списком", max_length=500, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "участник"
        verbose_name_plural = "участники"
        ordering = ["search", "pk"]
        indexes = [models.Index(fields=["organization", "search"], name="person_by_name")]
        constraints = [
            models.CheckConstraint(
                condition=text_fits(
                    last_name=80, first_name=80, patronymic=80, position=200, subject=200, category=60,
                    education=300, awards=300, workplace=300, phone=40, email=254,
                ),
                name="person_text_fits",
                violation_error_message="Слишком длинный текст или недопустимый знак. Сократите и сохраните снова.",
            ),
            models.CheckConstraint(
                condition=~Q(manager=F("pk")) & ~Q(merged_into=F("pk")),
                name="person_not_above_itself",
                violation_error_message="Человек не может быть руководителем самому себе.",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(joined_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="person_left_after_joined",
                violation_error_message="Выбыть можно не раньше, чем появиться в учреждении.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return "данные уничтожены" if self.destroyed_on else short_name(self.name)

    def get_absolute_url(self):
        return reverse("people:detail", args=[self.pk])

    def clean(self):
        super().clean()
        self.fill_search()

    def fill_search(self):
        """Columns that serve search, order and the staff list alike on both databases."""
        self.identity = f"{normalise_search(self.full_name)}|{normalise_search(self.position)}"
        self.search = search_key(self.identity, normalise_search(self.subject))

    @property
    def name(self):
        return Name(self.last_name, self.first_name, self.patronymic, self.gender)

    @property
    def full_name(self):
        return " ".join(filter(None, [self.last_name, self.first_name, self.patronymic]))

    def decline(self, case):
        """The full name in a case, as the family declines it where somebody has corrected it by hand."""
        return decline_name(self.name, case, self.name_forms)

    def decline_position(self, case):
        return decline_phrase(self.position, case, self.position_forms)

    @property
    def is_young_teacher(self):
        limit = self.organization.young_teacher_years
        return (
            self.kind == self.Kind.EMPLOYEE
            and self.experience_years is not None
            and self.experience_years <= limit
        )

    @property
    def adult_on(self):
        """The day a person comes of age; None when the date of birth is not known."""
        if self.birth_date is None:
            return None
        try:
            return self.birth_date.replace(year=self.birth_date.year + 18)
        except ValueError:  # born on 29 February
            return dt.date(self.birth_date.year + 18, 3, 1)

    @property
    def is_minor(self):
        """Whether a representative signs (152-ФЗ ст. 9 ч. 6): a learner whose age is not known counts as a minor."""
        if self.kind != self.Kind.LEARNER:
            return False
        return self.adult_on is None or self.organization.today < self.adult_on


class RepresentationQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        rows = super().visible_to(membership)
        if membership.is_staff_of_programme:
            return rows
        mine = Q(learner__membership=membership) | Q(representative__membership=membership)
        return rows.filter(mine)

    def open(self):
        return self.filter(ended_on__isnull=True)


class Representation(OwnedModel):
    """Who signs for a minor, and by which document (152-ФЗ ст. 9 ч. 4 п. 2)."""

    class Relation(models.TextChoices):
        MOTHER = "mother", "мать"
        FATHER = "father", "отец"
        GUARDIAN = "guardian", "опекун, попечитель"
        OTHER = "other", "иной законный представитель"

    learner = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="representations", verbose_name="кого представляет"
    )
    representative = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="represents", verbose_name="законный представитель"
    )
    relation = models.CharField("кем приходится", max_length=10, choices=Relation, default=Relation.MOTHER)
    basis = models.CharField(
        "документ, подтверждающий полномочия",
        max_length=200,
        blank=True,
        help_text="Например: свидетельство о рождении. Номер писать не нужно: его впишут в согласие от руки.",
    )
    ended_on = models.DateField("полномочия прекращены", null=True, blank=True)

    objects = RepresentationQuerySet.as_manager()

    class Meta:
        verbose_name = "законный представитель"
        verbose_name_plural = "законные представители"
        ordering = ["representative__search", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "representative"],
                condition=Q(ended_on__isnull=True),
                name="representation_once",
                violation_error_message="Этот представитель уже записан.",
            ),
            models.CheckConstraint(
                condition=~Q(learner=F("representative")),
                name="representation_of_another",
                violation_error_message="Человек не может быть представителем самого себя.",
            ),
        ]

    def __str__(self):
        return f"{self.representative}, {self.get_relation_display()}"
