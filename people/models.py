from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from common.codes import short_code
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
        """The staff of the programme see everybody of the institution, a participant only the own card."""
        persons = super().visible_to(membership)
        if membership.is_staff_of_programme:
            return persons
        return persons.filter(membership=membership)

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
    """Somebody who takes part or may take part: an employee, a learner or a partner of the institution."""

    class Kind(models.TextChoices):
        EMPLOYEE = "employee", "работник"
        LEARNER = "learner", "обучающийся"
        PARTNER = "partner", "работодатель, партнёр"

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
    category = models.CharField("квалификационная категория", max_length=60, blank=True)
    education = models.CharField("образование", max_length=300, blank=True)
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
    left_on = models.DateField("выбыл из учреждения", null=True, blank=True)
    search = models.CharField("для поиска и порядка", max_length=700, editable=False)
    identity = models.CharField("для сверки со списком", max_length=500, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "участник"
        verbose_name_plural = "участники"
        ordering = ["search", "pk"]
        indexes = [models.Index(fields=["organization", "search"], name="person_by_name")]

    def __str__(self):
        return short_name(self.name)

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


class Competence(OwnedModel):
    """A field in which mentors are strong and mentees ask for help; the list is the institution's own."""

    name = models.CharField("название", max_length=120)

    class Meta:
        verbose_name = "компетенция"
        verbose_name_plural = "компетенции"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "name"],
                name="competence_once",
                violation_error_message="Такая компетенция уже есть в списке.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("people:competences")


class BankEntryQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        entries = super().visible_to(membership)
        if membership.is_staff_of_programme:
            return entries
        return entries.filter(person__membership=membership)

    def open(self):
        """Entries of those who are in the bank now."""
        return self.filter(left_on__isnull=True)


class BankEntry(OwnedModel):
    """A dated stay in a bank."""

    entered_on = models.DateField("в банке с")
    left_on = models.DateField("вышел из банка", null=True, blank=True)

    objects = BankEntryQuerySet.as_manager()

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.entered_on and self.entered_on > self.organization.today:
            raise ValidationError({"entered_on": "Дата вступления в банк не может быть в будущем."})


class MenteeEntry(BankEntry):
    """A person's stay in the bank of mentees, with the requests that brought him or her there."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="mentee_entries", verbose_name="наставляемый"
    )

    class Meta:
        verbose_name = "запись банка наставляемых"
        verbose_name_plural = "банк наставляемых"
        ordering = ["person__search", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(left_on__isnull=True),
                name="mentee_entry_one_open",
                violation_error_message="Этот человек уже в банке наставляемых.",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("entered_on")),
                name="mentee_entry_left_after_entered",
                violation_error_message="Выйти из банка можно не раньше, чем вошёл.",
            ),
        ]

    def __str__(self):
        return str(self.person)

    def get_absolute_url(self):
        return reverse("people:detail", args=[self.person_id])


class Request(models.Model):
    """What a mentee asks for, in words and by competence, with its source and date."""

    class Source(models.TextChoices):
        QUESTIONNAIRE = "questionnaire", "анкета"
        PERSONAL_FILE = "personal_file", "личное дело"
        METHODICAL_WORK = "methodical_work", "анализ методической работы"
        ATTESTATION = "attestation", "рекомендации по аттестации"
        TALK = "talk", "беседа"

    entry = models.ForeignKey(
        MenteeEntry, on_delete=models.CASCADE, related_name="requests", verbose_name="кто просит"
    )
    text = models.CharField("запрос", max_length=300)
    competences = models.ManyToManyField(
        Competence, blank=True, related_name="requests", verbose_name="компетенции"
    )
    source = models.CharField("откуда известно", max_length=20, choices=Source, default=Source.TALK)
    made_on = models.DateField("дата")

    class Meta:
        verbose_name = "запрос"
        verbose_name_plural = "запросы"
        ordering = ["pk"]

    def __str__(self):
        return self.text


class MentorEntry(BankEntry):
    """A person's stay in the bank of mentors: strong competences and room for mentees."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="mentor_entries", verbose_name="наставник"
    )
    competences = models.ManyToManyField(
        Competence, blank=True, related_name="mentors", verbose_name="компетенции"
    )
    achievements = models.CharField("достижения, важные для программы", max_length=500, blank=True)
    capacity = models.PositiveSmallIntegerField("сколько наставляемых может вести", default=1)
    time_resource = models.CharField("ресурс времени", max_length=120, blank=True)

    class Meta:
        verbose_name = "запись банка наставников"
        verbose_name_plural = "банк наставников"
        ordering = ["person__search", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(left_on__isnull=True),
                name="mentor_entry_one_open",
                violation_error_message="Этот человек уже в банке наставников.",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("entered_on")),
                name="mentor_entry_left_after_entered",
                violation_error_message="Выйти из банка можно не раньше, чем вошёл.",
            ),
            models.CheckConstraint(
                condition=Q(capacity__gte=1) & Q(capacity__lte=20),
                name="mentor_entry_capacity",
                violation_error_message="Наставник может вести от 1 до 20 наставляемых.",
            ),
        ]

    def __str__(self):
        return str(self.person)

    def get_absolute_url(self):
        return reverse("people:detail", args=[self.person_id])


class ConsentQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        consents = super().visible_to(membership)
        if membership.is_staff_of_programme:
            return consents
        return consents.filter(person__membership=membership)

    def open(self):
        """Printed or signed, not withdrawn."""
        return self.filter(withdrawn_on__isnull=True)

    def in_force(self):
        return self.open().filter(signed_on__isnull=False)


class Consent(OwnedModel):
    """One separate paper of one person for one purpose (152-ФЗ ст. 9 in the wording of 156-ФЗ, ТК ст. 351.8)."""

    class Kind(models.TextChoices):
        PROCESSING = "processing", "на обработку персональных данных"
        MENTOR_DUTY = "mentor_duty", "на возложение обязанностей наставника"
        MENTEE_DUTY = "mentee_duty", "на участие в качестве наставляемого"

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="consents", verbose_name="чьё согласие"
    )
    kind = models.CharField("вид", max_length=12, choices=Kind)
    text_version = models.CharField("версия текста", max_length=20)
    code = models.CharField("код бланка", max_length=9, unique=True, default=short_code, editable=False)
    printed_on = models.DateField("бланк напечатан")
    signed_on = models.DateField("подписано", null=True, blank=True)
    scan = models.FileField("скан", blank=True, max_length=200)
    scan_sha256 = models.CharField("отпечаток скана", max_length=64, blank=True)
    withdrawn_on = models.DateField("отозвано", null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "согласие"
        verbose_name_plural = "согласия"
        ordering = ["person__search", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(withdrawn_on__isnull=True),
                name="consent_one_open_per_kind",
                violation_error_message="Такое согласие этого человека уже есть.",
            ),
        ]

    def __str__(self):
        return f"Согласие {self.get_kind_display()}"

    def get_absolute_url(self):
        return reverse("people:consent", args=[self.pk])

    def clean(self):
        super().clean()
        if self.signed_on and self.signed_on > self.organization.today:
            raise ValidationError({"signed_on": "Дата подписи не может быть в будущем."})


class RosterImport(OwnedModel):
    """One uploaded staff list between preview and commit: the read rows, then only the bad ones."""

    class Status(models.TextChoices):
        PREVIEW = "preview", "на проверке"
        DONE = "done", "загружен"

    status = models.CharField("состояние", max_length=10, choices=Status, default=Status.PREVIEW)
    file_name = models.CharField("файл", max_length=200)
    roster = models.JSONField("строки", default=dict)
    added = models.PositiveIntegerField("добавлено", default=0)
    known = models.PositiveIntegerField("уже были", default=0)
    bad = models.PositiveIntegerField("с ошибками", default=0)
    created_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="+", verbose_name="кто загрузил"
    )
    created_at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "загрузка списка"
        verbose_name_plural = "загрузки списков"
        ordering = ["-pk"]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("people:import_detail", args=[self.pk])


def kinds_needed(*, is_mentor, is_mentee):
    """Consents without which a person cannot stand in a pair: data processing and the duty of the side."""
    kinds = [Consent.Kind.PROCESSING]
    if is_mentor:
        kinds.append(Consent.Kind.MENTOR_DUTY)
    if is_mentee:
        kinds.append(Consent.Kind.MENTEE_DUTY)
    return kinds
