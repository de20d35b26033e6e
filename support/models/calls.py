from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from organizations.models import Membership, OwnedModel, OwnedQuerySet, Role
from people.models import MentoringForm, Person
from support.district import are_neighbours, below, of_one_district
from support.models.cases import READERS, SupportCase

ABOVE = (Role.METHODOLOGIST, Role.DEPARTMENT_HEAD)


class SearchCallQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """The own ones; for a curator those of the neighbours too, for a body above those of the institutions below.

        A neighbour sees a call while it is open, or when the own offer was accepted, and never one whose mentee has
        withdrawn the consent. What a neighbour may read of it is `text`, `form` and `opened_on`: never `case`.
        """
        if membership.role in ABOVE:
            return self.filter(below(membership.organization)).filter(NOT_STOPPED)
        own = Q(organization=membership.organization_id)
        if membership.role == Role.CURATOR:
            return self.filter(own | self.of_neighbours(membership.organization))
        return self.filter(own) if membership.role in READERS else self.none()

    def of_neighbours(self, organization):
        """A condition: calls that the curators of this institution may read and answer."""
        mine = SearchOffer.objects.filter(call=OuterRef("pk"), organization=organization)
        asked = Q(status=SearchCall.Status.OPEN) | Exists(mine.filter(status=SearchOffer.Status.ACCEPTED))
        return of_one_district(organization) & ~Q(organization=organization) & asked & NOT_STOPPED

    def open(self):
        return self.filter(status=SearchCall.Status.OPEN)


NOT_STOPPED = Q(case__person__processing_stopped_on__isnull=True)


class SearchCall(OwnedModel):
    """A question to the institutions of the district: whom we look for, without the name of the mentee."""

    class Status(models.TextChoices):
        OPEN = "open", "ищем"
        CLOSED = "closed", "поиск закончен"

    case = models.ForeignKey(
        SupportCase,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="calls",
        verbose_name="поддержка",
    )
    form = models.CharField("форма наставничества", max_length=24, choices=MentoringForm)
    text = models.CharField("кому и с чем нужен наставник", max_length=600)
    status = models.CharField("состояние", max_length=6, choices=Status, default=Status.OPEN)
    opened_on = models.DateField("отправлен")
    closed_on = models.DateField("закончен", null=True, blank=True)
    opened_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="search_calls", verbose_name="кто спросил"
    )

    objects = SearchCallQuerySet.as_manager()

    class Meta:
        verbose_name = "поиск наставника у соседей"
        verbose_name_plural = "поиск наставников у соседей"
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(status="open"),
                name="search_call_one_open",
                violation_error_message="Соседей уже спросили. Дождитесь ответа или закончите тот поиск.",
            ),
            models.CheckConstraint(
                condition=Q(status="open", closed_on__isnull=True)
                | Q(status="closed", closed_on__gte=F("opened_on")),
                name="search_call_closed_with_day",
                violation_error_message="У законченного поиска есть день.",
            ),
        ]

    def __str__(self):
        return f"Ищем наставника: {self.get_form_display()}"

    def get_absolute_url(self):
        return reverse("support:call", args=[self.pk])

    @property
    def is_open(self):
        return self.status == self.Status.OPEN


class SearchOfferQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """The institution that offers and the one that has asked; a body above reads those of its institutions."""
        if membership.role in ABOVE:
            return self.filter(below(membership.organization, "call__organization__"))
        asked = Q(call__organization=membership.organization_id)
        if membership.role == Role.CURATOR:
            return self.filter(asked | Q(organization=membership.organization_id))
        return self.filter(asked) if membership.role in READERS else self.none()


class SearchOffer(OwnedModel):
    """An answer of a neighbour: a mentor without a name. Names are told one by one, when both sides have agreed."""

    class Status(models.TextChoices):
        OFFERED = "offered", "ждёт ответа"
        ACCEPTED = "accepted", "принято"
        DECLINED = "declined", "не подошло"
        WITHDRAWN = "withdrawn", "отозвано"

    call = models.ForeignKey(
        SearchCall, on_delete=models.PROTECT, related_name="offers", verbose_name="на какой запрос"
    )
    text = models.CharField("кого предлагаем", max_length=400)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="search_offers",
        verbose_name="наставник",
    )
    status = models.CharField("состояние", max_length=9, choices=Status, default=Status.OFFERED)
    made_on = models.DateField("предложено")
    made_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="search_offers", verbose_name="кто предложил"
    )
    answered_on = models.DateField("отвечено", null=True, blank=True)
    # The day of the person's own written permission; from then on the other curator reads the name.
    mentee_allowed_on = models.DateField("наставляемый разрешил назвать себя", null=True, blank=True)
    mentor_allowed_on = models.DateField("наставник разрешил назвать себя", null=True, blank=True)

    objects = SearchOfferQuerySet.as_manager()

    class Meta:
        verbose_name = "предложение наставника"
        verbose_name_plural = "предложения наставников"
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "organization"],
                condition=Q(status="offered"),
                name="search_offer_one_waits",
                violation_error_message="Вы уже предложили наставника. Дождитесь ответа или отзовите предложение.",
            ),
            models.UniqueConstraint(
                fields=["call"],
                condition=Q(status="accepted"),
                name="search_offer_one_accepted",
                violation_error_message="По этому запросу уже принято другое предложение.",
            ),
            models.CheckConstraint(
                condition=Q(status="accepted")
                | Q(mentee_allowed_on__isnull=True, mentor_allowed_on__isnull=True),
                name="search_offer_named_after_agreement",
                violation_error_message="Имена называют после того, как предложение принято.",
            ),
        ]

    def __str__(self):
        return f"Предложение наставника от {self.made_on:%d.%m.%Y}"

    def get_absolute_url(self):
        return self.call.get_absolute_url()

    def clean(self):
        """The one row of ours that points to another institution's: to a call of the same district, never to itself."""
        if self.person_id and self.person.organization_id != self.organization_id:
            raise ValidationError("Предложить можно только наставника своего учреждения.")
        if self._state.adding and not are_neighbours(self.organization, self.call.organization):
            raise ValidationError("Ответить можно на запрос другого учреждения своего района.")

    @property
    def is_accepted(self):
        return self.status == self.Status.ACCEPTED
