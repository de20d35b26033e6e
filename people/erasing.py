"""What of a person this room destroys: card, history, ties, banks, blanks, links, lists (people/destruction.py)."""

from urllib.parse import parse_qsl

from django.db.models import Q

from jobs.removal import remove_files
from people.destruction import asks_for, cards_of, mentions, step
from people.models import (
    Absence,
    BankEntry,
    Consent,
    ConsentLink,
    MenteeEntry,
    MentorEntry,
    Merge,
    Person,
    PersonChange,
    Representation,
    Request,
    RosterImport,
    SavedView,
    ScanBatch,
    Withdrawal,
)
from people.redacting import redact, speaks_of, without_rows
from people.scans import files_kept

EMPTY_CARD = {
    **dict.fromkeys(
        ["last_name", "first_name", "patronymic", "gender", "position", "subject", "category"], ""
    ),
    **dict.fromkeys(["education", "awards", "workplace", "phone", "email"], ""),
    **dict.fromkeys(["experience_years", "experience_here_years", "category_on", "birth_date", "manager"]),
    "name_forms": {},
    "position_forms": {},
    "search": "яяя",  # sorted last
    "identity": "",
}
EMPTY_ENTRY = {"wishes": "", "forms": [], "kinds": []}
EMPTY_MENTOR = {"achievements": "", "time_resource": "", "interests": "", "mentee_ages": ""}


@step("Карточка: ФИО, пол, должность, стаж, категория, образование, награды, контакты, дата рождения")
def erase_card(person, strings):
    """The rows stay as empty shells, so that counts and registered papers keep their links."""
    ids = [card.pk for card in cards_of(person)]
    Person.objects.filter(manager__in=ids).update(manager=None)
    today = person.organization.today
    return Person.objects.filter(pk__in=ids).update(**EMPTY_CARD, destroyed_on=today)


@step("История изменений карточки и объединений")
def erase_history(person, strings):
    cards = cards_of(person)
    merges = Merge.objects.filter(Q(kept__in=cards) | Q(merged__in=cards)).delete()[0]
    return merges + PersonChange.objects.filter(person__in=cards).delete()[0]


@step("Отсутствия и их причины")
def erase_absences(person, strings):
    return Absence.objects.filter(person__in=cards_of(person)).delete()[0]


@step("Сведения о законном представительстве")
def erase_representation(person, strings):
    cards = cards_of(person)
    return Representation.objects.filter(Q(learner__in=cards) | Q(representative__in=cards)).delete()[0]


@step("Запросы и дефициты")
def erase_requests(person, strings):
    return Request.objects.filter(entry__person__in=cards_of(person)).delete()[0]


@step("Записи банков: пожелания, достижения, интересы, ресурс времени, компетенции")
def erase_bank_entries(person, strings):
    """Dates of a stay remain for the counts of a year, nothing that is said about the person does."""
    cards, today = cards_of(person), person.organization.today
    erased = 0
    for bank, more in ((MenteeEntry, {}), (MentorEntry, EMPTY_MENTOR)):
        entries = bank.objects.filter(person__in=cards)
        entries.open().update(left_on=today, leaving=BankEntry.Leaving.WITHDRAWN)
        erased += entries.update(**EMPTY_ENTRY, **more)
    MentorEntry.competences.through.objects.filter(mentorentry__person__in=cards).delete()
    return erased


@step("Бланки согласий без подписи")
def erase_blanks(person, strings):
    """What was given out and never signed proves nothing; signed papers are kept by law."""
    blanks = Consent.objects.filter(person__in=cards_of(person), signed_on=None)
    blanks.open().update(ended_on=person.organization.today, ending=Consent.Ending.SPOILT)
    remove_files(blanks.exclude(scan="").values_list("scan", flat=True), organization=person.organization)
    return blanks.update(content={}, addresses="", limits="", scan="", representative=None)


@step("Личные ссылки")
def erase_links(person, strings):
    return ConsentLink.objects.filter(addressee__in=cards_of(person)).delete()[0]


@step("Пачки сканов, ещё не разложенные")
def erase_scan_batches(person, strings):
    """Every pile that is not laid out goes whole: a sheet that nobody has told apart may be the person's."""
    batches = ScanBatch.objects.filter(organization=person.organization)
    erased = redact(batches, ["file_name", "pages", "error"], strings)
    for batch in batches.exclude(status=ScanBatch.Status.DONE):
        erased += bool(remove_files(files_kept(batch), organization=person.organization))
        batch.file, batch.status, batch.pages = "", ScanBatch.Status.FAILED, []
        batch.error = "Файл удалён вместе с данными человека. Отсканируйте бланки ещё раз."
        batch.save(update_fields=["file", "status", "pages", "error"])
    return erased


@step("Загруженные списки")
def erase_imports(person, strings):
    """A list that was only looked at goes whole, of one that was taken the lines that name the person."""
    rows = RosterImport.objects.filter(organization=person.organization)
    naming = [row for row in rows.iterator(50) if speaks_of([row.roster, row.choices], strings)]
    for row in naming:
        rows.filter(pk=row.pk).update(roster=without_rows(row.roster, strings), choices={})
    rows.filter(pk__in=[row.pk for row in naming], status=RosterImport.Status.PREVIEW).delete()
    return len(naming) + redact(rows, ["file_name"], strings)


@step("Сохранённые отборы с именем")
def erase_saved_views(person, strings):
    views = SavedView.objects.filter(organization=person.organization)
    ids = [view.pk for view in views if asks(view, person, strings)]
    return views.filter(pk__in=ids).delete()[0]


def asks(view, person, strings):
    asked = " ".join(value for _, value in parse_qsl(view.query))
    return any(mentions(text, strings) or asks_for(text, person) for text in (view.name, asked))


def lonely_parents(person):
    """Representatives in the list only for this child: they go with it."""
    found = Person.objects.kept().filter(kind=Person.Kind.PARENT, represents__learner__in=cards_of(person))
    busy = (
        Q(represents__learner__destroyed_on=None) & ~Q(represents__learner__in=cards_of(person))
        | Q(mentee_entries__left_on=None, mentee_entries__isnull=False)
        | Q(mentor_entries__left_on=None, mentor_entries__isnull=False)
        | Q(membership__isnull=False, membership__is_active=True)
    )
    keep = Person.objects.filter(busy, kind=Person.Kind.PARENT).values("pk")
    return list(found.exclude(pk__in=keep).distinct().select_related("organization"))


def letters_of(person):
    """Kept by law, named on the act: what the person wrote to take the consent back."""
    return Withdrawal.objects.filter(person__in=cards_of(person)).exclude(letter="")
