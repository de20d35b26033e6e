from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from organizations.models import Membership, OwnedModel, OwnedQuerySet
from people.models import MentoringForm, Person
from surveys.models.questionnaires import Questionnaire, Side


class CampaignQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        rows = super().visible_to(membership)
        return rows if membership.is_staff_of_programme else rows.none()

    def open(self):
        return self.filter(status=Campaign.Status.OPEN)


class Campaign(OwnedModel):
    """One questionnaire asked of certain people from one day to another.

    The answers of an anonymous one lie in boxes without any link to who answered (models/answers.py, PDN-5).
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "готовится"
        OPEN = "open", "идёт"
        CLOSED = "closed", "закрыт"

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.PROTECT, related_name="campaigns", verbose_name="анкета"
    )
    title = models.CharField("название", max_length=200)
    status = models.CharField("состояние", max_length=6, choices=Status, default=Status.DRAFT)
    is_anonymous = models.BooleanField("без имён: ответы нельзя связать с людьми", default=False)
    opens_on = models.DateField("с")
    closes_on = models.DateField("по")
    closed_on = models.DateField("закрыт на деле", null=True, blank=True)
    accepts_late = models.BooleanField("принимать ответы после срока", default=False)
    reminds = models.BooleanField("напоминать тем, кто не ответил", default=True)
    school_year = models.PositiveSmallIntegerField("учебный год, в котором начат")
    audience = models.JSONField("кого спрашивают", default=dict, blank=True)  # surveys/audience.py
    common_hash = models.CharField("отпечаток общей ссылки", max_length=64, blank=True, db_index=True)
    common_salt = models.CharField("общая ссылка: случайная часть", max_length=64, blank=True)
    made_by = models.ForeignKey(
        Membership,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто начал",
    )

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "опрос"
        verbose_name_plural = "опросы"
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="campaign_closes_after_opening",
                violation_error_message="Последний день опроса не может быть раньше первого.",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("surveys:campaign", args=[self.pk])

    @property
    def is_open(self):
        return self.status == self.Status.OPEN

    def takes_answers(self, today):
        """Whether somebody may answer on this day: within its days, or late where that is allowed."""
        if self.status == self.Status.OPEN:
            return self.opens_on <= today and (today <= self.closes_on or self.accepts_late)
        return self.status == self.Status.CLOSED and self.accepts_late

    @property
    def has_common_link(self):
        return bool(self.common_hash)


class InvitationQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        rows = super().visible_to(membership)
        if membership.is_staff_of_programme:
            return rows
        return rows.filter(person__membership=membership)

    def standing(self):
        """Invitations that were not taken back."""
        return self.filter(withdrawn_on=None)


class Invitation(OwnedModel):
    """One person asked in one campaign as one side, with the own link; only the link's hash is kept (AUT-1).

    Of an anonymous campaign nothing stands here about whether and when it was answered: that is in `Turnout`.
    """

    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="invitations", verbose_name="опрос"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="survey_invitations", verbose_name="кого спрашивают"
    )
    side = models.CharField("как кто отвечает", max_length=8, choices=Side, blank=True)
    form = models.CharField("форма наставничества", max_length=24, choices=MentoringForm, blank=True)
    is_young = models.BooleanField("молодой педагог", default=False)  # on the day of the invitation
    link_hash = models.CharField("отпечаток личной ссылки", max_length=64, unique=True)
    link_salt = models.CharField("личная ссылка: случайная часть", max_length=64)  # surveys/links.py
    withdrawn_on = models.DateField("отменено", null=True, blank=True)
    told_on = models.DateField("последнее письмо", null=True, blank=True)
    told_step = models.CharField("ступень напоминания", max_length=8, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "приглашение к опросу"
        verbose_name_plural = "приглашения к опросам"
        ordering = ["person__search", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "person", "side"],
                condition=models.Q(withdrawn_on=None),  # of two cards made one, one invitation is taken back
                name="survey_invitation_once",
                violation_error_message="Этот человек уже приглашён.",
            )
        ]

    def __str__(self):
        return str(self.person)
