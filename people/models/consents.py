from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from common.codes import short_code
from common.fields import ChoiceSetField
from organizations.models import Membership, OwnedModel, OwnedQuerySet
from people.models.persons import Person


class ConsentKind(models.TextChoices):
    PROCESSING = "processing", "на обработку персональных данных"
    DISTRIBUTION = "distribution", "на распространение персональных данных"
    MENTOR_DUTY = "mentor_duty", "на возложение обязанностей наставника"
    MENTEE_DUTY = "mentee_duty", "на участие в качестве наставляемого"


class PublishedField(models.TextChoices):
    """Categories a person may release one by one (152-ФЗ ст. 10.1; приказ Роскомнадзора № 18)."""

    NAME = "name", "фамилия, имя, отчество"
    PHOTO = "photo", "фотография"
    POSITION = "position", "должность (класс, группа)"
    EXPERIENCE = "experience", "стаж, квалификационная категория, образование"
    RESULTS = "results", "результаты и материалы наставнической практики"
    AWARDS = "awards", "награды и поощрения"


class ConsentTextQuerySet(OwnedQuerySet):
    def current(self):
        return self.filter(status=ConsentText.Status.CURRENT)

    def with_signed(self):
        """Each with `signed`: how many consents under these words are in force."""
        in_force = Q(consents__signed_on__isnull=False, consents__ended_on__isnull=True)
        return self.annotate(signed=models.Count("consents", filter=in_force))


