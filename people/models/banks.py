from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from common.fields import ChoiceSetField
from organizations.models import Membership, OwnedModel, OwnedQuerySet
from people.models.mentoring import MentoringForm, MentoringKind
from people.models.persons import Person


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

    def active(self):
        """Entries of those who are in the bank now and take part: a paused one waits."""
        return self.open().filter(status=BankEntry.Status.ACTIVE)

    def former(self):
        """Stays that have ended; one that was a mistake never was a stay."""
        return self.filter(left_on__isnull=False).exclude(leaving=BankEntry.Leaving.MISTAKE)


class BankEntry(OwnedModel):
    """A dated stay in a bank: in what forms and kinds the person would work, and why the stay ended."""

    class Status(models.TextChoices):
        ACTIVE = "active", "в банке"
        PAUSED = "paused", "приостановлена"

    class Leaving(models.TextChoices):
        DONE = "done", "программа завершена"
        ASKED = "asked", "по своему желанию"
        WITHDRAWN = "withdrawn", "согласие отозвано"
        LEFT = "left", "выбытие из учреждения"
        MISTAKE = "mistake", "внесён по ошибке"

    status = models.CharField("состояние", max_length=8, choices=Status, default=Status.ACTIVE)
    forms = ChoiceSetField("формы наставничества", choices=MentoringForm)
    kinds = ChoiceSetField("виды наставничества", choices=MentoringKind)
    wishes = models.CharField("пожелания", max_length=500, blank=True)
    entered_on = models.DateField("в банке с")
    left_on = models.DateField("вышел из банка", null=True, blank=True)
    leaving = models.CharField("почему вышел", max_length=10, choices=Leaving, blank=True)

    objects = BankEntryQuerySet.as_manager()

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.entered_on and self.entered_on > self.organization.today:
            raise ValidationError({"entered_on": "Дата вступления в банк не может быть в будущем."})

    @property
    def is_paused(self):
        return self.left_on is None and self.status == self.Status.PAUSED

    @property
    def forms_words(self):
        return ", ".join(self._meta.get_field("forms").words(self))

    @property
    def kinds_words(self):
        return ", ".join(self._meta.get_field("kinds").words(self))


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
    interests = models.CharField("интересы", max_length=300, blank=True)
    mentee_ages = models.CharField("желаемый возраст наставляемых", max_length=60, blank=True)

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

    def clean(self):
        """Places are not taken away from under those who have them; the database says so too (pairs/capacity.py)."""
        super().clean()
        if not self.pk or self.left_on or not self.capacity:
            return
        pairs = self.person.pairs_as_mentor.exclude(status="ended").filter(members__left_on__isnull=True)
        was = MentorEntry.objects.filter(pk=self.pk).values_list("capacity", flat=True).first()
        if was is not None and self.capacity < was and (taken := pairs.count()) > self.capacity:
            raise ValidationError(
                {"capacity": f"Сейчас ведёт наставляемых: {taken}. Мест не может быть меньше."}
            )


class SavedViewQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """Everybody has the own ones."""
        return super().visible_to(membership).filter(membership=membership)


class SavedView(OwnedModel):
    """A filter of a list that somebody gave a name to."""

    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="saved_views", verbose_name="чей"
    )
    page = models.CharField("список", max_length=40)  # the name of its route: people:mentees
    name = models.CharField("название", max_length=60)
    query = models.CharField("отбор", max_length=1000)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = "сохранённый отбор"
        verbose_name_plural = "сохранённые отборы"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "page", "name"],
                name="saved_view_once",
                violation_error_message="Отбор с таким названием уже есть. Дайте другое название.",
            )
        ]

    def __str__(self):
        return self.name
