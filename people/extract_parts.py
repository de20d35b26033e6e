"""What this room and the rooms below it keep about one person, for the extract (people/extract.py)."""

from django.db.models import Q

from audit.models import Entry
from audit.sights import sights_of
from desk.models import Letter, Reminder
from people.extract import facts, part
from people.models import (
    Absence,
    Consent,
    ConsentLink,
    Destruction,
    MenteeEntry,
    MentorEntry,
    Merge,
    Person,
    PersonChange,
    Representation,
    Request,
    SavedView,
    Withdrawal,
)
from people.visibility import cards_of, exports_of
from roadmap.models import CalendarFeed

DERIVED = ("search", "identity")  # columns made of the name, for search and order


@part("Карточка")
def card(person):
    return [facts(person, but=DERIVED)]


@part("Изменения сведений")
def changes(person):
    return listed(PersonChange.objects.filter(person=person).select_related("recorded_by"), but=("person",))


@part("Отсутствия")
def absences(person):
    return listed(Absence.objects.filter(person=person), but=("person",))


@part("Законное представительство")
def representations(person):
    ties = Representation.objects.filter(Q(learner=person) | Q(representative=person))
    return listed(ties.select_related("learner", "representative"))


@part("Объединение карточек")
def merges(person):
    rows = Merge.objects.filter(Q(kept=person) | Q(merged=person)).select_related("kept", "merged", "made_by")
    return listed(rows, but=("moved",))


@part("Банк наставляемых")
def mentee_entries(person):
    return listed(MenteeEntry.objects.filter(person=person), but=("person",))


@part("Запросы и дефициты")
def requests(person):
    rows = Request.objects.filter(entry__person=person).prefetch_related("competences")
    return [facts(row, but=("entry",), компетенции=names(row.competences)) for row in rows]


@part("Банк наставников")
def mentor_entries(person):
    rows = MentorEntry.objects.filter(person=person).prefetch_related("competences")
    return [facts(row, but=("person",), компетенции=names(row.competences)) for row in rows]


@part("Согласия")
def consents(person):
    papers = Consent.objects.filter(Q(person=person) | Q(representative=person))
    papers = papers.select_related("person", "text", "representative", "taken_by__user")
    return listed(papers, but=("content",))


@part("Ссылки на согласия")
def consent_links(person):
    links = ConsentLink.objects.filter(addressee=person).select_related("created_by__user")
    return listed(links, but=("addressee", "token_hash", "code_hash"))


@part("Отзывы согласий")
def withdrawals(person):
    rows = Withdrawal.objects.filter(Q(person=person) | Q(representative=person))
    return listed(rows.select_related("person", "representative", "recorded_by__user"))


@part("Уничтожение данных")
def destructions(person):
    rows = Destruction.objects.filter(person=person)
    return listed(
        rows.select_related("withdrawal", "proposed_by__user", "confirmed_by__user"), but=("person",)
    )


@part("Вход в систему")
def access(person):
    me = person.membership
    if me is None:
        return []
    phone = "привязан" if me.user.authenticator_set.exists() else "не привязан"
    return [
        facts(me, but=("user",))
        | facts(me.user, but=("password", "session_round"))
        | {"пароль": "задан" if me.user.has_usable_password() else "не задан", "второй фактор": phone}
    ]


@part("Письма")
def letters(person):
    """Letters kept in the application; a code or a link to sign in is a secret, not a fact about the person."""
    rows = Letter.objects.filter(user=user_of(person)) if person.membership_id else Letter.objects.none()
    secret = {"текст": "код или ссылка для входа"}
    return [facts(row, but=("user", "is_secret")) | (secret if row.is_secret else {}) for row in rows]


@part("Напоминания")
def reminders(person):
    return listed(Reminder.objects.filter(membership=person.membership_id), but=("membership",))


@part("Подписки на календарь")
def calendars(person):
    rows = CalendarFeed.objects.filter(membership=person.membership_id)
    return listed(rows, but=("membership", "token_sha256"))


@part("Сохранённые отборы")
def saved_views(person):
    return listed(SavedView.objects.filter(membership=person.membership_id), but=("membership",))


@part("Что делали с карточкой")
def deeds_about(person):
    entries = Entry.objects.filter(subject_type=Person._meta.label_lower, subject_id__in=cards_of(person))
    return [deed(entry) for entry in entries.select_related("user").order_by("-number")]


@part("Что человек делал в системе")
def deeds_by(person):
    if person.membership_id is None:
        return []
    entries = Entry.objects.filter(organization=person.organization_id, user=user_of(person))
    return [
        {"когда": entry.at, "что": entry.words, "над чем": entry.subject_words}
        for entry in entries.order_by("-number")
    ]


@part("Кто открывал карточку")
def sights(person):
    return [
        {"день": row.day, "кто": str(row.user), "впервые за день": row.first_at}
        for row in sights_of(Person, cards_of(person))
    ]


@part("В каких списках выгружали")
def exports(person):
    return [
        {"когда": one.at, "кто": one.who, "список": one.register, "вид файла": one.format}
        for one in exports_of(person)
    ]


def listed(rows, *, but=()):
    return [facts(row, but=but) for row in rows]


def names(rows):
    return [str(row) for row in rows.all()]


def user_of(person):
    return person.membership.user_id


def deed(entry):
    return {"когда": entry.at, "что": entry.words, "кто": str(entry.user or "система")}
