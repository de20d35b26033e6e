from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from common.codes import digest


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        """A person who may sign in; without a password only by a code from the mail or by a personal link."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())


class User(AbstractBaseUser):
    """Somebody who signs in, known by the e-mail address."""

    email = models.EmailField("электронная почта", unique=True)
    name = models.CharField("фамилия, имя, отчество", max_length=200, blank=True)
    is_active = models.BooleanField("вход открыт", default=True)
    created_at = models.DateTimeField("создан", default=timezone.now, editable=False)
    session_round = models.PositiveIntegerField(
        "сколько раз вышел на всех устройствах", default=0, editable=False
    )

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        verbose_name = "пользователь"
        verbose_name_plural = "пользователи"

    def __str__(self):
        return self.name or self.email

    @property
    def last_name(self):
        """The parts of the name, for a header with initials; without a name the address stands there."""
        return (self.name.split() or [self.email])[0]

    @property
    def first_name(self):
        return "".join(self.name.split()[1:2])

    @property
    def patronymic(self):
        return " ".join(self.name.split()[2:])

    def _get_session_auth_hash(self, secret=None):
        """Sessions end with a new password and with a new round, on every device at once (AUT-6)."""
        return salted_hmac(
            "accounts.session", f"{self.password}:{self.session_round}", secret=secret
        ).hexdigest()


class InvitationQuerySet(models.QuerySet):
    def open(self, now=None):
        """Links that still let in: neither revoked nor expired. A used one lets in again until its day."""
        return self.filter(revoked_at=None, expires_at__gt=now or timezone.now(), user__is_active=True)

    def for_secret(self, secret):
        return self.open().filter(token_hash=digest(secret))


class Invitation(models.Model):
    """A personal link that lets one person in until it expires; only the hash of its secret is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations", verbose_name="кому")
    token_hash = models.CharField("отпечаток", max_length=64, unique=True)
    created_at = models.DateTimeField("выдана", default=timezone.now, editable=False)
    expires_at = models.DateTimeField("действует до")
    used_at = models.DateTimeField("открыта", null=True, blank=True)
    revoked_at = models.DateTimeField("отозвана", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "приглашение"
        verbose_name_plural = "приглашения"

    def __str__(self):
        return f"Приглашение {self.user}"
