import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from organizations.models import OwnedModel, OwnedQuerySet
from people.models import Person


class ChoiceMeetingQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """The staff see all, a participant those to which he or she is invited."""
        rows = super().visible_to(membership)
        if membership.is_staff_of_programme:
            return rows
        return rows.filter(pk__in=ChoiceSeat.objects.visible_to(membership).values("meeting"))


class ChoiceMeeting(OwnedModel):
    """A meeting at which mentors and mentees talk in short rounds, then say whom they would choose (domain 7)."""

    held_on = models.DateField("день")
    starts_at = models.TimeField("начало")
    round_minutes = models.PositiveSmallIntegerField("минут на разговор", default=7)
    place = models.CharField("место", max_length=200, blank=True)
    is_closed = models.BooleanField("листы собраны", default=False)

    objects = ChoiceMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "встреча выбора"
        verbose_name_plural = "встречи выбора"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(round_minutes__gte=3, round_minutes__lte=30),
                name="choice_meeting_round",
                violation_error_message="На разговор отводят от 3 до 30 минут.",
            )
        ]

    def __str__(self):
        return f"Встреча выбора {self.held_on:%d.%m.%Y}"

    def get_absolute_url(self):
        return reverse("selection:choice", args=[self.pk])


class ChoiceSeatQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        rows = super().visible_to(membership)
        if membership.is_staff_of_programme:
            return rows
        return rows.filter(person__membership=membership)


class ChoiceSeat(OwnedModel):
    """Somebody invited to a meeting of choice, on one side of the table; the sheet comes in afterwards."""

    class Side(models.TextChoices):
        MENTOR = "mentor", "наставник"
        MENTEE = "mentee", "наставляемый"

    meeting = models.ForeignKey(
        ChoiceMeeting, on_delete=models.CASCADE, related_name="seats", verbose_name="встреча выбора"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="choice_seats", verbose_name="кто приглашён"
    )
    side = models.CharField("сторона", max_length=6, choices=Side)
    handed_in_on = models.DateField("лист сдан", null=True, blank=True)

    objects = ChoiceSeatQuerySet.as_manager()

    class Meta:
        verbose_name = "участник встречи выбора"
        verbose_name_plural = "участники встречи выбора"
        ordering = ["person__search", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="choice_seat_once",
                violation_error_message="Этот человек уже приглашён.",
            )
        ]

    def __str__(self):
        return str(self.person)


class WishQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """Wishes are read by the staff; a participant sees the own ones only: "не с ним" stays between two."""
        rows = super().visible_to(membership)
        if membership.is_staff_of_programme:
            return rows
        return rows.filter(person__membership=membership)

    def weighing(self, organization):
        """What counts in a selection today: wishes as such, and the sheets of the meetings of this school year.

        Whoever asked not to be put together with somebody is heard for good.
        """
        rows = self.filter(organization=organization)
        since = dt.date(organization.school_year, 8, 1)
        lasting = Q(meeting__isnull=True) | Q(kind=Wish.Kind.AVOIDS)
        return rows.filter(lasting | Q(meeting__held_on__gte=since))


class Wish(OwnedModel):
    """What one person says about working with another: wants, would rather not, knows already."""

    class Kind(models.TextChoices):
        WANTS = "wants", "хочет работать вместе"
        AVOIDS = "avoids", "просит не ставить в пару"
        KNOWS = "knows", "уже работали вместе"

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="wishes", verbose_name="чьё пожелание"
    )
    about = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="wished_by", verbose_name="о ком"
    )
    kind = models.CharField("пожелание", max_length=6, choices=Kind, default=Kind.WANTS)
    rank = models.PositiveSmallIntegerField("место в списке", null=True, blank=True)  # 1 is the first choice
    meeting = models.ForeignKey(
        ChoiceMeeting,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="wishes",
        verbose_name="лист встречи выбора",
    )
    made_on = models.DateField("дата")

    objects = WishQuerySet.as_manager()

    class Meta:
        verbose_name = "пожелание"
        verbose_name_plural = "пожелания"
        ordering = ["person__search", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "about"],
                condition=Q(meeting__isnull=True),
                name="wish_once",
                violation_error_message="Пожелание об этом человеке уже записано.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "person", "about"],
                condition=Q(meeting__isnull=False),
                name="wish_once_in_meeting",
                violation_error_message="Этот человек в листе уже назван.",
            ),
            models.CheckConstraint(
                condition=~Q(person=F("about")),
                name="wish_about_another",
                violation_error_message="Пожелание бывает только о другом человеке.",
            ),
        ]

    def __str__(self):
        return f"Пожелание: {self.person}"  # what it says is for the curator alone