class ConsentText(OwnedModel):
    """A version of the words of one kind of consent, with places in braces for the facts of a person.

    `body` is plain text, a paragraph a line: "1. Цель обработки: …" is a numbered item with its label, a line
    of underscores is to be filled by hand. An archived version is not given out, and whoever signed it is asked again.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "черновик"
        CURRENT = "current", "действует"
        REPLACED = "replaced", "заменена"  # signed papers stay good
        ARCHIVED = "archived", "в архиве"  # signed papers are to be renewed

    kind = models.CharField("вид", max_length=12, choices=ConsentKind)
    for_minors = models.BooleanField("подписывает законный представитель", default=False)
    number = models.PositiveSmallIntegerField("версия")
    status = models.CharField("состояние", max_length=8, choices=Status, default=Status.DRAFT)
    title = models.TextField("заголовок", max_length=400)
    body = models.TextField("текст", max_length=20_000)
    closing = models.TextField("последний абзац", max_length=2_000, blank=True)
    valid_months = models.PositiveSmallIntegerField(
        "сколько месяцев действует", null=True, blank=True, help_text="Пусто: до отзыва."
    )
    published_on = models.DateField("действует с", null=True, blank=True)
    archived_on = models.DateField("в архиве с", null=True, blank=True)

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        verbose_name = "текст согласия"
        verbose_name_plural = "тексты согласий"
        ordering = ["kind", "for_minors", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "kind", "for_minors", "number"], name="consent_text_number_once"
            ),
            models.UniqueConstraint(
                fields=["organization", "kind", "for_minors"],
                condition=Q(status="current"),
                name="consent_text_one_current",
                violation_error_message="Действует только одна версия текста. Сначала замените прежнюю.",
            ),
        ]

    def __str__(self):
        return f"Согласие {self.get_kind_display()}, версия {self.number}"

    def get_absolute_url(self):
        return reverse("people:consent_text", args=[self.pk])

    @property
    def is_draft(self):
        return self.status == self.Status.DRAFT


class ConsentQuerySet(OwnedQuerySet):
    def visible_to(self, membership):
        """The staff see the ledger, a participant the own papers and those he or she signs for a child."""
        consents = super().visible_to(membership)
        if membership.is_staff_of_programme:
            return consents
        return consents.filter(Q(person__membership=membership) | Q(representative__membership=membership))

    def open(self):
        """Asked for or signed, and not ended."""
        return self.filter(ended_on__isnull=True)

    def asked(self):
        """Given out, not signed yet."""
        return self.open().filter(signed_on__isnull=True)

    def without_scan(self):
        """Papers that are still to come back: blanks that wait, and signatures recorded without the paper."""
        return self.open().filter(Q(signed_on__isnull=True) | Q(scan=""))

    def in_force(self):
        """Signed and not ended; the daily work ends those whose term has passed (`expire_consents`)."""
        return self.open().filter(signed_on__isnull=False)


class Consent(OwnedModel):
    """One separate paper of one person for one purpose (152-ФЗ ст. 9 in the wording of 156-ФЗ, ТК ст. 351.8).

    A person has at most one paper of a kind that waits for its signature and one that is signed: asked again, the
    old one holds until the new one is signed. What was shown is kept: `content` and its hash are written once.
    """

    Kind = ConsentKind

    class Channel(models.TextChoices):
        PAPER = "paper", "на бумаге"
        ELECTRONIC = "electronic", "электронно, по личной ссылке"

    class Ending(models.TextChoices):
        WITHDRAWN = "withdrawn", "отозвано"
        EXPIRED = "expired", "срок истёк"
        REPLACED = "replaced", "заменено новым"
        SPOILT = "spoilt", "бланк отменён"
        DECLINED = "declined", "человек не согласен"

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="consents", verbose_name="чьё согласие"
    )
    kind = models.CharField("вид", max_length=12, choices=ConsentKind)
    text = models.ForeignKey(
        ConsentText, on_delete=models.PROTECT, related_name="consents", verbose_name="версия текста"
    )
    representative = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="consents_for_others",
        verbose_name="подписывает законный представитель",
    )
    code = models.CharField("код бланка", max_length=9, unique=True, default=short_code, editable=False)
    channel = models.CharField("как", max_length=10, choices=Channel, default=Channel.PAPER)
    content = models.JSONField("что подписано", default=dict, blank=True)
    content_sha256 = models.CharField("отпечаток содержания", max_length=64, blank=True)
    printed_on = models.DateField("бланк напечатан или отправлен")
    signed_on = models.DateField("подписано", null=True, blank=True)
    expires_on = models.DateField("действует по", null=True, blank=True)
    fields = ChoiceSetField("что разрешено распространять", choices=PublishedField)
    addresses = models.TextField("страницы в интернете", max_length=1000, blank=True)
    limits = models.CharField("условия и запреты", max_length=500, blank=True)
    taken_by = models.ForeignKey(
        Membership,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто принял",
    )
    scan = models.FileField("скан или подписанный файл", blank=True, max_length=200)
    scan_sha256 = models.CharField("отпечаток файла", max_length=64, blank=True)
    ended_on = models.DateField("закончилось", null=True, blank=True)
    ending = models.CharField("почему закончилось", max_length=10, choices=Ending, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "согласие"
        verbose_name_plural = "согласия"
        ordering = ["person__search", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(ended_on__isnull=True, signed_on__isnull=True),
                name="consent_one_asked_per_kind",
                violation_error_message="Такое согласие этого человека уже ждёт подписи.",
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(ended_on__isnull=True, signed_on__isnull=False),
                name="consent_one_signed_per_kind",
                violation_error_message="Такое согласие этого человека уже подписано.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ending="") | Q(ended_on__isnull=False) & ~Q(ending=""),
                name="consent_ended_with_reason",
                violation_error_message="У законченного согласия есть и день, и причина.",
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | Q(signed_on__gte=F("printed_on")),
                name="consent_signed_after_printed",
                violation_error_message="Подписать согласие можно не раньше, чем его напечатали.",
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

    @property
    def signer(self):
        """Who puts the signature: the person, or the representative of a minor."""
        return self.representative or self.person

    @property
    def state(self):
        """One word: asked, signed, withdrawn, expired, replaced, spoilt, declined."""
        return self.ending or ("signed" if self.signed_on else "asked")


class ConsentLinkQuerySet(OwnedQuerySet):
    def open(self, now=None):
        return self.filter(revoked_at=None, expires_at__gt=now or timezone.now())


class ConsentLink(OwnedModel):
    """A personal link by which somebody without an account reads, signs and withdraws the own consents.

    Only the hash of its secret is kept. `addressee` is the person, or the representative of minors.
    """

    addressee = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="consent_links", verbose_name="кому"
    )
    token_hash = models.CharField("отпечаток", max_length=64, unique=True)
    email = models.EmailField("куда отправлена", blank=True)
    created_at = models.DateTimeField("выдана", default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="кто выдал"
    )
    expires_at = models.DateTimeField("действует до")
    opened_at = models.DateTimeField("открыта", null=True, blank=True)
    revoked_at = models.DateTimeField("отозвана", null=True, blank=True)
    code_hash = models.CharField("отпечаток кода", max_length=64, blank=True)
    code_sent_at = models.DateTimeField("код отправлен", null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField("попыток ввести код", default=0)
    codes_sent = models.PositiveSmallIntegerField("писем с кодом", default=0)

    objects = ConsentLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "ссылка на согласия"
        verbose_name_plural = "ссылки на согласия"
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"Ссылка: {self.addressee}"


class ScanBatch(OwnedModel):
    """A pile of signed blanks put through a scanner: one file, whose pages are told apart by the codes on them."""

    class Status(models.TextChoices):
        READING = "reading", "читается"
        READ = "read", "прочитана"
        DONE = "done", "разложена"
        FAILED = "failed", "не прочитана"

    status = models.CharField("состояние", max_length=8, choices=Status, default=Status.READING)
    file = models.FileField("файл", max_length=200, blank=True)
    file_name = models.CharField("имя файла", max_length=200)
    signed_on = models.DateField("дата подписи на бланках")
    pages = models.JSONField("листы", default=list)  # [{"page": 1, "consent": pk | None, "problem": ""}]
    error = models.CharField("что случилось", max_length=300, blank=True)
    created_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="+", verbose_name="кто загрузил"
    )
    created_at = models.DateTimeField("когда", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "пачка сканов"
        verbose_name_plural = "пачки сканов"
        ordering = ["-pk"]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("people:scan_batch", args=[self.pk])


def kinds_needed(*, is_mentor, is_mentee):
    """Consents without which a person cannot stand in a pair: data processing and the duty of the side."""
    kinds = [ConsentKind.PROCESSING]
    if is_mentor:
        kinds.append(ConsentKind.MENTOR_DUTY)
    if is_mentee:
        kinds.append(ConsentKind.MENTEE_DUTY)
    return kinds
