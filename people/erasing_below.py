"""What of a person the rooms below keep: account, letters, reminders, jobs, roadmaps, journal, sessions, cache."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import transaction
from django.db.models import F, Q

from accounts.models import Invitation, User
from audit.models import Entry
from audit.services import erase_details
from desk.models import Letter, Reminder
from jobs.models import Job
from organizations.models import Membership
from people.destruction import cards_of, step
from people.models import Person
from people.prepared import drop_prepared
from people.redacting import redact, speaks_of
from roadmap.models import Activity, CalendarFeed, Evidence, Note, Reading, Roadmap, Stage

GONE = "Файл убран: данные человека из него уничтожены. Закажите файл ещё раз."


@step("Письма человеку и о нём")
def erase_letters(person, strings):
    """Letters to the person go; in letters to others the person is no longer named."""
    mine = Q(to__in=[text for text in strings if "@" in text])
    if user := user_of(person):
        mine |= Q(user=user)
    letters = Letter.objects.filter(mine).delete()[0]
    cards = Person.objects.filter(organization=person.organization).exclude(email="").values("email")
    ours = Q(user__memberships__organization=person.organization_id) | Q(user=None, to__in=cards)
    ours = Letter.objects.filter(ours).values("pk")
    return letters + redact(Letter.objects.filter(pk__in=ours), ["subject", "body"], strings)


@step("Напоминания")
def erase_reminders(person, strings):
    mine = Reminder.objects.filter(membership__in=memberships_of(person)).delete()[0]
    return mine + redact(Reminder.objects.filter(organization=person.organization), ["task"], strings)


@step("Задания и подготовленные файлы")
def erase_jobs(person, strings):
    files = sum(drop_prepared(card, words=GONE) for card in cards_of(person))
    jobs = Job.objects.filter(organization=person.organization)
    return files + redact(jobs, ["title", "payload", "result_name", "error"], strings)


@step("Календари и поручения в дорожной карте")
def erase_duties(person, strings):
    mine = memberships_of(person)
    Activity.members.through.objects.filter(membership__in=mine).delete()
    return CalendarFeed.objects.filter(membership__in=mine).delete()[0]


@step("Дорожные карты без утверждения, заметки и прочитанные документы")
def erase_roadmaps(person, strings):
    """An approved map is a paper kept by law; what nobody has approved names the person no more."""
    organization = person.organization
    plans = Roadmap.objects.filter(organization=organization, approved_on=None)
    lines = Activity.objects.filter(organization=organization)
    words = ["title", "content", "term", "responsible", "result_paper"]
    return sum([
        redact(plans, ["title", "adopted", "agreed", "approver_name", "intro", "change_note"], strings),
        redact(Stage.objects.filter(roadmap__in=plans), ["title", "lead"], strings),
        redact(lines.filter(roadmap__in=plans), words, strings),
        redact(lines, ["closed_note"], strings),
        redact(Note.objects.filter(organization=organization), ["text"], strings),
        redact(Evidence.objects.filter(organization=organization), ["title", "url"], strings),
        redact(Reading.objects.filter(organization=organization), ["name", "source", "result", "draft"], strings),
    ])  # fmt: skip


@step("Подробности записей журнала")
def erase_journal(person, strings):
    """Who did what and when stays; words in which the person could be told go, and the chain still verifies."""
    entries = Entry.objects.filter(organization=person.organization, erased_at=None).only("pk", "details")
    return erase_details([entry for entry in entries.iterator(500) if speaks_of(entry.details, strings)])


@step("Вход в систему: имя, почта, пароль, второй фактор, приглашения, сеансы")
def erase_account(person, strings):
    """The access is closed; the user goes too, unless he or she works under the same name elsewhere."""
    mine = memberships_of(person)
    users = list(User.objects.filter(memberships__in=mine).distinct())
    Membership.objects.filter(pk__in=[row.pk for row in mine]).update(is_active=False)
    Person.objects.filter(membership__in=mine).update(membership=None)
    return sum(map(erase_user, [user for user in users if not works_elsewhere(user, mine)]))


def works_elsewhere(user, mine):
    return user.memberships.exclude(pk__in=[row.pk for row in mine]).filter(is_active=True).exists()


def erase_user(user):
    for model in (EmailAddress, Authenticator, Invitation):
        model.objects.filter(user=user).delete()
    user.set_unusable_password()
    User.objects.filter(pk=user.pk).update(
        email=f"destroyed-{user.pk}@example.invalid", name="", password=user.password, is_active=False,
        last_login=None, session_round=F("session_round") + 1,
    )  # fmt: skip
    sessions = Session.objects.iterator(500)
    ended = [row.pk for row in sessions if row.get_decoded().get("_auth_user_id") == str(user.pk)]
    Session.objects.filter(pk__in=ended).delete()
    return 1


@step("Временные данные (кэш)")
def clear_cache(person, strings):
    """Now and once more after the commit: a page that ran meanwhile may have kept something."""
    cache.clear()
    transaction.on_commit(cache.clear)
    return 0


def memberships_of(person):
    return list(Membership.objects.filter(person__in=cards_of(person)))


def user_of(person):
    return person.membership.user if person.membership_id else None
