"""Who reads, signs and withdraws own consents: the holder of a personal link or a participant who is signed in."""

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q

from common.codes import digest
from organizations.models import Membership
from people.models import Consent, ConsentKind, ConsentLink, ConsentText, Person, Withdrawal
from people.personal_cookies import COOKIE, read_cookie

DUTIES = {ConsentKind.MENTOR_DUTY, ConsentKind.MENTEE_DUTY}
NO_ACT = (
    "Это согласие подписывают на бумаге: в учреждении нет акта о простой электронной подписи. "
    "Куратор даст бланк."
)
OLD_TEXT = "Текст этого согласия устарел. Попросите куратора прислать новый: подписывать старый не нужно."

CONSEQUENCES = {
    ConsentKind.PROCESSING: [
        "Обработку данных для наставничества прекратят сразу: записи в банках закроют, пары приостановят.",
        "Остальные согласия для наставничества тоже перестанут действовать: без данных участвовать нельзя.",
        "В течение 30 дней данные уничтожат. Останутся только бумаги, которые закон велит хранить.",
        "На работу, учёбу и оценки это не влияет. Согласие можно дать снова.",
    ],
    ConsentKind.DISTRIBUTION: [
        "Данные уберут со страниц сайта в течение трёх рабочих дней.",
        "Участие в наставничестве продолжится, остальные согласия действуют.",
    ],
    ConsentKind.MENTOR_DUTY: [
        "Запись в банке наставников закроют, пары, где вы наставник, приостановят. Куратор предложит замену.",
        "Данные продолжат обрабатывать, пока действует согласие на обработку.",
        "Дисциплинарной ответственности за отказ нет.",
    ],
    ConsentKind.MENTEE_DUTY: [
        "Запись в банке наставляемых закроют, пару приостановят.",
        "Данные продолжат обрабатывать, пока действует согласие на обработку.",
        "На работу, учёбу и оценки это не влияет.",
    ],
}


@dataclass(frozen=True)
class Signer:
    """One person at the own consents: by `link`, or signed in as `me`."""

    person: Person
    link: ConsentLink | None = None
    me: Membership | None = None

    @property
    def organization(self):
        return self.person.organization

    @property
    def email(self):
        return self.link.email if self.link else self.me.user.email

    @cached_property
    def children(self):
        """Minors whom the person represents today; from the eighteenth birthday on they decide alone."""
        rows = self.person.represents.open().select_related("learner", "learner__organization")
        learners = [row.learner for row in rows]
        return [child for child in learners if child.is_minor and not is_gone(child)]

    @property
    def persons(self):
        return [self.person, *self.children]

    def consents(self):
        """All papers of the person and of those the person answers for, the newest first."""
        rows = Consent.objects.filter(organization=self.person.organization_id, person__in=self.persons)
        rows = rows.select_related("person", "organization", "text", "representative")
        return rows.order_by("-printed_on", "-pk")

    def withdrawals(self):
        """Receipts of what the person withdrew; those of another representative are not shown."""
        mine = Q(person=self.person) | Q(person__in=self.children, representative=self.person)
        rows = Withdrawal.objects.filter(mine, organization=self.person.organization_id)
        return rows.select_related("person", "organization", "representative")

    def signs(self, consent):
        """Whether this paper waits for this very person's signature."""
        return consent.state == "asked" and consent.signer.pk == self.person.pk and self.answers_for(consent)

    def answers_for(self, consent):
        if consent.person_id == self.person.pk:
            return consent.representative_id is None or not self.person.is_minor
        return consent.person_id in {child.pk for child in self.children}

    def withdraws(self, consent):
        return consent.state == "signed" and self.answers_for(consent)


def is_gone(person):
    return person.destroyed_on is not None or person.merged_into_id is not None


def signer_of(request):
    """Whose consents this request may open: of the holder of the link, else of the card of who is signed in."""
    if link := link_of_cookie(request):
        return Signer(link.addressee, link=link)
    me = request.membership
    try:
        person = me and me.person
    except ObjectDoesNotExist:
        return None
    if person is None or is_gone(person):
        return None
    person.organization = me.organization
    return Signer(person, me=me)


def link_of_cookie(request):
    """The open link whose button was pressed in this browser; a link that is over opens nothing any more."""
    return link_of_print(read_cookie(request, COOKIE))


def link_of_print(token_hash):
    return open_links().filter(token_hash=token_hash).first() if token_hash else None


def link_of_secret(secret):
    return link_of_print(digest(secret))


def closed_link_of_secret(secret):
    """A link that has run out or was taken back: its page names the institution to ask."""
    rows = ConsentLink.objects.filter(token_hash=digest(secret))
    return rows.select_related("organization").first()


def open_links():
    rows = ConsentLink.objects.open().select_related("addressee", "addressee__organization")
    return rows.filter(addressee__destroyed_on__isnull=True, addressee__merged_into__isnull=True)


def obstacle(consent):
    """Why a paper that waits for its signature cannot be signed on a screen, in words; "" when it can."""
    if consent.kind in DUTIES and not consent.organization.simple_signature_act:
        return NO_ACT
    return OLD_TEXT if consent.text.status == ConsentText.Status.ARCHIVED else ""
