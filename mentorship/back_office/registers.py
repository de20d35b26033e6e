"""Every kind of rows of the house: what of it is corrected here, and why the rest is not."""

from accounts.models import User
from audit.models import ChainHead, Entry, Sight
from desk.models import Letter, Reminder
from documents.models import (
    Acknowledgement,
    Document,
    FrozenFile,
    Link,
    NumbersApart,
    NumberSeries,
    QualifiedSignature,
    Seal,
    Signature,
    Step,
    Substitute,
    Version,
)
from jobs.models import Job
from mentorship.back_office.register import FROZEN, KEPT, Register
from mentorship.back_office.registers_pairs import PAIR_REGISTERS
from mentorship.back_office.registers_surveys import SURVEY_REGISTERS
from organizations.models import Membership, Organization
from people.models import (
    Absence,
    Competence,
    Consent,
    ConsentLink,
    ConsentText,
    Destruction,
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
from roadmap.models import Activity, CalendarFeed, Evidence, Note, Reading, Roadmap, Stage

NAME = ("last_name", "first_name", "patronymic", "gender")
CARD = (
    *("kind", *NAME, "position", "subject", "experience_years", "experience_here_years"),
    *("category", "category_on", "education", "awards", "workplace", "manager"),
    *("phone", "email", "birth_date", "joined_on"),
)
INSTITUTION = (
    *("kind", "full_name", "full_name_genitive", "full_name_dative", "short_name", "founder", "head_title"),
    *(
        "head_last_name",
        "head_first_name",
        "head_patronymic",
        "head_gender",
        "city",
        "address",
        "inn",
        "ogrn",
    ),
    *("phone", "email", "site", "time_zone"),
)
RULES = (
    *("order_number_pattern", "young_teacher_years", "mentor_capacity", "support_after_days", "silence_days"),
    "satisfaction_from",
    *("simple_signature_act", "is_pilot"),
)
BANK = ("forms", "kinds", "wishes", "entered_on")
MENTOR = ("competences", "achievements", "capacity", "time_resource", "interests", "mentee_ages")


def card_of(row):
    """The day of leaving is corrected where there is one; leaving itself is a deed of its own."""
    return (*CARD, "left_on") if row.left_on else CARD


def stay_of(row):
    own = MENTOR if isinstance(row, MentorEntry) else ()
    return (*BANK, *own, "left_on", "leaving") if row.left_on else (*BANK, *own)


def words_of_line(row):
    """What is approved stands still; how the work goes on does not."""
    closing = ("closed_on", "closed_note") if row.closed_on else ()
    return closing if stands_still(row.roadmap) else ("title", "responsible", "result_paper", *closing)


def stands_still(roadmap):
    return roadmap.is_approved or roadmap.is_in_order


def works_elsewhere(row):
    """An administrator of one institution does not rename people of another."""
    return row.memberships.values("organization").distinct().count() > 1


REGISTERS = [
    Register(
        Organization, (*INSTITUTION, *RULES), INSTITUTION, owner="pk", below=True,
        shows=("short_name", "kind", "city"), filters=("kind",), hidden=("head_name_forms",),
    ),
    Register(
        Membership, shows=("user", "role", "is_active"), filters=("role", "is_active"),
        why="Доступ открывают и закрывают на странице «Доступ»: там же выдают личные ссылки.",
    ),
    Register(
        User, ("name",), owner="memberships__organization", shows=("email", "name", "is_active"),
        hidden=("password", "session_round"), is_closed=works_elsewhere,
        why="Этот человек работает и в другом учреждении, имя у него одно на всех: здесь его не исправляют.",
    ),
    Register(Entry, shows=("number", "deed_words", "user"), hidden=("salt",), why=KEPT),
    Register(ChainHead, shows=("organization", "number"), why=KEPT),
    Register(Sight, shows=("day", "user", "subject_type", "subject_id"), why=KEPT),
    Register(
        Job, shows=("title", "status", "created_at"), filters=("status",), hidden=("payload", "key"),
        why="Задание ведёт система. Неудавшееся повторяют на его странице.",
    ),
    Register(
        Letter, owner="user__memberships__organization", shows=("subject", "to", "created_at"), hidden=("body",),
        why="Письма читают на странице «Письма».",
    ),
    Register(Reminder, shows=("membership", "task", "due_on"), why=KEPT),
    Register(
        Roadmap, ("title", "intro", "adopted", "agreed"), shows=("title", "starts_on", "version", "approved_on"),
        hidden=("columns",), is_closed=stands_still,
        why="Утверждённую дорожную карту не исправляют: начните новую редакцию.",
    ),
    Register(
        Stage, ("title", "lead"), owner="roadmap__organization", shows=("number", "title", "roadmap"),
        is_closed=lambda row: stands_still(row.roadmap),
        why="Утверждённую дорожную карту не исправляют: начните новую редакцию.",
    ),
    Register(
        Activity, words_of_line, shows=("number", "title", "term", "roadmap"),
        hidden=("content", "periods", "roles", "uid"), is_closed=lambda row: not words_of_line(row),
        why="Утверждённую дорожную карту не исправляют: начните новую редакцию.",
    ),
    Register(Evidence, ("title",), shows=("title", "activity")),
    Register(Note, ("text",), deletes=True, shows=("activity", "written_by", "written_at")),
    Register(
        Reading, shows=("name", "created_at"), hidden=("source", "result", "draft"),
        why="Прочитанный документ исправляют на его странице.",
    ),
    Register(
        CalendarFeed, shows=("membership", "created_at"), hidden=("token_sha256",),
        why="Адрес календаря отзывает тот, кому он выдан.",
    ),
    Register(
        Person, card_of, ("organization", *CARD), deletes=True, shows=("__str__", "kind", "position"),
        search="search", filters=("kind",), look_up=("manager",),
        hidden=("search", "identity", "name_forms", "position_forms"),
        is_closed=lambda row: row.destroyed_on or row.merged_into_id,
        why="Данные уничтожены или карточка объединена с другой: исправлять здесь нечего.",
    ),
    Register(
        Representation, ("relation", "basis", "ended_on"),
        ("organization", "learner", "representative", "relation", "basis"), deletes=True,
        shows=("learner", "representative", "relation", "ended_on"), search="representative__search",
        look_up=("learner", "representative"),
    ),
    Register(
        Absence, ("reason", "starts_on", "ends_on"), ("organization", "person", "reason", "starts_on", "ends_on"),
        deletes=True, shows=("person", "reason", "starts_on", "ends_on"), search="person__search",
        look_up=("person",),
    ),
    Register(
        PersonChange, ("changed_on",), shows=("person", "changed_on", "recorded_by"), search="person__search"
    ),
    Register(
        Merge, shows=("kept", "merged", "made_at", "undone_at"), hidden=("moved",),
        why="Объединение отменяют в карточке человека.",
    ),
    Register(
        RosterImport, shows=("file_name", "kind", "status", "created_at"), hidden=("roster",),
        why="Загруженный список исправляют в файле и загружают снова.",
    ),
    Register(Competence, ("name",), ("organization", "name"), deletes=True, shows=("name",)),
    Register(MenteeEntry, stay_of, shows=("person", "entered_on", "left_on"), search="person__search"),
    Register(MentorEntry, stay_of, shows=("person", "entered_on", "left_on"), search="person__search"),
    Register(
        Request, ("text", "competences", "source", "made_on"), deletes=True, owner="entry__organization",
        shows=("entry", "text", "source", "made_on"), search="entry__person__search",
    ),
    Register(SavedView, ("name",), deletes=True, shows=("name", "page", "membership")),
    Register(
        ConsentText, ("title", "body", "closing", "valid_months"), shows=("kind", "for_minors", "number", "status"),
        filters=("kind", "status"), is_closed=lambda row: row.status != "draft" or row.consents.exists(),
        why="Этот текст уже выдавали на подпись. Исправьте новую версию на странице «Тексты согласий».",
    ),
    Register(
        Consent, shows=("person", "kind", "printed_on", "signed_on", "ended_on"), search="person__search",
        filters=("kind",), hidden=("content",),
        why="Выданное и подписанное согласие не исправляют: отмените бланк и напечатайте новый.",
    ),
    Register(
        ConsentLink, shows=("addressee", "created_at", "expires_at", "opened_at"),
        hidden=("token_hash", "code_hash"), search="addressee__search", why="Ссылку отзывают на странице ссылок.",
    ),
    Register(
        ScanBatch, shows=("file_name", "status", "created_at"), hidden=("pages",),
        why="Пачку сканов раскладывают на её странице.",
    ),
    Register(Withdrawal, shows=("number", "person", "received_on", "closed_on"), search="person__search", why=KEPT),
    Register(Destruction, shows=("person", "proposed_at", "done_at"), why=KEPT),
    *PAIR_REGISTERS,
    *SURVEY_REGISTERS,
    Register(
        Document, shows=("kind", "number", "dated", "status"), filters=("status",),
        hidden=("content", "facts", "search"),
        why=f"Проект правят на его странице. {FROZEN}",
    ),
    Register(FrozenFile, shows=("document", "kind", "created_at"), why=FROZEN),
    Register(Signature, shows=("document", "membership", "signed_at"), why=FROZEN),
    Register(QualifiedSignature, shows=("document", "owner", "valid_until"), why=FROZEN),
    Register(Version, shows=("document", "number", "saved_at"), hidden=("content",), why=KEPT),
    Register(
        Step, shows=("document", "who", "status"),
        why="Согласование отмечают на странице документа.",
    ),
    Register(Link, shows=("source", "kind", "target"), why="Связь ставит документ: её меняют в его данных."),
    Register(
        Substitute, ("basis",), shows=("post", "membership", "since", "until"),
    ),
    Register(
        NumbersApart, ("note",), shows=("series", "first", "last", "why"),
    ),
    Register(
        Acknowledgement, ("due_on",), shows=("person", "document", "due_on", "at"), search="person__search",
        hidden=("token_hash", "token_until"), is_closed=lambda row: row.at is not None,
        why="Отметку об ознакомлении не исправляют и не удаляют.",
    ),
    Register(
        NumberSeries, shows=("series", "year", "last"),
        why="Нумерацию продолжают на странице «Нумерация»: пропусков и повторов в номерах быть не должно.",
    ),
    Register(Seal, shows=("organization", "valid_until"), hidden=("key_file", "certificate"), why=FROZEN),
]  # fmt: skip
# What stands in no list here, and why.
NOT_REGISTERED = {
    "accounts.Invitation": "a secret to sign in with: given and revoked on the page of accesses",
}
