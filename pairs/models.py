from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from organizations.models import OwnedModel, OwnedQuerySet
from people.models import Person


class PairQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """The staff of the programme see all pairs, a participant the own ones."""
        pairs = super().visible_to(membership)
        if membership.is_staff_of_programme:
            return pairs
        mine = Q(mentor__membership=membership) | Q(members__person__membership=membership)
        return pairs.filter(mine).distinct()

    def open(self):
        """Pairs that take a mentor's room: all but the ended ones."""
        return self.exclude(status=Pair.Status.ENDED)

    def ready(self):
        """With all consents, waiting for the order."""
        return self.filter(status=Pair.Status.READY)


class Pair(OwnedModel):
    """A mentor with one mentee or a group, from the proposal to the end."""

    class Form(models.TextChoices):
        PEDAGOGUE_PEDAGOGUE = "pedagogue_pedagogue", "педагог – педагог"
        TEACHER_TEACHER = "teacher_teacher", "учитель – учитель"
        HEAD_PEDAGOGUE = "head_pedagogue", "руководитель – педагог"
        STUDENT_STUDENT = "student_student", "ученик – ученик"
        COLLEGE_STUDENT_PUPIL = "college_student_pupil", "студент – ученик"
        EMPLOYER_PUPIL = "employer_pupil", "работодатель – ученик"
        EMPLOYER_STUDENT = "employer_student", "работодатель – студент"
        PARTNER_PEDAGOGUE = "partner_pedagogue", "социальный партнёр – педагог"

    class Kind(models.TextChoices):
        TRADITIONAL = "traditional", "традиционное"
        GROUP = "group", "групповое"
        VIRTUAL = "virtual", "дистанционное"
        SHORT_TERM = "short_term", "краткосрочное"
        REVERSE = "reverse", "реверсивное"
        SITUATIONAL = "situational", "ситуационное"
        SPEED = "speed", "скоростное"
        PEER = "peer", "партнёрское (равный – равному)"
        TEAM = "team", "командное"

    class Status(models.TextChoices):
        PROPOSED = "proposed", "предложена"
        READY = "ready", "готова к приказу"
        ORDERED = "ordered", "в проекте приказа"
        ACTIVE = "active", "действует"
        ENDED = "ended", "завершена"

    mentor = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="pairs_as_mentor", verbose_name="наставник"
    )
    form = models.CharField(
        "форма наставничества", max_length=24, choices=Form, default=Form.PEDAGOGUE_PEDAGOGUE
    )
    kind = models.CharField("вид наставничества", max_length=16, choices=Kind, default=Kind.TRADITIONAL)
    theme = models.CharField("тема программы", max_length=300, blank=True)
    status = models.CharField("состояние", max_length=10, choices=Status, default=Status.PROPOSED)
    starts_on = models.DateField("с")
    ends_on = models.DateField("по")

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = "пара"
        verbose_name_plural = "пары и группы"
        ordering = ["mentor__search", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="pair_ends_after_start",
                violation_error_message="Окончание должно быть позже начала.",
            ),
        ]

    def __str__(self):
        return f"{self.mentor} – {', '.join(str(member.person) for member in self.members.all())}"

    def get_absolute_url(self):
        return reverse("pairs:detail", args=[self.pk])

    @property
    def is_group(self):
        return len(self.members.all()) > 1


class PairMember(OwnedModel):
    """A mentee in a pair or group, with dates."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="members", verbose_name="пара")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="pairs_as_mentee", verbose_name="наставляемый"
    )
    left_on = models.DateField("вышел", null=True, blank=True)

    class Meta:
        verbose_name = "наставляемый в паре"
        verbose_name_plural = "наставляемые в парах"
        ordering = ["person__search", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "person"],
                name="pair_member_once",
                violation_error_message="Этот человек уже в этой группе.",
            )
        ]

    def __str__(self):
        return str(self.person)
